"""Measure a theme model on labelled texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from textkit.errors import DataError
from textkit.labels import LabelledText
from textkit.themes.estimating import Estimate, estimate
from textkit.themes.model import ThemeModel
from textkit.themes.targets import Targets
from textkit.themes.training import Source, labelled_data

__all__ = ["Evaluation", "Mistake", "ThemeScores", "evaluate", "targets_for"]

_N_BINS = 10


@dataclass(frozen=True, slots=True)
class ThemeScores:
    """How well one theme is found.

    Parameters
    ----------
    theme, name : str
    n_texts : int
        Texts that have it.
    precision, recall, f1 : float
        Of the tags that the model gives; 0 where there is nothing to divide.
    average_precision : float
        Of the ranking by probability: the area under precision over recall. NaN without texts.
    calibration_error : float
        Mean gap between probability and frequency, over ten bins of probability.
    """

    theme: str
    name: str
    n_texts: int
    precision: float
    recall: float
    f1: float
    average_precision: float
    calibration_error: float


@dataclass(frozen=True, slots=True)
class Mistake:
    """A text and a theme on which the model and the annotator differ.

    Parameters
    ----------
    text : LabelledText
    theme : str
        The theme that the model gives and should not, or does not and should.
    probability : float
        What the model says of it.
    evidence : tuple of str
        The passages that speak most for a theme wrongly given.
    """

    text: LabelledText
    theme: str
    probability: float
    evidence: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether the text has the theme and the model does not say so."""
        return self.theme in (self.text.themes or ())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What :func:`evaluate` measured.

    Parameters
    ----------
    overall : Estimate
        Accuracy of exclusive themes, else macro-F1, with its confidence interval.
    themes : tuple of ThemeScores
    confusion : ndarray of int, shape (n_themes, n_themes), or None
        Of exclusive themes: texts of each theme (row) by the theme the model gives (column).
    mistakes : tuple of Mistake
        The worst: those the model is surest of.
    """

    overall: Estimate
    themes: tuple[ThemeScores, ...]
    confusion: NDArray[np.int_] | None
    mistakes: tuple[Mistake, ...]

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the themes that occur."""
        found = [theme.f1 for theme in self.themes if theme.n_texts]
        return float(np.mean(found)) if found else 0.0

    @property
    def calibration_error(self) -> float:
        """Mean of the themes' calibration errors."""
        return float(np.mean([theme.calibration_error for theme in self.themes]))

    def _repr_html_(self) -> str:
        from textkit.report.notebook import evaluation_view

        return evaluation_view(self)


def evaluate(
    model: ThemeModel, data: Source, *, n_mistakes: int = 10, exclusive: bool | None = None
) -> Evaluation:
    """Compare what a model says of labelled texts with their labels.

    Parameters
    ----------
    model : ThemeModel
    data : path-like, iterable of mappings, or LabelledData
        See :func:`textkit.labels.read_labelled`; texts that the model was trained on flatter it.
    n_mistakes : int
        How many of the worst mistakes to return.
    exclusive : bool, optional
        Whether each text has exactly one theme; as the model has it without it.

    Raises
    ------
    DataError
        When no row is labelled, or a row has a theme that the model does not know.

    Examples
    --------
    >>> import textkit
    >>> rows = [{"text": "新建光伏电站。", "themes": ["energy"]}, {"text": "戏。", "themes": []}]
    >>> textkit.evaluate(textkit.load("themes"), rows).overall.value
    1.0
    """
    exclusive = model.exclusive if exclusive is None else exclusive
    rows = labelled_data(data, exclusive).labelled
    targets = targets_for(model, rows)
    probabilities = model.probabilities([row.text for row in rows])
    given = model.given(probabilities)
    yes, known = targets.yes, targets.known
    confusion = None
    if exclusive:
        confusion = np.zeros((len(model.themes),) * 2, int)
        np.add.at(confusion, (yes.argmax(1), given.argmax(1)), 1)
    return Evaluation(
        estimate(given, yes, known, exclusive=exclusive),
        tuple(
            _scores(theme, name, *(array[known[:, t], t] for array in (probabilities, given, yes)))
            for t, (theme, name) in enumerate(model.names.items())
        ),
        confusion,
        tuple(_mistakes(model, rows, probabilities, given, targets, n_mistakes)),
    )


def targets_for(model: ThemeModel, rows: Sequence[LabelledText]) -> Targets:
    """Return the labels of rows in the order of a model's themes, or raise DataError."""
    if not rows:
        raise DataError("no row is labelled; expected texts with 'themes' or 'label'")
    column = {theme: t for t, theme in enumerate(model.themes)}
    yes = np.zeros((len(rows), len(column)), bool)
    known = np.ones_like(yes)
    for i, row in enumerate(rows):
        for theme in row.themes or ():
            if theme not in column:
                raise DataError(
                    f"row {row.line} has the theme {theme!r}; the model knows {', '.join(column)}"
                )
            yes[i, column[theme]] = True
        for theme in row.ambiguous:
            if theme in column:
                known[i, column[theme]] = False
    return Targets(np.array(model.themes, dtype=object), yes, known, model.exclusive)


def _scores(
    theme: str,
    name: str,
    probability: NDArray[np.float64],
    given: NDArray[np.bool_],
    yes: NDArray[np.bool_],
) -> ThemeScores:
    hits, claims, true = int((given & yes).sum()), int(given.sum()), int(yes.sum())
    return ThemeScores(
        theme,
        name,
        true,
        precision=hits / claims if claims else 0.0,
        recall=hits / true if true else 0.0,
        f1=2 * hits / (claims + true) if claims + true else 0.0,
        average_precision=average_precision(probability, yes),
        calibration_error=calibration_error(probability, yes),
    )


def average_precision(probability: NDArray[np.float64], yes: NDArray[np.bool_]) -> float:
    """Return the mean precision at the ranks of the texts that have the theme; ties count once."""
    if not yes.any():
        return float("nan")
    order = np.argsort(-probability, kind="stable")
    ranked, hits = probability[order], np.cumsum(yes[order])
    ends = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    gained = np.diff(hits[ends], prepend=0)
    return float((hits[ends] / (ends + 1) * gained).sum() / hits[-1])


def calibration_error(probability: NDArray[np.float64], yes: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten bins of equal width (Naeini et al. 2015)."""
    if not len(yes):
        return 0.0
    bins = np.minimum((probability * _N_BINS).astype(int), _N_BINS - 1)
    gap = np.bincount(bins, weights=probability - yes, minlength=_N_BINS)
    return float(np.abs(gap).sum() / len(yes))


def _mistakes(
    model: ThemeModel,
    rows: Sequence[LabelledText],
    probabilities: NDArray[np.float64],
    given: NDArray[np.bool_],
    targets: Targets,
    n_wanted: int,
) -> list[Mistake]:
    wrong = (given != targets.yes) & targets.known
    if model.exclusive:
        wrong &= given  # the theme it should have is in the text's own label
    surprise = np.where(targets.yes, 1 - probabilities, probabilities)
    text, theme = np.nonzero(wrong)
    worst = np.argsort(-surprise[text, theme], kind="stable")[:n_wanted]
    return [
        Mistake(
            rows[i],
            model.themes[t],
            float(probabilities[i, t]),
            _evidence(model, rows[i].text, t) if given[i, t] else (),
        )
        for i, t in zip(text[worst], theme[worst], strict=True)
    ]


def _evidence(model: ThemeModel, text: str, theme: int) -> tuple[str, ...]:
    """Return the clauses without which the model would be least sure of the theme."""
    from textkit.features.codes import encode

    encoded = encode([text])
    starts = [*encoded.characters[encoded.clauses].tolist(), len(text)]
    clauses = [(a, b) for a, b in pairwise(starts) if text[a:b].strip()]
    if len(clauses) < 2:
        return ()
    without = model.probabilities([text[:a] + text[b:] for a, b in clauses])[:, theme]
    best = np.argsort(without, kind="stable")[:2]
    return tuple(text[slice(*clauses[i])].strip() for i in sorted(best.tolist()))
