"""The card of a model: what it was made of, when, by what, and how well it does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

__all__ = ["Card"]


@dataclass(frozen=True, slots=True)
class Card:
    """What a reader should know before trusting a model; saved inside the file and beside it.

    Parameters
    ----------
    title : str
        What the model does, in a line.
    created : str
        ISO 8601 date of the training.
    command : str
        What was run to make it.
    data : mapping of str to str
        Name of each training file → its number of rows and SHA-256.
    versions : mapping of str to str
        Library → version at training time.
    scores : mapping of str to float
        Measure → value; each says in ``notes`` on what it was measured.
    notes : str
        Markdown: how it was made, how the scores were measured, limits.
    """

    title: str = ""
    created: str = ""
    command: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    notes: str = ""

    def to_json(self) -> str:
        """Return the card as a JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Card:
        """Make a card of :meth:`to_json`'s text; fields that it does not know are left out."""
        known = json.loads(text)
        return cls(**{name: known[name] for name in cls.__slots__ if name in known})

    def to_markdown(self) -> str:
        """Return the card as a page for people."""
        lines = [f"# {self.title}", ""]
        lines += [f"Made on {self.created} by `{self.command}`.", ""]
        for title, table in (
            ("Scores", self.scores),
            ("Data", self.data),
            ("Versions", self.versions),
        ):
            if table:
                lines += [f"## {title}", "", "| | |", "|---|---|"]
                lines += [
                    f"| {k} | {v:.3f} |" if isinstance(v, float) else f"| {k} | {v} |"
                    for k, v in table.items()
                ]
                lines += [""]
        return "\n".join([*lines, self.notes.strip(), ""]).replace("\n\n\n", "\n\n")
