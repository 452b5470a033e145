"""``textkit evaluate``: how well a model does on labelled texts."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import click

from textkit.cli import options
from textkit.cli.terminal import Style

if TYPE_CHECKING:
    from textkit.models import Model
    from textkit.themes.evaluation import Evaluation
    from textkit.themes.learning_curve import LearningPoint

__all__ = ["evaluate"]

_MAX_CONFUSION = 20  # themes; a wider table does not fit a screen


@click.command(
    epilog="""\b
Examples:
  textkit evaluate my.joblib test.jsonl
  textkit evaluate my.joblib labels.jsonl --curve
  textkit evaluate themes labels.csv --format json
  textkit evaluate ranker seeds/summaries/articles.jsonl
"""
)
@click.argument("model", metavar="MODEL")
@click.argument("data", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--mistakes",
    "n_mistakes",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="How many of the worst mistakes to show.",
)
@click.option("--curve", is_flag=True, help="Train on more and more of FILE: do labels still help?")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@options.no_color
def evaluate(model: str, data: Path, n_mistakes: int, curve: bool, form: str) -> int:
    """Compare what a model says of labelled texts with their labels.

    Of a ranker, FILE holds documents with reference summaries, and its 300-character summaries of
    them are scored by ROUGE.
    """
    from textkit.labels import read_labelled
    from textkit.models import load
    from textkit.themes.evaluation import evaluate as evaluate_model
    from textkit.themes.learning_curve import learning_curve
    from textkit.themes.tagging import theme_model

    loaded = load(model)
    if loaded.kind == "ranker":
        return _evaluate_ranker(loaded, data, form)
    themes = theme_model(loaded)
    labelled = read_labelled(data, exclusive=themes.exclusive)
    result = evaluate_model(themes, labelled, n_mistakes=n_mistakes)
    points = learning_curve(labelled) if curve else []
    if form == "json":
        click.echo(json.dumps(_record(result, points), ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(result, points, options.style())))
    return 0


def _evaluate_ranker(model: Model, data: Path, form: str) -> int:
    from textkit.summary.evaluation import evaluate_summaries
    from textkit.summary.references import read_references
    from textkit.summary.summarizing import ranker_model, summarize

    ranker = ranker_model(model)
    labelled = read_references(data)
    scores = evaluate_summaries(data, [summarize(d, model=ranker) for d in labelled.documents])
    click.echo(json.dumps(asdict(scores)) if form == "json" else str(scores))
    return 0


def _record(result: Evaluation, points: list[LearningPoint]) -> dict[str, Any]:
    themes = [
        {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in asdict(t).items()}
        for t in result.themes
    ]
    return {
        "overall": asdict(result.overall),
        "macro_f1": result.macro_f1,
        "calibration_error": result.calibration_error,
        "themes": themes,
        "confusion": None if result.confusion is None else result.confusion.tolist(),
        "mistakes": [
            {
                "row": m.text.line,
                "text": m.text.text,
                "themes": list(m.text.themes or ()),
                "theme": m.theme,
                "probability": round(m.probability, 6),
                "evidence": list(m.evidence),
            }
            for m in result.mistakes
        ],
        "curve": [asdict(point) for point in points],
    }


def _lines(result: Evaluation, points: list[LearningPoint], style: Style) -> list[str]:
    order = {theme.theme: index for index, theme in enumerate(result.themes)}
    lines = [
        style.strong(str(result.overall)),
        f"macro-F1 {result.macro_f1:.3f}, calibration error {result.calibration_error:.3f}",
        "",
        style.soft("texts  prec.  recall     F1     AP    ECE  theme"),
    ]
    for t in result.themes:
        ap = "    –" if math.isnan(t.average_precision) else f"{t.average_precision:5.3f}"
        lines.append(
            f"{t.n_texts:5}  {t.precision:5.3f}   {t.recall:5.3f}  {t.f1:5.3f}  {ap}  "
            f"{t.calibration_error:5.3f}  {style.theme(order[t.theme], t.name)}"
        )
    if result.confusion is not None:
        lines += _confusion(result)
    if points:
        lines += ["", style.soft("labels a theme   texts")]
        lines += [f"{p.labels_per_theme:14} {p.n_texts:7}  {p.overall}" for p in points]
    if result.mistakes:
        lines += ["", style.strong("worst mistakes")]
    for m in result.mistakes:
        verdict = "missed" if m.missed else "given"
        why = f" (for: {' … '.join(m.evidence)})" if m.evidence else ""
        right = ", ".join(m.text.themes or ()) or "none"
        lines.append(
            f"row {m.text.line}: {style.theme(order.get(m.theme, 0), m.theme)} {verdict} at "
            f"{m.probability:.2f}, label {right}{why}"
        )
        text = " ".join(m.text.text.split())
        lines.append(style.paragraph(text, margin="    ") if style.width else f"    {text}")
    return lines


def _padded(name: str) -> str:
    """Return the name as 12 columns of a terminal, where a Chinese character takes two."""
    shown = name[:6] if any(east_asian_width(c) in "WF" for c in name) else name[:12]
    return shown + " " * (12 - sum(1 + (east_asian_width(c) in "WF") for c in shown))


def _confusion(result: Evaluation) -> list[str]:
    matrix, names = result.confusion, [theme.name for theme in result.themes]
    if matrix is None:
        return []
    if len(names) <= _MAX_CONFUSION:
        head = " ".join(f"{i:4}" for i in range(1, len(names) + 1))
        lines = ["", f"label ↓ given →   {head}"]
        return lines + [
            f"{i:4} {_padded(name)} " + " ".join(f"{n:4}" for n in row)
            for i, (name, row) in enumerate(zip(names, matrix.tolist(), strict=True), 1)
        ]
    pairs = [
        (n, names[i], names[j])
        for i, row in enumerate(matrix.tolist())
        for j, n in enumerate(row)
        if i != j and n
    ]
    pairs.sort(key=lambda pair: -pair[0])
    return ["", "most often confused"] + [f"{n:5}  {a} taken for {b}" for n, a, b in pairs[:20]]
