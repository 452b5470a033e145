"""Fill a template: a self-contained page that runs nothing but its own script, or a cell."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from textkit import __version__
from textkit.report.palette import DARK, LIGHT, SWATCHES
from textkit.report.wording import Language, words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["fragment", "render"]

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")  # they cannot be written as UTF-8

_STYLES = {
    "document": ("base", "passages", "document"),
    "corpus": ("base", "passages", "corpus"),
}
_SCRIPTS = {"document": ("passages",), "corpus": ("passages", "corpus")}


def render(template: str, language: Language, *, themes: int, **values: Any) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        Name of the template. Its style and script are put into the page, and a content security
        policy that allows those two by their digests and nothing else.
    language : {"zh", "en"}
    themes : int
        How many themes the page tells apart.
    **values
        What the template shows. All of it is escaped.
    """
    pages = _environment()
    colours = {"light": asdict(LIGHT), "dark": asdict(DARK), "swatches": SWATCHES, "themes": themes}
    style = "".join(pages.get_template(f"{name}.css").render(colours) for name in _STYLES[template])
    script = "".join(pages.get_template(f"{name}.js").render() for name in _SCRIPTS[template])
    page = pages.get_template(f"{template}.html").render(
        values,
        style=style,
        script=script,
        policy="; ".join(
            (
                "default-src 'none'",
                f"style-src {_digest(style)}",
                f"script-src {_digest(script)}",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
        t=words(language),
        language=language,
        version=__version__,
    )
    return _LONE_SURROGATES.sub("\ufffd", page)


def fragment(template: str, **values: Any) -> str:
    """Return what a notebook shows; all values are escaped."""
    cell = _environment().get_template(f"notebook/{template}.html").render(values)
    return _LONE_SURROGATES.sub("\ufffd", cell)


def _digest(code: str) -> str:
    digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=PackageLoader("textkit.report"),
        autoescape=select_autoescape(["html"], default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
