"""Train the four themes on the labelled paragraphs and sentences."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from textkit.models import Card, save
from textkit.themes.classifier import ThemeClassifier
from textkit.themes.model import ThemeModel

CODES = {"e": "energy", "c": "ecology", "g": "governance", "r": "rural"}
# County news is what users read and the genre with the fewest labels, so its rows count twice;
# rows that the annotator was unsure of count half. Weights of 1 and 4 for the former were .01
# worse on held-out county sources.
COUNTY, UNSURE = 2.0, 0.5

NOTES = """
Four themes of Chinese local-government news and policy text, tagged a paragraph at a time; several
or none.

## How it was made

Logistic regressions on character 1- to 3-grams with naive-Bayes weights, combined over the whole
paragraph, its best and mean sentence and its best clause; see `textkit.themes.classifier`. Trained
on public reports and news (not shipped) and on sentences and paragraphs that we wrote for it
(`seeds/labels`).

## How the scores were measured

`python tests/quality.py` prints them on held-out paragraphs of three kinds: provincial reports,
national news, county and city news. The scores above are out-of-fold on the training paragraphs,
folds by source.

## Limits

The labels were made by language models under written guidelines, not by people: agreement with
them is agreement with one consistent reading. County news is the hardest kind: it tells what
people did and names no policy. Text other than mainland official and news prose was never seen.
"""


def read_rows(gold: Path, seeds: Path) -> list[dict[str, Any]]:
    """Return all training rows with text, themes, ambiguous, domain, unit and group."""
    rows = []
    with (gold / "themes-train.jsonl").open(encoding="utf-8") as lines:
        for i, row in enumerate(map(json.loads, lines)):
            # Policy rows name no document; runs of them are neighbours in it.
            group = f"policy {i // 10}" if row["domain"] == "policy" else row["source"]
            rows.append({**row, "group": group})
    for path in sorted((seeds / "labels").glob("*.tsv")):
        domain = "authored" if path.stem == "sentences" else "authored county"
        for i, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            codes, text = line.split("\t")
            themes = [CODES[code] for code in codes.replace("-", "")]
            rows.append(
                {
                    "text": text,
                    "themes": themes,
                    "domain": domain,
                    "group": f"{path.stem} {i // 20}",
                }
            )
    with (seeds / "labels" / "articles.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            rows.append(
                {**row, "unit": "paragraph", "domain": "county", "group": row["id"].split("-")[0]}
            )
    return rows


def measure(model: ThemeModel, p: Any, labels: Any, name: str) -> dict[str, float]:
    """Score out-of-fold probabilities; ``labels`` are 1, 0 and NaN for unknown."""
    given, yes, known = model.given(p), labels == 1, ~np.isnan(labels)
    f1 = 2 * (given & yes).sum(0) / ((given & known).sum(0) + yes.sum(0))
    scores = {f"macro-F1, {name}": float(f1.mean())}
    if name == "all":
        unsure = (p >= model.unsure[:, 0]) & (p <= model.unsure[:, 1])
        wrong = given != yes
        for where, cells in (("inside", unsure), ("outside", ~unsure)):
            scores[f"wrong {where} the unsure band"] = float(wrong[cells & known].mean())
        scores["share of theme decisions in the band"] = float(unsure[known].mean())
        scores["share of paragraphs with one"] = float((unsure & known).any(1).mean())
        scores["expected calibration error"] = calibration_error(p[known], yes[known])
    return scores


def calibration_error(p: Any, yes: Any) -> float:
    """Return the mean gap between probability and share of yes in ten equal bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    gaps = np.bincount(bins, p, 10) - np.bincount(bins, yes, 10)
    return float(np.abs(gaps).sum() / len(p))


def build_themes(
    gold: Path,
    seeds: Path,
    target: Path,
    facts: dict[str, Any],
    digest: Callable[[Path], str],
) -> None:
    """Train and save the theme model with its card."""
    rows = read_rows(gold, seeds)
    themes = {
        theme["id"]: theme["zh"]
        for theme in tomllib.loads((seeds / "themes.toml").read_text(encoding="utf-8"))["theme"]
    }
    labels = np.array(
        [
            [
                np.nan if theme in (row.get("ambiguous") or ()) else float(theme in row["themes"])
                for theme in themes
            ]
            for row in rows
        ]
    )
    weight = np.array(
        [
            (UNSURE if row.get("unsure") else 1.0) * (COUNTY if row["domain"] == "county" else 1.0)
            for row in rows
        ]
    )
    paragraphs = np.array([row.get("unit") == "paragraph" for row in rows])
    classifier = ThemeClassifier().fit(
        [row["text"] for row in rows],
        labels,
        weight,
        groups=[row["group"] for row in rows],
        calibrate=paragraphs,
    )
    model = classifier.to_model(themes)
    domain = np.array([row["domain"] for row in rows])
    scores = {}
    for name in ("all", "report", "news", "county"):
        where = paragraphs & ((domain == name) | (name == "all"))
        scores |= measure(model, classifier.out_of_fold_[where], labels[where], name)
    files = [gold / "themes-train.jsonl", *sorted((seeds / "labels").iterdir())]
    model.card = Card(
        title="themes: energy, ecology, governance, rural revitalization",
        command="python models/build.py themes",
        data={path.name: digest(path) for path in files},
        scores=scores,
        notes=NOTES,
        **facts,
    )
    save(model, target)
