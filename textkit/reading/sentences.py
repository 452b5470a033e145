"""Split Chinese text into sentences, losing no character.

The rule is GB/T 15834-2011 (punctuation), read for news: ``。？！`` end a sentence together with
the closing quotes and brackets that follow, half-width ``?!`` do so in Chinese text, and a line end
always does. ``；……：，`` never do. What stands inside quotes, brackets or 《》 belongs to its
sentence, and so does a speaker named after a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textkit.document import Sentence

__all__ = ["SENTENCE_ENDS", "sentence_spans", "split_sentences"]

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
SENTENCE_ENDS = "。？！?!｡"
# Closing mark → the opening marks it may close: sites mix the widths of brackets, as in （见图。).
_CLOSERS = {
    "”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "】": "【",
    "）": "（(", ")": "（(", '"': '"',
}  # fmt: skip
_OPENERS = frozenset("".join(_CLOSERS.values()))
_MAX_DEPTH = 16  # deeper nesting is noise; the bound keeps a line of a million （ linear
_QUOTES = frozenset('“‘「『"')
_CUT = re.compile(f"[{re.escape(SENTENCE_ENDS)}\\r\\n\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029]")
_MARK = re.compile(f"[{re.escape(SENTENCE_ENDS + ''.join(_OPENERS | _CLOSERS.keys()))}]")
_SOLID = re.compile(r"\S")
_TAIL = re.compile(f"[{re.escape(SENTENCE_ENDS)}”’」』）)】》]*")

# Nine sentences of ten: no half-width mark, every bracket closed, no stop inside brackets, no
# closing mark after the stop. Matched at once, they cost a third of pairing brackets.
_INSIDE = re.escape(SENTENCE_ENDS)
_PAIRS = "|".join(
    f"{a}[^{a}{b}{_INSIDE}]*+{b}" for a, b in ("“”", "‘’", "「」", "『』", "《》", "【】")
)
_PLAIN = re.compile(
    rf"\s*+((?:[^{re.escape(SENTENCE_ENDS + ''.join(_OPENERS | _CLOSERS.keys()))}]++"
    rf"|{_PAIRS}|[（(][^（()）{_INSIDE}]*+[）)])*+[。？！｡])(?!{_TAIL.pattern[:-1]})"
)

# A quotation that ends in 。？！ goes on when punctuation, 的, or its speaker comes after it. 指出
# and 强调 open the next statement as often as they close the last one, so they count only before a
# full stop.
_GOES_ON = re.compile(
    r"\s*(?:[，、；：,;:。)）的等]"
    r"|[^，。！？；：“”,!?;:]{0,24}?(?:说|说道|笑道|问道|喊道|写道|告诉\w{0,6}|感慨|感叹|回忆|坦言|介绍)(?:[，。！：,:!“]|$)"
    r"|[^，。！？；：“”,!?;:]{0,24}?(?:表示|指出|强调|称|道|问|答|解释|补充)(?:[。！!]|$))"
)


def split_sentences(text: str) -> list[Sentence]:
    """Split ``text`` into sentences with their spans.

    Parameters
    ----------
    text : str
        Any text. An empty or blank one has no sentences.

    Returns
    -------
    list of Sentence
        In order, not overlapping; ``text[s.start:s.end] == s.text``, and what lies between two
        sentences is white space. A last sentence without punctuation counts.

    Notes
    -----
    Abbreviations and decimals need no care, as ``.`` ends nothing. An opening quote or bracket that
    its line never closes is ignored.

    References
    ----------
    GB/T 15834-2011, 标点符号用法 (General rules for punctuation).

    Examples
    --------
    >>> [s.text for s in split_sentences("“办得好！”村民说。污水管网建成了。")]
    ['“办得好！”村民说。', '污水管网建成了。']
    """
    if not isinstance(text, str):
        raise TypeError(f"split_sentences expects str, got {type(text).__name__}")
    return [Sentence(text[start:end], start, end) for start, end in sentence_spans(text)]


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each sentence; :func:`split_sentences` without building the objects."""
    if _CUT.search(text) is None:  # short lines, as of tables, by the ten thousand
        yield from _trimmed(text, 0, len(text))
        return
    for line in _LINE.finditer(text):
        start, end = line.span()
        intricate: _Marks | None = None
        while start < end:
            plain = _PLAIN.match(text, start, end)
            if plain:  # as it is, as a rule, after an intricate sentence too
                yield plain.span(1)
                start = plain.end()
                continue
            intricate = intricate or _Marks(text, start, end)
            stop = intricate.next_end(start)
            yield from _trimmed(text, start, stop)
            start = stop


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    body = piece.strip()
    if body:
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(body)


class _Marks:
    """The marks of one line, its brackets paired once: no pair reaches across a sentence end."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.end = text, end
        self.marks = [m.start() for m in _MARK.finditer(text, start, end)]
        self.closed_by = _pairs(text, self.marks)
        self.settled = 0  # marks that a sentence has taken

    def next_end(self, start: int) -> int:
        """Give the position after which the sentence that begins at ``start`` is over."""
        text, end = self.text, self.end
        done = start  # marks before it are settled
        for index in range(self.settled, len(self.marks)):
            at = self.marks[index]
            if at < done:
                continue
            if at in self.closed_by:
                close = self.closed_by[at]
                done = close + 1
                if text[close - 1] not in SENTENCE_ENDS or not _is_final(text, close - 1, end):
                    continue
                is_inside = text[at] not in _QUOTES and _SOLID.search(text, start, at)
                if text[at] == "《" or is_inside:
                    continue  # a title, or a remark in brackets inside the sentence
                tail = _TAIL.match(text, done, end)
                done = tail.end() if tail else done
                if _GOES_ON.match(text, done, end):
                    continue
            elif text[at] in SENTENCE_ENDS and _is_final(text, at, end):
                tail = _TAIL.match(text, at, end)
                done = tail.end() if tail else at + 1
            else:
                continue
            self.settled = index
            return done
        self.settled = len(self.marks)
        return end


def _is_final(text: str, at: int, end: int) -> bool:
    """Whether the mark ends a sentence: half-width ones inside ``a?b=c`` do not."""
    if text[at] not in "?!" or at + 1 >= end:
        return True
    before, after = text[at - 1 : at], text[at + 1]
    return not (before.isascii() and before.strip() and after.isascii() and after.isalnum())


def _pairs(text: str, marks: list[int]) -> dict[int, int]:
    """Map each opening mark that its line closes to the place of its closing mark."""
    closed_by: dict[int, int] = {}
    open_at: list[int] = []
    for at in marks:
        openers = _CLOSERS.get(text[at], "")
        depth = len(open_at) - 1
        while depth >= 0 and text[open_at[depth]] not in openers:
            depth -= 1
        if openers and depth >= 0:
            closed_by[open_at[depth]] = at
            del open_at[depth:]
        elif text[at] in _OPENERS and len(open_at) < _MAX_DEPTH:
            open_at.append(at)
    return closed_by
