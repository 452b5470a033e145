"""A real browser for the tests that look at pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Any]:
    """Yield a headless Chromium, or skip and say what is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        pytest.skip("Chromium is not installed")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=list(_FLAGS))
        yield browser
        browser.close()


class Visit:
    """A page that was opened from disk, and everything it complained about or asked for.

    Parameters
    ----------
    browser : playwright Browser
    path : Path
        The HTML file.
    width : int
        Of the window, in CSS pixels.
    scheme : {"light", "dark"}
    """

    def __init__(
        self, browser: Any, path: Path, *, width: int = 1440, scheme: str = "light"
    ) -> None:
        self._context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme
        )
        self.page = self._context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self._context.close()

    def faults(self) -> list[str]:
        """Return what axe-core finds serious or critical."""
        axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe-core")
        found = axe.Axe().run(self.page).response["violations"]
        return [
            f"{fault['id']}: {fault['nodes'][0]['html'][:120]}"
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
