"""Results as pages for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textkit.report.corpus import corpus_report
    from textkit.report.html import document_report

__all__ = ["corpus_report", "document_report"]


def __getattr__(name: str) -> object:
    # At first use: the command line asks this package for its languages at every start.
    if name == "corpus_report":
        from textkit.report.corpus import corpus_report

        return corpus_report
    if name == "document_report":
        from textkit.report.html import document_report

        return document_report
    raise AttributeError(f"module 'textkit.report' has no attribute {name!r}")
