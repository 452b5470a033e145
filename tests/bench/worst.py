"""Time reading of the shapes that take longest: a megabyte of each.

usage: python tests/bench/worst.py [--megabytes 1.0] [--profile NAME] [NAME ...]

Prints processor seconds a megabyte of source, and each as a multiple of what ``json.loads`` of a
megabyte of small rows takes beside it, which is what travels between machines; and the most memory
that Python held, in bytes a line. Reading promises at most 2 seconds a megabyte.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from printed import docx_of

from textkit import TextkitError, read_all

ROUNDS = 3  # the best of them counts: the machine is shared
REFERENCE = "\n".join(json.dumps({"id": n, "text": "秋"}) for n in range(30_000))


def _repeated(unit: str, *, head: str = "") -> Callable[[int], bytes]:
    data = unit.encode()
    return lambda size: head.encode() + data * (size // len(data))


def _page(unit: str, *, before: str = "") -> Callable[[int], bytes]:
    start = "<!DOCTYPE html><html><body><h1>秋粮入库</h1><p>全县秋粮入库。</p>"
    return _repeated(unit, head=start + before)


def _numbered(form: str) -> Callable[[int], bytes]:
    def made(size: int) -> bytes:
        n = size // len(form.format(0).encode())
        return "".join(form.format(number) for number in range(n)).encode()

    return made


def _docx(size: int) -> bytes:
    return docx_of("<w:p><w:r><w:t>秋</w:t></w:r></w:p>" * (size // 40))


def _deep(size: int) -> bytes:
    depth = 500
    return ("<ul><li>秋" * depth + "</li></ul>" * depth).encode() * (size // (depth * 22))


ARTICLE = "秋粮入库{}\n本报讯 全县秋粮入库，农机手连夜抢收。\n（李敏 王刚）\n\n"

SHAPES: Mapping[str, Callable[[int], bytes]] = {
    "lines of one byte": _repeated("a\n"),
    "lines of two bytes": _repeated("ab\n"),
    "lines of one hanzi": _repeated("秋\n"),
    "lines, all different": _numbered("{}\n"),
    "CRLF lines": _repeated("a\r\n"),
    "bare CR lines": _repeated("a\r"),
    "blank lines": _repeated("\n"),
    "spaced blank lines": _repeated(" \n"),
    "short lines, wide gaps": _repeated("秋\n\n\n"),
    "indented lines": _repeated("　　秋\n"),
    "stops alone": _repeated("。\n"),
    "one line of stops": _repeated("。"),
    "one line of sentences": _repeated("好。"),
    "one line of brackets": _repeated("（"),
    "one line of quotations": _repeated("“好！”"),
    "one line, quotes left open": _repeated("“a。", head="（"),
    "lines, quotes left open": _repeated("（" + "“a。" * 60 + "\n"),
    "one line of remarks": _repeated("（a。）", head="秋"),
    "one line of spaces": _repeated("秋 "),
    "one line of wide spaces": _repeated("秋　"),
    "dashes": _repeated("--\n"),
    "bullets": _repeated("●\n"),
    "headings": _repeated("一、秋\n"),
    "numbered, all different": _numbered("{}、秋粮入库\n"),
    "bylines": _repeated("来源：甲\n"),
    "signatures": _repeated("□ 王强\n"),
    "dates": _numbered("2024-01-02 {}\n"),
    "captions": _repeated("图为甲\n"),
    "photographs": _repeated("甲 摄\n"),
    "menus": _repeated("a|b|c\n"),
    "crumbs": _repeated("a>b>c\n"),
    "links": _repeated("http://a\n"),
    "tool bars": _repeated("打印 关闭\n"),
    "bylines and body": _repeated("来源：甲\n秋。\n"),
    "headings and body": _repeated("秋粮\n\n秋。\n"),
    "wrapped lines": _repeated("全县秋粮入库，农机手连夜抢\n"),
    "many articles": _numbered(ARTICLE),
    "entities": _repeated("&nbsp;\n"),
    "full-width digits": _repeated("３\n"),
    "invisible marks": _repeated("\u200ba\n"),
    "pinyin": _repeated("戰(zhàn)\n"),
    "pinyin, one line": _repeated("戰(zhàn)"),
    "mojibake": _repeated("æ\x96°é\x97»\n"),
    "mojibake of GBK": _repeated("锛銆\n"),
    "lost characters": _repeated("\ufffd\n"),
    "traditional lines": _repeated("國\n"),
    "traditional text": _repeated("農業學校發布通知。"),
    "JSONL rows": _repeated('{"text":"a"}\n'),
    "JSONL rows, different": _numbered('{{"text":"{}"}}\n'),
    "CSV rows": _repeated("1,a\n", head="id,text\n"),
    "JSONL rows of pages": _repeated('{"text":"<p>a</p>"}\n'),
    "<p>": _page("<p>a"),
    "<p> without end, hanzi": _page("<p>秋"),
    "<p> in full": _page("<p>a</p>"),
    "<li>": _page("<li>a", before="<ul>"),
    "<br>": _page("a<br>"),
    "<br> alone": _page("<br>"),
    "<hr>": _page("<hr>"),
    "<span>": _page("<b>a</b>"),
    "<a>": _page("<a>a</a>"),
    "<a> in <li>": _page("<li><a>a</a>"),
    "<td>": _page("<td>a", before="<table><tr>"),
    "<tr><td>": _page("<tr><td>a", before="<table>"),
    "<td>, a table each": _page("<table><tr><td>a</table>"),
    "<h2>": _page("<h2>a</h2>"),
    "<img>": _page("<img>"),
    "<img> and <p>": _page("<p><img><p>秋"),
    "<div> in class": _page("<div class=a>a</div>"),
    "<p> of sentences": _page("<p>秋。"),
    "<p> and text": _page("<p>秋粮</p>全县秋粮入库。"),
    "<meta>": _repeated("<meta name=a content=b>"),
    "<p> as the title": lambda size: (
        "<title>秋粮入库</title><body>" + "<p>秋粮入库" * (size // 15)
    ).encode(),
    "title never closed": _repeated("-" * 199 + "\n", head="<title>"),
    "title in pieces": lambda size: (
        "<title>" + "秋粮" * 1000 + "</title><body><p>" + "秋粮<br>" * (size // 10)
    ).encode(),
    "nested <div>": lambda size: ("<div>a" * 200 + "</div>" * 200).encode() * (size // 2400),
    "nested lists": _deep,
    "styles": _page("<p style='text-align:center'>a"),
    "DOCX paragraphs": _docx,
}


def seconds(data: bytes) -> float:
    start = time.process_time()
    try:
        read_all(data)
    except TextkitError as error:
        print(f"  refused: {error}")
    return time.process_time() - start


def reference() -> float:
    start = time.process_time()
    for line in REFERENCE.split("\n"):
        json.loads(line)
    return (time.process_time() - start) / len(REFERENCE) * 1e6


def peak(data: bytes) -> int:
    tracemalloc.start()
    seconds(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="shapes whose names contain one of these")
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--memory", action="store_true", help="measure memory instead of time")
    parser.add_argument("--profile", action="store_true", help="show where the time goes")
    options = parser.parse_args()
    read_all("<p>全县秋粮入库。</p>".encode())  # what is imported late
    chosen = {
        name: made
        for name, made in SHAPES.items()
        if not options.names or any(wanted in name for wanted in options.names)
    }
    for name, made in chosen.items():
        data = made(int(options.megabytes * 1e6))
        n_megabytes = len(data) / 1e6 if name != "DOCX paragraphs" else options.megabytes
        if options.memory:
            n_lines = sum(len(document.paragraphs) for document in read_all(data)) or 1
            most = peak(data)
            print(f"{name:26} {most / 1e6:7.0f} MB  {most / n_lines:7.0f} a paragraph", flush=True)
            continue
        rounds = ROUNDS if not options.profile else 1
        turns = [(reference(), seconds(data)) for _ in range(rounds)]
        beside, taken = (min(times) for times in zip(*turns, strict=True))
        taken /= n_megabytes
        print(f"{name:26} {taken:6.2f} s/MB  {taken / beside:6.1f} × json", flush=True)
        if options.profile:
            profile = cProfile.Profile()
            profile.runcall(seconds, data)
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
