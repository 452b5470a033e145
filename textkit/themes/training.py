"""Train a theme model on labelled texts, with settings that fit their number."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.errors import DataError
from textkit.labels import LabelledData, LabelledText, read_labelled
from textkit.labels.checks import text_groups, text_key
from textkit.models.card import Card
from textkit.themes.estimating import Estimate, estimate
from textkit.themes.model import ThemeModel
from textkit.themes.starting import ThemeDefinition, hints_of_labels
from textkit.themes.targets import Targets

__all__ = ["LearnedThemes", "Source", "labelled_data", "learn", "meanings", "targets_of", "train"]

# Labels a theme (the median) from which folds and levels are learned beside meanings, and both are
# added where texts that were left out gain. Four themes, mean of three draws at 32, 64 and 128
# labels: macro-F1 .628, .690 and .729, by meanings alone .625, .674 and .715. Fifteen by source at
# 32 and 512: accuracy .485 and .708; .482, and .692 by levels alone. At 16 nothing is gained.
_PLENTY = 24
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


@dataclass(frozen=True, slots=True)
class LearnedThemes:
    """A model with how it was made and how good it seems."""

    model: ThemeModel
    how: str
    estimate: Estimate | None


def learn(
    rows: Sequence[LabelledText],
    targets: Targets,
    *,
    definitions: Sequence[ThemeDefinition] = (),
    unlabelled: Sequence[str] = (),
    progress: Callable[[str], object] | None = None,
) -> LearnedThemes:
    """Learn by the method that suits the number of labels, and estimate the result."""
    from textkit.themes.few import MAX_FEW
    from textkit.themes.many import MIN_MANY, learn_many

    say = progress or (lambda line: None)
    texts = [row.text for row in rows]
    if len(texts) >= MIN_MANY:
        many = learn_many(texts, targets, progress=say)
        return _learned(many.model, "held-out texts", many.out_of_fold, targets, many.rows)
    found: list[_Candidate] = []
    if len(texts) <= MAX_FEW:
        hints = hints_of_labels([str(theme) for theme in targets.classes])
        hints |= {theme.id: theme.hints for theme in definitions}
        say(
            f"learning from n-grams and their meanings; {len(hints)} themes have words of their own"
        )
        found.append(_by_meanings(texts, targets, hints, unlabelled))
    if not found or np.median(targets.yes.sum(0)) >= _PLENTY:
        say("learning from n-grams of texts, sentences and clauses")
        found.append(_by_levels(texts, targets))
    if len(found) > 1:
        found.append(_together(found[0], found[1], targets))
        losses = " and ".join(f"{candidate.loss:.3f}" for candidate in found[:2])
        say(f"log loss on texts left out: {losses}, {found[2].loss:.3f} together")
    model, out_of_fold, how, _ = min(found, key=lambda candidate: candidate.loss)
    return _learned(model, how, out_of_fold, targets, np.arange(len(texts)))


class _Candidate(NamedTuple):
    model: ThemeModel
    out_of_fold: NDArray[np.float64]
    how: str
    loss: float


def _by_meanings(
    texts: list[str], targets: Targets, hints: dict[str, list[str]], unlabelled: Sequence[str]
) -> _Candidate:
    from textkit.themes.calibrating import probability_loss
    from textkit.themes.few import learn_few
    from textkit.themes.regressions import N_FOLDS

    few = learn_few(texts, targets, hints=hints, unlabelled=unlabelled)
    how = f"{N_FOLDS} folds" if targets.exclusive else "leave-one-out"
    return _Candidate(few.model, few.out_of_fold, how, probability_loss(few.out_of_fold, targets))


def _by_levels(texts: list[str], targets: Targets) -> _Candidate:
    from textkit.themes.calibrating import probability_loss
    from textkit.themes.classifier import ThemeClassifier

    labels: Any = np.where(targets.known, targets.yes, np.nan)
    if targets.exclusive:
        labels = targets.classes[targets.yes.argmax(1)]
    classifier = ThemeClassifier().fit(texts, labels)
    p = classifier.out_of_fold_
    return _Candidate(classifier.model_, p, f"{classifier.cv} folds", probability_loss(p, targets))


def _together(first: _Candidate, second: _Candidate, targets: Targets) -> _Candidate:
    from textkit.themes.calibrating import probability_loss
    from textkit.themes.mixing import mixed

    model, p = mixed(second[:2], first[:2], targets)
    return _Candidate(model, p, f"{first.how} and {second.how}", probability_loss(p, targets))


def _learned(
    model: ThemeModel,
    how: str,
    out_of_fold: NDArray[np.float64],
    targets: Targets,
    rows: NDArray[np.intp],
) -> LearnedThemes:
    if not len(rows):
        return LearnedThemes(model, how, None)
    given, yes, known = model.given(out_of_fold), targets.yes[rows], targets.known[rows]
    return LearnedThemes(model, how, estimate(given, yes, known, exclusive=targets.exclusive))


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
