"""Labelled texts in and out, checked on the way, and what to label next."""

from __future__ import annotations

from textkit.labels.data import LabelledData, LabelledText
from textkit.labels.rows import read_labelled
from textkit.labels.writing import write_labelled

__all__ = ["LabelledData", "LabelledText", "read_labelled", "write_labelled"]
