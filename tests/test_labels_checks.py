from __future__ import annotations

from textkit.labels import read_labelled
from textkit.labels.checks import check_labels, text_groups

LONG = "全县新建光伏电站12座，年发电量3.6亿千瓦时，清退小散乱污企业46家，新建公厕3300座。"


def rows(*pairs: tuple[str, str]) -> list[dict[str, object]]:
    return [{"text": text, "label": label} for text, label in pairs]


def test_duplicates_and_conflicts() -> None:
    data = read_labelled(
        rows((LONG, "a"), ("别的一段。", "a"), (LONG[:-1] + "！", "a"), ("别的，一段", "b"))
    )
    assert [(f.kind, f.lines) for f in check_labels(data)] == [
        ("duplicate", (1, 3)),
        ("conflict", (2, 4)),
    ]


def test_nearly_the_same_is_the_same() -> None:
    other = LONG.replace("46", "45")
    assert text_groups([LONG, "别的一段。", other, "本报讯 " + LONG]) == [0, 1, 0, 0]
    assert text_groups([LONG, LONG[:20] + "市委召开会议部署安全生产工作，强调压实责任。"]) == [0, 1]


def test_leaks_name_both_lines() -> None:
    train, test = (
        read_labelled(rows(("甲段。", "a"), (LONG, "b"))),
        read_labelled(rows((LONG, "b"))),
    )
    (leak,) = check_labels(train, test)
    assert (leak.kind, leak.lines) == ("leak", (2, 1))
    assert str(leak).startswith("leak in rows 2, 1 (b / b): 全县新建")


def test_texts_without_letters_are_not_one() -> None:
    assert text_groups(["……", "——", "……"]) == [0, 1, 0]
