"""What the pages say, in Chinese and in English."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["LANGUAGES", "WORDS", "Language", "theme_name", "words"]

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

# key → (Chinese, English)
_WORDS = {
    "article": ("文章解读", "Article report"),
    "untitled": ("无标题文章", "Untitled article"),
    "skip": ("跳到正文", "Skip to the text"),
    "source": ("来源", "Source"),
    "published": ("日期", "Published"),
    "author": ("作者", "Author"),
    "length": ("篇幅", "Length"),
    "characters": ("字", "characters"),
    "paragraphs": ("段", "paragraphs"),
    "file": ("文件", "File"),
    "encoding": ("编码", "Encoding"),
    "summary": ("摘要", "Summary"),
    "summary_note": (
        "逐字摘自原文，点序号或句子到原处。",
        "Quoted word for word; follow a sentence to its place.",
    ),
    "no_summary": ("没有可以摘录的句子。", "There is no sentence to quote."),
    "themes": ("主题", "Themes"),
    "themes_note": (
        "占正文字数的比例；一段可有几个主题。",
        "Share of the text's characters; a paragraph may have several themes.",
    ),
    "show": ("只看", "Show only"),
    "all": ("全文", "Everything"),
    "unsure": ("存疑", "unsure"),
    "unsure_only": ("存疑的段落", "Unsure paragraphs"),
    "no_theme": ("无主题", "no theme"),
    "display": ("显示", "Display"),
    "show_repairs": ("修补", "Repairs"),
    "show_furniture": ("页面杂项", "Page furniture"),
    "show_evidence": ("全部判断依据", "All evidence"),
    "why_note": (
        "指向或点选段落旁的主题，看概率和依据。",
        "Point at or press a paragraph's themes to see why.",
    ),
    "contents": ("目录", "Contents"),
    "text": ("正文", "Text"),
    "no_text": ("这一页没有正文。", "This page has no text."),
    "why": ("判断依据", "Why"),
    "probability": ("概率", "probability"),
    "evidence": ("依据", "Evidence"),
    "no_evidence": ("没有突出的词句", "nothing stands out"),
    "place": ("原文位置", "Place in the source"),
    "place_unit": ("字", "characters"),
    "close": ("关闭", "Close"),
    "back": ("回到摘要第", "Back to summary sentence "),
    "back_end": ("句", ""),
    "repairs": ("修补清单", "Repairs"),
    "repairs_hint": (
        "阅读时改动的每一处，原样与改后对照。",
        "Every change that reading made, before and after.",
    ),
    "kind": ("种类", "Kind"),
    "before": ("原样", "Before"),
    "after": ("改后", "After"),
    "removed": ("删去", "removed"),
    "damaged": ("受损，未能修补", "damaged, could not be repaired"),
    "made_by": ("由 textkit 生成", "Made by textkit"),
    "model": ("模型", "Model"),
    "caution": (
        "主题由模型判断，概率不是结论；引用前请核对原文。",
        "Themes are a model's judgement, with a probability; check the source before you quote.",
    ),
    "corpus": ("语料解读", "Corpus report"),
    "corpus_title": ("这批文章说了什么", "What these documents say"),
    "documents": ("文章", "Documents"),
    "pieces": ("篇", "documents"),
    "sources": ("来源", "Sources"),
    "repeats": ("重复刊发", "Near-duplicates"),
    "repeats_note": ("重复刊发的只计一次。", "Near-duplicates are counted once."),
    "over_time": ("各时段的主题", "Themes over time"),
    "by_source": ("各来源的主题", "Themes by source"),
    "highest": ("最高", "highest"),
    "no_documents": ("没有文章", "no documents"),
    "others": ("其他或不详", "others or unknown"),
    "as_table": ("数据表", "As a table"),
    "period": ("时段", "Period"),
    "digest": ("各主题要点", "What is said about each theme"),
    "digest_note": (
        "逐字摘自各篇，点句子到原处。",
        "Quoted word for word; follow a sentence to its place.",
    ),
    "terms": ("常用词", "Typical words"),
    "no_digest": ("没有可以摘录的句子。", "There is no sentence to quote."),
    "title": ("标题", "Title"),
    "theme": ("主题", "Theme"),
    "search": ("标题或来源含有", "Title or source contains"),
    "any_theme": ("所有主题", "any theme"),
    "fold": ("折叠重复", "Fold near-duplicates"),
    "shown": ("显示", "showing"),
    "repeated": ("另刊", "reprints"),
    "repeat_of": ("重复", "reprint"),
    "texts": ("全文", "Texts"),
    "to_table": ("回到列表", "Back to the table"),
    "only_quoted": (
        "篇幅所限，只收入摘要句所在的段落。",
        "To keep the page small, only paragraphs that are quoted are shown.",
    ),
    "kind_title": ("标题", "title"),
    "kind_heading": ("小标题", "heading"),
    "kind_body": ("正文", "body"),
    "kind_caption": ("图片说明", "caption"),
    "kind_byline": ("署名", "byline"),
    "kind_chrome": ("页面杂项", "furniture"),
}

WORDS: dict[Language, dict[str, str]] = {
    "zh": {key: zh for key, (zh, _) in _WORDS.items()},
    "en": {key: en for key, (_, en) in _WORDS.items()},
}


def words(language: Language) -> dict[str, str]:
    """Return what a page in ``language`` says."""
    if language not in WORDS:
        raise ValueError(f"language is {language!r}, expected one of {', '.join(map(repr, WORDS))}")
    return WORDS[language]


def theme_name(theme: str, name: str, language: Language) -> str:
    """Return what a theme is called: its name for Chinese readers, its id for English ones."""
    return name if language == "zh" else theme.replace("_", " ").capitalize()
