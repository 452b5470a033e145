"""How well summaries agree with references."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from textkit.document import Document
from textkit.errors import DataError
from textkit.summary.references import Reference, read_references
from textkit.summary.rouge import rouge_l, rouge_n, scored_characters
from textkit.summary.summarizing import Summary

__all__ = ["SummaryScores", "evaluate_summaries", "score_summary"]


@dataclass(frozen=True, slots=True)
class SummaryScores:
    """Means over documents, each in [0, 1] but for ``characters``.

    Parameters
    ----------
    rouge1, rouge2, rouge_l : float
        F1 on characters against the first reference summary.
    extract : float
        F1 of character bigrams against the nearest reference extract.
    leak : float
        Share of summaries that hold a passage that no summary may quote.
    characters : float
        Length as it was given.
    n_documents : int
    """

    rouge1: float
    rouge2: float
    rouge_l: float
    extract: float
    leak: float
    characters: float
    n_documents: int

    def __str__(self) -> str:
        return (
            f"{self.n_documents} documents: ROUGE-1 {self.rouge1:.3f}, ROUGE-2 {self.rouge2:.3f}, "
            f"ROUGE-L {self.rouge_l:.3f}, extract {self.extract:.3f}, leak {self.leak:.3f}, "
            f"{self.characters:.0f} characters"
        )


def evaluate_summaries(
    references: str | os.PathLike[str],
    summaries: Mapping[str | int, str | Summary] | Sequence[str | Summary],
    *,
    max_chars: int = 300,
) -> SummaryScores:
    """Score summaries against the references of a JSONL file.

    Parameters
    ----------
    references : path-like
        Rows as :func:`~textkit.summary.references.read_references` takes them.
    summaries : mapping or sequence
        One for each row: by its ``id``, or in the order of the rows.
    max_chars : int
        Scored letters, digits and Chinese characters of a summary; what is longer is cut.

    Raises
    ------
    DataError
        Where a row has no summary.
    """
    labelled = read_references(references)
    if isinstance(summaries, Mapping):
        missing = [row_id for row_id in labelled.ids if row_id not in summaries]
        if missing:
            raise DataError(
                f"{len(missing)} of {len(labelled.ids)} rows have no summary, first {missing[0]!r}"
            )
        given = [summaries[row_id] for row_id in labelled.ids]
    else:
        given = list(summaries)
        if len(given) != len(labelled.ids):
            raise DataError(f"got {len(given)} summaries for {len(labelled.ids)} documents")
    rows = np.array(
        [
            score_summary(str(summary), document, reference, max_chars=max_chars)
            for summary, document, reference in zip(
                given, labelled.documents, labelled.references, strict=True
            )
        ]
    )
    rouge1, rouge2, rouge_l, extract, leak, characters = np.nanmean(rows, axis=0).tolist()
    return SummaryScores(rouge1, rouge2, rouge_l, extract, leak, characters, len(rows))


def score_summary(
    summary: str, document: Document, reference: Reference, *, max_chars: int = 300
) -> tuple[float, float, float, float, float, float]:
    """Return the measures of :class:`SummaryScores` for one summary; NaN where not measured."""
    hypothesis = scored_characters(summary)
    scored = hypothesis[:max_chars]
    rouge = (np.nan, np.nan, np.nan)
    if reference.summaries:
        wanted = reference.summaries[0]
        rouge = (rouge_n(scored, wanted, 1), rouge_n(scored, wanted, 2), rouge_l(scored, wanted))
    source = document.source_text
    extracts = ["".join(source[a:b] for a, b in sorted(spans)) for spans in reference.extracts]
    extract = max((rouge_n(scored, text, 2) for text in extracts), default=np.nan)
    dropped = [scored_characters(source[a:b]) for a, b in reference.drop]
    leak = any(len(text) > 5 and text in hypothesis for text in dropped)
    return (*rouge, extract, float(leak), float(len(summary)))
