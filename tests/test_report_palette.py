"""Colours can be read: WCAG 2.2 AA contrast, computed."""

from __future__ import annotations

import pytest

from textkit.report.palette import DARK, LIGHT, SWATCHES, Ground, swatch

TEXT = 4.5  # success criterion 1.4.3
SHAPE = 3.0  # success criterion 1.4.11


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", [LIGHT, DARK], ids=["light", "dark"])
def test_ground(ground: Ground) -> None:
    for back in (ground.page, ground.card):
        for text in (ground.ink, ground.soft, ground.link):
            assert contrast(text, back) >= TEXT
    assert contrast(ground.ink, ground.mark) >= TEXT


@pytest.mark.parametrize("index", range(len(SWATCHES)))
def test_swatch(index: int) -> None:
    colours = swatch(index)
    for ground, ink, tint in (
        (LIGHT, colours.ink, colours.tint),
        (DARK, colours.dark_ink, colours.dark_tint),
    ):
        assert contrast(ground.ink, tint) >= TEXT
        assert contrast(ground.link, tint) >= TEXT
        assert min(contrast(ink, back) for back in (ground.page, ground.card, tint)) >= TEXT
        assert contrast(ink, ground.rule) >= SHAPE  # a bar on its track


@pytest.mark.parametrize("ground", ["#ffffff", "#1e1e1e", "#111111"])
def test_shapes_are_seen_on_any_ground(ground: str) -> None:
    assert min(contrast(colours.shape, ground) for colours in SWATCHES) >= SHAPE


def test_themes_past_the_last_swatch_begin_again() -> None:
    assert swatch(len(SWATCHES)) == SWATCHES[0]
