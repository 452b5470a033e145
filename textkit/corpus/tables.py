"""The same for a table of pandas, polars or pyarrow: columns are added, the kind of table stays.

narwhals speaks to all of them, and none of them is needed for the others.
"""

from __future__ import annotations

import os
from typing import Any, TypeVar

from textkit.corpus.batches import summarize_batch, tag_batch

__all__ = ["summarize_table", "tag_table"]

Table = TypeVar("Table")
_LIST = ";"


def tag_table(
    table: Table, *, text: str = "text", model: str | os.PathLike[str] = "themes"
) -> Table:
    """Add the themes of a text column to a table.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or another that narwhals knows
        Is not changed.
    text : str
        Name of the column; each text is one paragraph.
    model : str or path
        Theme model: a name that ships, or a file.

    Returns
    -------
    table of the same kind
        With ``themes``, the ids joined by ``;``, and for each theme ``theme_<id>``, whether the
        text has it, and ``p_<id>``, its probability. Columns of these names are replaced.
    """
    frame, texts = _column(table, text)
    tagged = tag_batch(texts, model=model)
    ids = list(tag_batch([""], model=model)[0]["scores"])
    added: dict[str, tuple[list[Any], str]] = {
        "themes": ([_LIST.join(t["themes"]) for t in tagged], "String"),
        **{f"theme_{i}": ([i in t["themes"] for t in tagged], "Boolean") for i in ids},
        **{f"p_{i}": ([t["scores"][i] for t in tagged], "Float64") for i in ids},
    }
    tagged_table: Table = _with_columns(frame, added)
    return tagged_table


def summarize_table(table: Table, *, text: str = "text", max_chars: int = 300) -> Table:
    """Add the summaries of a text column to a table, as the column ``summary``.

    Parameters
    ----------
    table : pandas.DataFrame, polars.DataFrame, pyarrow.Table or another that narwhals knows
        Is not changed.
    text : str
        Name of the column; each text is one document.
    max_chars : int
        Length of a summary in characters.
    """
    frame, texts = _column(table, text)
    summaries = [found["summary"] for found in summarize_batch(texts, max_chars=max_chars)]
    with_summary: Table = _with_columns(frame, {"summary": (summaries, "String")})
    return with_summary


def _column(table: Any, name: str) -> tuple[Any, list[str | None]]:
    import narwhals as nw

    frame: Any = nw.from_native(table, eager_only=True)
    if name not in frame.columns:
        raise ValueError(f"no column {name!r}; the table has {', '.join(frame.columns)}")
    return frame, frame[name].to_list()


def _with_columns(frame: Any, added: dict[str, tuple[list[Any], str]]) -> Any:
    import narwhals as nw

    columns = [
        nw.new_series(name, values, getattr(nw, kind), backend=frame.implementation)
        for name, (values, kind) in added.items()
    ]
    return nw.to_native(frame.with_columns(*columns))
