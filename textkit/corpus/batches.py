"""Plain functions over lists of texts, which any engine for tables can map.

They take and return what every engine can carry between processes: strings, numbers, lists and
dictionaries. The model is named rather than handed over, and loaded once in each process.

Spark, as a pandas function over a column; every worker needs textkit::

    @pandas_udf("array<string>")
    def themes(texts: pd.Series) -> pd.Series:
        return pd.Series([row["themes"] for row in tag_batch(texts)])

    news = news.withColumn("themes", themes("text"))

Ray Data::

    def summarized(batch: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        summaries = [row["summary"] for row in summarize_batch(batch["text"])]
        return {**batch, "summary": np.array(summaries)}

    news = news.map_batches(summarized)

Polars, eager or lazy::

    def themes(texts: pl.Series) -> pl.Series:
        return pl.Series([row["themes"] for row in tag_batch(texts)], dtype=pl.List(pl.String))

    column = pl.col("text").map_batches(themes, return_dtype=pl.List(pl.String))
    news = news.with_columns(themes=column)

Dask, over a bag of texts::

    tagged = news.map_partitions(tag_batch)
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from textkit.corpus.options import loaded, model_path
from textkit.document import Document
from textkit.themes.tagging import theme_model

__all__ = ["summarize_batch", "tag_batch"]

_DIGITS = 6


def tag_batch(
    texts: Iterable[str | None], *, model: str | os.PathLike[str] = "themes"
) -> list[dict[str, Any]]:
    """Tag texts, each as one paragraph.

    Parameters
    ----------
    texts : iterable of str or None
        A column of a table, for example; None counts as an empty text.
    model : str or path
        Theme model: a name that ships, or a file.

    Returns
    -------
    list of dict
        For each text ``themes``, the ids of those it has, most probable first; ``scores``, theme id
        → probability for all; ``unsure``, ids of those that a person should look at.

    Examples
    --------
    >>> tag_batch(["全县新建光伏电站12座，年发电量3.6亿千瓦时。", None])[0]["themes"]
    ['energy']
    """
    themes = theme_model(loaded(str(model_path(os.fspath(model)))))
    return [
        {
            "themes": list(tagged.themes),
            "scores": {theme: round(p, _DIGITS) for theme, p in tagged.scores.items()},
            "unsure": list(tagged.unsure),
        }
        for tagged in themes.tag_texts(_checked(texts))
    ]


def summarize_batch(texts: Iterable[str | None], *, max_chars: int = 300) -> list[dict[str, Any]]:
    """Summarize texts, each as one document.

    Parameters
    ----------
    texts : iterable of str or None
        None counts as an empty text.
    max_chars : int
        Length of a summary in characters; passed only where its first sentence alone is longer.

    Returns
    -------
    list of dict
        For each text ``summary``, and ``sentences``: text, start, end and score of each sentence in
        it, spans in the text given.

    Examples
    --------
    >>> summarize_batch(["全县新建公厕3300座。"])[0]["summary"]
    '全县新建公厕3300座。'
    """
    from textkit.summary.summarizing import summarize

    found = []
    for text in _checked(texts):
        summary = summarize(Document.from_text(text), max_chars=max_chars)
        sentences = [
            {"text": s.text, "start": s.start, "end": s.end, "score": round(s.score, _DIGITS)}
            for s in summary.sentences
        ]
        found.append({"summary": summary.text, "sentences": sentences})
    return found


def _checked(texts: Iterable[str | None]) -> list[str]:
    if isinstance(texts, str):
        raise TypeError("expected a list of texts, got one str; put it into a list")
    known = ["" if text is None or text != text else text for text in texts]  # NaN is pandas' None
    wrong = next((text for text in known if not isinstance(text, str)), None)
    if wrong is not None:
        raise TypeError(f"expected texts of type str, got {type(wrong).__name__}")
    return known
