"""Tag the paragraphs of a document, or one text after the other, by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from textkit.document import Document, Paragraph
from textkit.errors import ModelError

if TYPE_CHECKING:
    from textkit.themes.model import ThemeModel

__all__ = ["Tag", "TaggedParagraph", "TaggedText", "Tags", "tag", "tag_many", "theme_model"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme that a text has.

    Parameters
    ----------
    theme : str
        Id of the theme, such as ``"energy"``.
    name : str
        Its name for Chinese readers, such as 能源.
    probability : float
        Calibrated, in [0, 1].
    """

    theme: str
    name: str
    probability: float


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The themes of one text.

    Parameters
    ----------
    tags : tuple of Tag
        The themes it has, most probable first; maybe none, maybe several.
    scores : mapping of str to float
        Theme id → probability, for every theme of the model.
    unsure : tuple of str
        Ids of the themes so close to the threshold that a person should look.
    """

    tags: tuple[Tag, ...]
    scores: Mapping[str, float]
    unsure: tuple[str, ...] = ()

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes it has, most probable first."""
        return tuple(tag.theme for tag in self.tags)


@dataclass(frozen=True, slots=True)
class TaggedParagraph:
    """A body paragraph of a document with its themes."""

    paragraph: Paragraph
    themes: TaggedText


@dataclass(frozen=True, slots=True)
class Tags:
    """The themes of a document, paragraph by paragraph.

    Parameters
    ----------
    document : Document
        What was tagged.
    paragraphs : tuple of TaggedParagraph
        Its body paragraphs in order.
    """

    document: Document
    paragraphs: tuple[TaggedParagraph, ...]

    @property
    def shares(self) -> dict[str, float]:
        """Theme id → share of the body's characters in paragraphs of the theme, largest first."""
        total = sum(len(p.paragraph.text) for p in self.paragraphs)
        tagged: dict[str, int] = {}
        for p in self.paragraphs:
            for theme in p.themes.themes:
                tagged[theme] = tagged.get(theme, 0) + len(p.paragraph.text)
        return {
            t: n / total for t, n in sorted(tagged.items(), key=lambda item: (-item[1], item[0]))
        }

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes of any paragraph, by share."""
        return tuple(self.shares)

    @property
    def scores(self) -> dict[str, float]:
        """Theme id → the highest probability of any paragraph."""
        best: dict[str, float] = {}
        for p in self.paragraphs:
            for theme, score in p.themes.scores.items():
                best[theme] = max(score, best.get(theme, 0.0))
        return best

    def _repr_html_(self) -> str:
        from textkit.report.notebook import tags_view

        return tags_view(self)


def tag(document: Document | str, *, model: ThemeModel | None = None) -> Tags:
    """Tag every body paragraph of a document by theme.

    Parameters
    ----------
    document : Document or str
        A document, or plain text that is read as one.
    model : ThemeModel, optional
        From :func:`textkit.load` or :func:`textkit.train`; the shipped four themes without it.

    Returns
    -------
    Tags
        Headings, captions and furniture are not tagged.

    Examples
    --------
    >>> import textkit
    >>> tags = textkit.tag("全县新建光伏电站12座，年发电量3.6亿千瓦时。")
    >>> [tag.name for tag in tags.paragraphs[0].themes.tags]
    ['能源']
    """
    if isinstance(document, str):
        document = Document.from_text(document)
    elif not isinstance(document, Document):
        raise TypeError(f"tag expects a Document or str, got {type(document).__name__}")
    body = document.body
    tagged = theme_model(model).tag_texts([paragraph.text for paragraph in body])
    return Tags(document, tuple(map(TaggedParagraph, body, tagged)))


def tag_many(
    texts: Iterable[str], *, model: ThemeModel | None = None, batch_size: int = 1024
) -> Iterator[TaggedText]:
    """Tag texts, each as one paragraph, in order and in constant memory.

    Parameters
    ----------
    texts : iterable of str
        May be endless; it is read ``batch_size`` ahead.
    model : ThemeModel, optional
        The shipped four themes without it.
    batch_size : int
        Texts scored at once, at least 1. It changes speed, never a result.
    """
    if isinstance(texts, str):
        raise TypeError("tag_many expects an iterable of texts, got one str; use tag for one text")
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}, expected at least 1")
    theme = theme_model(model)
    waiting = iter(texts)
    while batch := list(islice(waiting, batch_size)):
        yield from theme.tag_texts(batch)


def theme_model(model: object = None) -> ThemeModel:
    """Return ``model``, or the shipped one for None."""
    from textkit.themes.model import ThemeModel

    if model is None:
        from textkit.models import default

        model = default("themes")
    if not isinstance(model, ThemeModel):
        raise ModelError(f"got a {type(model).__name__}, expected a theme model")
    return model
