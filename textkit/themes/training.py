"""Train a theme model on labelled texts, with settings that fit their number."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from textkit.errors import DataError
from textkit.labels import LabelledData, LabelledText, read_labelled
from textkit.labels.checks import text_groups, text_key
from textkit.models.card import Card
from textkit.themes.learning import LearnedThemes, learn
from textkit.themes.model import ThemeModel
from textkit.themes.starting import ThemeDefinition
from textkit.themes.targets import Targets

__all__ = ["Source", "labelled_data", "meanings", "targets_of", "train"]

_MAX_NEAR = 20_000  # texts in which near duplicates are looked for; beyond, equal ones only

Source = str | os.PathLike[str] | Iterable[Mapping[str, Any]] | LabelledData


def train(
    data: Source,
    *,
    exclusive: bool | None = None,
    definitions: Sequence[ThemeDefinition] = (),
    unlabelled: Sequence[str] = (),
    progress: Callable[[str], object] | None = None,
) -> ThemeModel:
    """Train a model that tags texts by the themes of labelled ones.

    Parameters
    ----------
    data : path-like, iterable of mappings, or LabelledData
        See :func:`textkit.labels.read_labelled`. Rows that are not labelled yet count as
        ``unlabelled``. From 20 rows to a million.
    exclusive : bool, optional
        Whether each text has exactly one theme; the data say without it.
    definitions : sequence of ThemeDefinition, optional
        Names, definitions and typical terms; they help while labels are few, and make a first
        model where there are none.
    unlabelled : sequence of str
        More texts of the kind; used while labels are few.
    progress : callable, optional
        Called with a line about each step.

    Returns
    -------
    ThemeModel
        Its ``card.scores`` hold an estimate from texts that were left out, with a 95 % interval.

    Raises
    ------
    DataError
        When rows cannot be used, or there is nothing to tell apart.

    Examples
    --------
    >>> from textkit import train
    >>> rows = [{"text": "煤矿复工。", "label": "能源"}, {"text": "光伏并网。", "label": "能源"},
    ...         {"text": "植树造林。", "label": "生态"}, {"text": "清理河道。", "label": "生态"}]
    >>> model = train(rows)
    >>> [tag.name for tag in model.tag_texts(["风电场开工。"])[0].tags]
    ['能源']
    """
    say = progress or (lambda line: None)
    labelled = labelled_data(data, exclusive)
    rows = _without_duplicates(labelled.labelled, say)
    targets = targets_of(rows, labelled.exclusive, definitions)
    counts = targets.yes.sum(0)
    kind = "exclusive" if targets.exclusive else "several or none a text"
    say(f"{len(rows)} labelled texts, themes ({kind}): {_listed(targets.classes, counts)}")
    extra = [*(row.text for row in labelled.unlabelled), *unlabelled]
    learned = learn(rows, targets, definitions=definitions, unlabelled=extra, progress=say)
    model = learned.model
    names = {theme.id: theme.name for theme in definitions}
    model.names = {str(theme): names.get(str(theme), str(theme)) for theme in targets.classes}
    score = learned.estimate
    if score:
        say(f"{learned.how}: {score}")
    model.card = _card(labelled, rows, targets, learned)
    return model


def meanings(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return vectors, shape (n_texts, n_dimensions), that are parallel where texts mean alike."""
    from textkit.features.terms import count_ngrams, load_terms

    terms = load_terms()
    return np.asarray(count_ngrams(terms.vocabulary, list(texts)) @ terms.vectors)


def labelled_data(data: Source, exclusive: bool | None) -> LabelledData:
    """Return labelled data as they are, or read."""
    return data if isinstance(data, LabelledData) else read_labelled(data, exclusive=exclusive)


def targets_of(
    rows: Sequence[LabelledText],
    exclusive: bool,
    definitions: Sequence[ThemeDefinition] = (),
) -> Targets:
    """Return labels as arrays, with a column for each theme that is defined or occurs.

    Raises
    ------
    DataError
        When there are no two themes, or one theme that all texts have or none has.
    """
    found = {theme for row in rows for theme in row.themes or ()}
    classes = np.array(sorted(found | {theme.id for theme in definitions}), dtype=object)
    column = {theme: t for t, theme in enumerate(classes)}
    yes = np.zeros((len(rows), len(classes)), bool)
    known = np.ones_like(yes)
    for i, row in enumerate(rows):
        for theme in row.themes or ():
            yes[i, column[theme]] = True
        for theme in row.ambiguous:
            if theme in column:
                known[i, column[theme]] = False
    if len(classes) < 2 and not (len(classes) and yes.any() and not yes.all()):
        raise DataError(
            f"got {len(rows)} labelled texts with the themes {', '.join(classes) or '-'}; expected "
            "two themes, or one and texts that do not have it"
        )
    return Targets(classes, yes, known, exclusive)


def _without_duplicates(
    rows: Sequence[LabelledText], say: Callable[[str], object]
) -> list[LabelledText]:
    """Keep one of texts that are the same with the same labels: left out, the other tells it."""
    texts = [row.text for row in rows]
    groups: Sequence[Any] = (
        text_groups(texts)
        if len(texts) <= _MAX_NEAR
        else [text_key(text) or text for text in texts]
    )
    seen: dict[Any, tuple[str, ...] | None] = {}
    kept = []
    n_conflicts = 0
    for row, group in zip(rows, groups, strict=True):
        said = tuple(sorted(row.themes or ()))
        if group not in seen:
            seen[group] = said
        elif seen[group] == said:
            continue
        else:
            n_conflicts += 1
        kept.append(row)
    if len(kept) < len(rows):
        say(f"{len(rows) - len(kept)} texts occur again with the same label and are left out")
    if n_conflicts:
        say(f"{n_conflicts} texts occur again with another label; textkit.labels.checks lists them")
    return kept


def _listed(classes: NDArray[Any], counts: NDArray[np.int_]) -> str:
    order = np.argsort(-counts, kind="stable")
    shown = [f"{classes[t]} {counts[t]}" for t in order[:12]]
    return ", ".join(shown) + (f", … ({len(classes)} in all)" if len(classes) > 12 else "")


def _card(
    data: LabelledData, rows: Sequence[LabelledText], targets: Targets, learned: LearnedThemes
) -> Card:
    names = ", ".join(map(str, targets.classes[:8])) + (" …" if len(targets.classes) > 8 else "")
    scores: dict[str, float] = {}
    if learned.estimate:
        scores = {
            f"{learned.estimate.measure}, {learned.how}": learned.estimate.value,
            "95 % interval from": learned.estimate.low,
            "95 % interval to": learned.estimate.high,
        }
    source = data.source
    if source and Path(source).is_file():
        digest = hashlib.sha256(Path(source).read_bytes()).hexdigest()
        files = {Path(source).name: f"{len(data.rows)} rows, sha256 {digest}"}
    else:
        files = {"rows from memory": f"{len(data.rows)} rows"}
    kind = "Exclusive themes" if targets.exclusive else "Themes, several or none a text"
    return Card(
        title=f"themes: {names}",
        created=date.today().isoformat(),
        command="textkit.train",
        data=files,
        versions={
            "Python": platform.python_version(),
            **{name: version(name) for name in ("numpy", "scipy", "scikit-learn")},
        },
        scores=scores,
        notes=(
            f"{kind}, learned from {len(rows)} texts. The scores are of texts that the model was "
            f"not shown ({learned.how}) but that come from the same file: texts from elsewhere are "
            "harder."
        ),
    )
