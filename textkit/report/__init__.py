"""Results as pages for people."""

from textkit.report.html import document_report

__all__ = ["document_report"]
