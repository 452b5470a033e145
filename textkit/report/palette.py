"""The colours of themes, one set for the page, the notebook and the terminal."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DARK", "LIGHT", "SWATCHES", "Ground", "Swatch", "swatch"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What everything is painted on: `#rrggbb` each.

    Parameters
    ----------
    page, card : str
        Backgrounds of the page and of what stands out from it.
    ink, soft : str
        Colours of the text and of what is said beside it.
    rule : str
        Lines between things.
    link, mark : str
        Links, and the highlighter behind quoted sentences.
    """

    page: str
    card: str
    ink: str
    soft: str
    rule: str
    link: str
    mark: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """The colours of one theme: `#rrggbb` each.

    Parameters
    ----------
    ink, tint : str
        For its name and behind its text, on a light ground.
    dark_ink, dark_tint : str
        The same on a dark one.
    shape : str
        For bars and borders on a ground that nobody told us, as in a notebook.
    """

    ink: str
    tint: str
    dark_ink: str
    dark_tint: str
    shape: str


LIGHT = Ground("#fdfcf9", "#f5f3ed", "#1f2328", "#5d6470", "#dcd8cc", "#1f5a96", "#fbe9a6")
DARK = Ground("#16181b", "#1f2226", "#e6e4df", "#a3a9b3", "#383c42", "#8fbdf0", "#5a4a12")

# Told apart in hue and in lightness; every ink reads at 4.5 : 1 or better on its tint and on the
# ground (a test computes it). Themes past the eighth begin again: their names tell them apart.
SWATCHES = (
    Swatch("#8a5200", "#fbf1df", "#e8b866", "#2e2618", "#b87a1e"),
    Swatch("#1d6b45", "#e6f3ea", "#7fce9f", "#18291f", "#2f9a66"),
    Swatch("#2a5a9e", "#e6eef9", "#93bdf5", "#1a2535", "#4a80cf"),
    Swatch("#9c3558", "#faeaf0", "#f0a0bb", "#301e26", "#c9557f"),
    Swatch("#00666e", "#e2f3f4", "#6fcbd2", "#142a2c", "#1f8f99"),
    Swatch("#66489a", "#f0ebf9", "#c3a9f0", "#261f35", "#8a68c9"),
    Swatch("#5c6300", "#f3f4de", "#c3cc66", "#26281a", "#86900f"),
    Swatch("#4c5663", "#eceff2", "#b4c0ce", "#22272d", "#76828f"),
)


def swatch(index: int) -> Swatch:
    """Return the colours of the theme at ``index`` of its model."""
    return SWATCHES[index % len(SWATCHES)]
