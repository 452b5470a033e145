"""From labels to tags on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import textkit
from test_cli_commands import rows
from test_themes_training import split


@pytest.fixture(scope="module")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("labels") / "train.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in split(6)[0]), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def model(labels: Path) -> Path:
    path = labels.with_name("my.joblib")
    status, out, said = textkit("train", labels, "-o", path, "--exclusive")
    assert (status, out) == (0, f"{path}\n")
    assert "8 folds: accuracy 0." in said
    assert "95 % interval" in said
    return path


def test_tag_gives_exactly_one_theme(model: Path, labels: Path) -> None:
    out = labels.with_name("out.jsonl")
    assert textkit("tag", labels, "--as", "paragraph", "--model", model, "-o", out) == (0, "", "")
    answers, wanted = rows(out), rows(labels)
    assert all(len(a["themes"]) == 1 for a in answers)
    right = [a["themes"] == [w["label"]] for a, w in zip(answers, wanted, strict=True)]
    assert sum(right) > 0.9 * len(right)


def test_a_headline_alone_has_its_theme_too(model: Path, labels: Path) -> None:
    status, out, _ = textkit("tag", labels, "--model", model, "--format", "json")
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert all(len(answer["themes"]) == 1 for answer in answers)
    assert [max(a["scores"], key=a["scores"].get) for a in answers] == [
        a["themes"][0] for a in answers
    ]


def test_evaluate_prints_tables(model: Path, labels: Path) -> None:
    status, out, said = textkit("evaluate", model, labels, "--mistakes", "2")
    assert (status, said) == (0, "")
    assert out.startswith("accuracy ")
    assert "label ↓ given →" in out
    status, out, _ = textkit("evaluate", model, labels, "--curve", "--format", "json")
    result = json.loads(out)
    assert (status, result["overall"]["n_texts"], len(result["curve"])) == (0, 90, 1)


def test_quiet(labels: Path) -> None:
    path = labels.with_name("quiet.joblib")
    assert textkit("train", labels, "-o", path, "-q") == (0, f"{path}\n", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "a", "label": "b"}', "expected two themes"),
        ('{"text": "a"}', "row 1: no 'themes' or 'label'"),
        ("x", "row 1: not a JSON line"),
    ],
)
def test_bad_data_are_said_in_a_line(line: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(line, encoding="utf-8")
    status, out, err = textkit("train", tmp_path / "rows.jsonl", "-o", tmp_path / "m.joblib", "-q")
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert said in err
    assert [path.name for path in tmp_path.iterdir()] == ["rows.jsonl"]


@pytest.mark.parametrize(
    "arguments", [["train", "x.jsonl"], ["train", "-o", "m"], ["evaluate", "m"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    status, out, said = textkit(*arguments)
    assert (status, out, len(said.splitlines())) == (2, "", 1)


def test_no_such_file(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    status, _, said = textkit("train", path, "-o", tmp_path / "m.joblib")
    assert (status, said) == (1, f"textkit: {path}: No such file or directory\n")
