"""The elements of an HTML page in columns: what stands around its blocks."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Outline"]


@dataclass(slots=True)
class Outline:
    """The elements of a page in its order; an element is its number, what is inside it a range.

    Parameters
    ----------
    tags : list of str
    parents : list of int
        The element around each; -1 for the root.
    attributes : dict of int to dict
        Of the elements that have any.
    """

    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    attributes: dict[int, dict[str, str]] = field(default_factory=dict)

    def get(self, element: int, name: str) -> str:
        """Give an attribute of an element, empty where it has none."""
        attributes = self.attributes.get(element)
        return attributes.get(name) or "" if attributes else ""

    def inside(self, element: int) -> range:
        """Give an element with all that is in it: descendants follow it without a break."""
        after = range(element + 1, len(self.parents))
        return range(element, next((i for i in after if self.parents[i] < element), after.stop))

    def nearest(self, *tags: str) -> list[int]:
        """Give for each element the innermost one of these tags that holds it, or is it; or -1."""
        found: list[int] = []
        for element, (tag, parent) in enumerate(zip(self.tags, self.parents, strict=True)):
            if tag in tags:
                found.append(element)
            else:
                found.append(found[parent] if parent >= 0 else -1)
        return found
