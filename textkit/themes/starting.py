"""Themes as their definitions say them, for models that start from few labels or none."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit.errors import DataError

__all__ = ["ThemeDefinition", "hints_of_labels", "read_definitions"]

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LONGEST_NAME = 16
# English section names that data sets use for labels, in the language of their texts.
_IN_CHINESE = {
    "agriculture": "农业", "auto": "汽车", "business": "商业", "car": "汽车", "culture": "文化",
    "ecology": "生态", "economy": "经济", "edu": "教育", "education": "教育", "energy": "能源",
    "entertainment": "娱乐", "environment": "环境", "fashion": "时尚", "finance": "财经",
    "food": "美食", "game": "游戏", "governance": "治理", "health": "健康", "history": "历史",
    "home": "家居", "house": "房产", "law": "法律", "legal": "法律", "lottery": "彩票",
    "medicine": "医药", "military": "军事", "movie": "电影", "music": "音乐",
    "neg": "差评，失望", "negative": "差评，失望", "neutral": "一般", "policy": "政策",
    "politics": "时政", "pos": "好评，满意", "positive": "好评，满意", "property": "房产", "rural": "乡村", "science": "科学", "society": "社会",
    "sport": "体育", "sports": "体育", "stock": "股票", "story": "故事", "tech": "科技",
    "technology": "科技", "tourism": "旅游", "travel": "旅游", "world": "国际",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeDefinition:
    """What a theme is, in words.

    Parameters
    ----------
    id : str
        What stands in labelled data.
    name : str
        What readers see.
    definition : str
        What belongs to it and what does not; only the former should use the theme's words.
    terms : tuple of str
        Words that its texts often have.
    """

    id: str
    name: str
    definition: str = ""
    terms: tuple[str, ...] = ()

    @property
    def hints(self) -> list[str]:
        """Texts that are of the theme by definition."""
        return [text for text in (self.name, self.definition, *self.terms) if text]


def read_definitions(path: str | os.PathLike[str]) -> list[ThemeDefinition]:
    """Read theme definitions from a TOML file.

    Parameters
    ----------
    path : path-like
        With a table ``[[theme]]`` for each: ``id``, and where known ``zh`` (its name),
        ``definition`` and ``terms``.

    Raises
    ------
    DataError
        When it is no TOML, or a theme lacks its id, or two have the same.
    """
    try:
        tables = tomllib.loads(Path(path).read_text(encoding="utf-8")).get("theme")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: not TOML in UTF-8 ({error})") from None
    if not isinstance(tables, list) or not tables:
        raise DataError(f"{path}: no [[theme]] tables; expected one for each theme")
    themes = [_definition(table, n, path) for n, table in enumerate(tables, 1)]
    twice = {t.id for t in themes if sum(t.id == other.id for other in themes) > 1}
    if twice:
        raise DataError(f"{path}: theme {', '.join(sorted(twice))} is defined twice")
    return themes


def hints_of_labels(labels: Sequence[str]) -> dict[str, list[str]]:
    """Return what the labels' own names say of their themes, where they are words.

    Examples
    --------
    >>> hints_of_labels(["体育", "news_tech", "109"])
    {'体育': ['体育'], 'news_tech': ['科技']}
    """
    hints: dict[str, list[str]] = {}
    for label in labels:
        if len(label) > _LONGEST_NAME:
            continue
        if _CHINESE.search(label):
            hints[label] = [label]
        else:
            words = [_IN_CHINESE.get(word) for word in re.split(r"[^a-z]+", label.lower())]
            found = [word for word in words if word]
            if found:
                hints[label] = found
    return hints


def _definition(table: Mapping[str, Any], n: int, path: object) -> ThemeDefinition:
    strings = {name: table.get(name, "") for name in ("id", "zh", "definition")}
    terms = table.get("terms", [])
    if not strings["id"] or not all(isinstance(value, str) for value in strings.values()):
        raise DataError(f"{path}: theme {n} has no id; expected id, zh and definition as strings")
    if not (isinstance(terms, list) and all(isinstance(term, str) for term in terms)):
        raise DataError(f"{path}: the terms of theme {n} are no list of strings")
    return ThemeDefinition(
        strings["id"], strings["zh"] or strings["id"], strings["definition"], tuple(terms)
    )
