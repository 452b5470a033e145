from __future__ import annotations

import re

import pytest
from sites import DATE, SOURCE, STORIES, TEMPLATES

from textkit import read

# These templates name no source, or another one below the text.
OTHER_SOURCES = {"wordpress": None, "founder": None, "wechat": "清河融媒"}


def plain(text: str | None) -> str:
    return re.sub(r"[\W_]", "", text or "")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("label", STORIES)
def test_a_story_comes_back_from_every_template(template: str, label: str) -> None:
    story = STORIES[label]
    document = read(TEMPLATES[template](story).encode())
    assert [plain(text) for text in story.body] == [
        plain(p.text) for p in document.paragraphs if p.kind in ("heading", "body")
    ]
    assert plain(story.title) == plain(document.title)
    assert document.published == DATE
    assert OTHER_SOURCES.get(template, SOURCE) == document.source


@pytest.mark.parametrize("template", TEMPLATES)
def test_captions_are_kept_apart(template: str) -> None:
    story = STORIES["county news"]
    document = read(TEMPLATES[template](story).encode())
    captions = {plain(p.text) for p in document.paragraphs if p.kind == "caption"}
    assert {plain(text) for text in story.captions} <= captions
