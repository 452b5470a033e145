"""Learn themes by the method, or the two together, that texts left out speak for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from textkit.labels import LabelledText
from textkit.themes.calibrating import probability_loss
from textkit.themes.estimating import Estimate, estimate
from textkit.themes.model import ThemeModel
from textkit.themes.starting import ThemeDefinition, hints_of_labels
from textkit.themes.targets import Targets

__all__ = ["LearnedThemes", "learn"]

# Labels a theme (the median) from which folds and levels are learned beside meanings, and both are
# added where texts that were left out gain. Four themes, mean of three draws at 32, 64 and 128
# labels: macro-F1 .628, .690 and .729, by meanings alone .625, .674 and .715. Fifteen by source at
# 32 and 512: accuracy .485 and .708; .482, and .692 by levels alone. At 16 nothing is gained.
_PLENTY = 24


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


def _candidate(
    model: ThemeModel, out_of_fold: NDArray[np.float64], how: str, targets: Targets
) -> _Candidate:
    return _Candidate(model, out_of_fold, how, probability_loss(out_of_fold, targets))


def _by_meanings(
    texts: list[str], targets: Targets, hints: dict[str, list[str]], unlabelled: Sequence[str]
) -> _Candidate:
    from textkit.themes.few import learn_few
    from textkit.themes.regressions import N_FOLDS

    few = learn_few(texts, targets, hints=hints, unlabelled=unlabelled)
    how = f"{N_FOLDS} folds" if targets.exclusive else "leave-one-out"
    return _candidate(few.model, few.out_of_fold, how, targets)


def _by_levels(texts: list[str], targets: Targets) -> _Candidate:
    from textkit.themes.classifier import ThemeClassifier

    labels: Any = np.where(targets.known, targets.yes, np.nan)
    if targets.exclusive:
        labels = targets.classes[targets.yes.argmax(1)]
    classifier = ThemeClassifier().fit(texts, labels)
    how = f"{classifier.cv} folds"
    return _candidate(classifier.model_, classifier.out_of_fold_, how, targets)


def _together(first: _Candidate, second: _Candidate, targets: Targets) -> _Candidate:
    from textkit.themes.mixing import mixed

    model, p = mixed(second[:2], first[:2], targets)
    return _candidate(model, p, f"{first.how} and {second.how}", targets)


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
