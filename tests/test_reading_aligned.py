from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textkit.reading.aligned import AlignedText

SOURCE = "全县 新建公厕，　改造旱厕&nbsp;三千座。"
words = st.text(alphabet="全县路水 ", max_size=3)
edits = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), words), max_size=6)


def _edited(changes: list[tuple[int, int, str]]) -> AlignedText:
    aligned = AlignedText.of(f"前{SOURCE}后", 1, 1 + len(SOURCE))
    for start, size, after in changes:
        start = min(start, len(aligned.text))
        end = min(start + size, len(aligned.text))
        expected = aligned.text[:start] + after + aligned.text[end:]
        aligned = aligned.replace(start, end, after, kind="test")
        assert expected == aligned.text
    return aligned


def _replay(aligned: AlignedText, source: str) -> str:
    pieces, at = [], aligned.start
    for repair in aligned.repairs:
        assert repair.before == source[repair.start : repair.end]
        pieces += [source[at : repair.start], repair.after]
        at = repair.end
    return "".join([*pieces, source[at : aligned.end]])


@given(edits)
def test_the_repairs_lead_from_the_source_to_the_text(changes: list[tuple[int, int, str]]) -> None:
    aligned = _edited(changes)
    assert aligned.text == _replay(aligned, f"前{SOURCE}后")


@given(edits, st.integers(0, 30), st.integers(0, 30))
def test_a_cut_is_the_slice_and_lies_in_its_span(
    changes: list[tuple[int, int, str]], start: int, end: int
) -> None:
    aligned = _edited(changes)
    cut = aligned.cut(start, end)
    assert aligned.text[start:end] == cut.text
    assert cut.text == _replay(cut, f"前{SOURCE}后")
    if cut.text:
        assert aligned.start <= cut.start <= cut.end <= aligned.end
        assert (cut.start, cut.end) == aligned.source_span(start, min(end, len(aligned.text)))


@given(edits)
def test_characters_that_no_repair_touched_keep_their_place(
    changes: list[tuple[int, int, str]],
) -> None:
    aligned = _edited(changes)
    source = f"前{SOURCE}后"
    touched = [(r.start, r.end) for r in aligned.repairs]
    for at, char in enumerate(aligned.text):
        start, end = aligned.source_span(at, at + 1)
        if not any(a <= start < b or a < end <= b or a == b == start for a, b in touched):
            assert char == source[start:end]


def test_join_lists_what_stood_between() -> None:
    source = "全县修\n\n路。"
    joined = AlignedText.of(source, 0, 3).join([AlignedText.of(source, 5, 7)], source)
    assert (joined.text, joined.source_span(0, 5)) == ("全县修路。", (0, 7))
    assert [repair.before for repair in joined.repairs] == ["\n\n"]
    assert joined.source_span(1, 4) == (1, 6)
