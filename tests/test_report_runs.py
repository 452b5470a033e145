"""A paragraph cut at its marks loses nothing and marks the right characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textkit import Document, Paragraph, Sentence
from textkit.document import Repair
from textkit.report.runs import Hint, Repairs, Run, runs

TEXT = "全县新建公厕3300座。年发电量3.6亿千瓦时。"
PARAGRAPH = Paragraph(
    TEXT, "body", 10, 10 + len(TEXT), (Sentence(TEXT[:12], 10, 22), Sentence(TEXT[12:], 22, 34))
)


def text_of(found: list[Run]) -> str:
    return "".join(piece.text for run in found for piece in run.pieces)


def test_a_quoted_sentence_is_one_run_with_its_number() -> None:
    found = runs(PARAGRAPH, numbers={(22, 34): 2}, hints=[Hint(13, 16, 0)])
    assert [run.number for run in found] == [None, 2]
    assert [piece.text for piece in found[1].pieces] == ["年", "发电量", "3.6亿千瓦时。"]
    assert [piece.themes for piece in found[1].pieces] == [(), (0,), ()]


def test_equal_sentences_are_told_apart_by_place() -> None:
    text = "已完成。已完成。"
    paragraph = Paragraph(text, "body", 0, 8, (Sentence(text[:4], 0, 4), Sentence(text[4:], 4, 8)))
    found = runs(paragraph, numbers={(4, 8): 1})
    assert [(run.number, text_of([run])) for run in found] == [(None, "已完成。"), (1, "已完成。")]


def test_repairs_stand_where_they_were_made() -> None:
    source = "全 县戰(zhàn)疫。"
    repairs = (Repair("space", 1, 2, " ", ""), Repair("pinyin", 3, 10, "戰(zhàn)", "战"))
    paragraph = Paragraph("全县战疫。", "body", 0, 12, (Sentence("全县战疫。", 0, 12),))
    document = Document(paragraphs=(paragraph,), source_text=source, repairs=repairs)
    placed = Repairs(document).of(paragraph)
    assert [at for at, _ in placed] == [1, 2]
    (run,) = runs(paragraph, numbers={(0, 12): 1}, repairs=placed)
    assert [(piece.text, piece.repair) for piece in run.pieces] == [
        ("全", None),
        ("", repairs[0]),
        ("县", None),
        ("战", repairs[1]),
        ("疫。", None),
    ]


def test_repairs_that_do_not_make_the_text_are_not_placed() -> None:
    paragraph = Paragraph("别的。", "body", 0, 3)
    document = Document(
        paragraphs=(paragraph,), source_text="全 县", repairs=(Repair("space", 1, 2, " ", ""),)
    )
    assert Repairs(document).of(paragraph) == []


def test_a_flag_marks_what_is_damaged() -> None:
    (run,) = runs(PARAGRAPH, numbers={}, flags=[(12, 14), (0, 11)])
    assert [(p.text, p.is_damaged) for p in run.pieces] == [
        (TEXT[:1], True),
        (TEXT[1:2], False),
        (TEXT[2:4], True),
        (TEXT[4:], False),
    ]


def test_a_flag_after_a_repair_stands_where_the_text_moved_to() -> None:
    repair = Repair("pinyin", 1, 8, "戰(zhàn)", "战")
    paragraph = Paragraph("全战疫?。", "body", 0, 11)
    (run,) = runs(paragraph, numbers={}, repairs=[(1, repair)], flags=[(9, 10)])
    assert [p.text for p in run.pieces if p.is_damaged] == ["?"]


def test_a_flag_marks_its_sentence_where_repairs_are_not_placed() -> None:
    sentences = (Sentence("全县。", 0, 9), Sentence("好。", 9, 11))
    paragraph = Paragraph("全县。好。", "body", 0, 11, sentences)
    (run,) = runs(paragraph, numbers={}, flags=[(3, 4)])
    assert [(p.text, p.is_damaged) for p in run.pieces] == [("全县。", True), ("好。", False)]


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(
    st.lists(st.tuples(spans, st.integers(0, 3))), st.sets(st.sampled_from([(10, 22), (22, 34)]))
)
def test_no_character_is_lost_and_every_hint_is_shown(
    marked: list[tuple[list[int], int]], quoted: set[tuple[int, int]]
) -> None:
    hints = [Hint(start, end, theme) for (start, end), theme in marked]
    numbers = {span: number for number, span in enumerate(sorted(quoted), 1)}
    found = runs(PARAGRAPH, numbers=numbers, hints=hints)
    assert text_of(found) == TEXT
    shown = [set(piece.themes) for run in found for piece in run.pieces for _ in piece.text]
    expected = [{h.theme for h in hints if h.start <= at < h.end} for at in range(len(TEXT))]
    assert shown == expected
    assert [run.number for run in found if run.number] == sorted(numbers.values())
