"""The theme: every pair of colours that stand on each other can be told apart."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from seutukuva.charts import colours
from seutukuva.charts.colours import contrast
from tests.conftest import REPOSITORY

THEME = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
SIDES = ("light", "dark")
HUES = ("blue", "green", "orange", "red", "violet", "yellow", "gray")
# Streamlit writes captions, labels of the menu and placeholders with this share of the text colour.
FADED = 0.6


def side(name: str) -> dict[str, Any]:
    return THEME[name]


def mixed(front: str, back: str, share: float) -> str:
    """What a colour looks like that lets its background through."""

    def channels(colour: str) -> list[int]:
        return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]

    pairs = zip(channels(front), channels(back), strict=True)
    return "#" + "".join(f"{round(f * share + b * (1 - share)):02X}" for f, b in pairs)


@pytest.mark.parametrize("name", SIDES)
def test_text_is_read_on_every_background(name: str) -> None:
    theme = side(name)
    for back in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(theme["textColor"], theme[back]) >= 7
        assert contrast(theme["linkColor"], theme[back]) >= 4.5
        assert contrast(mixed(theme["textColor"], theme[back], FADED), theme[back]) >= 4.5
    assert contrast(theme["codeTextColor"], theme["codeBackgroundColor"]) >= 7
    header = theme["dataframeHeaderBackgroundColor"]
    assert contrast(theme["dataframeHeaderTextColor"], header) >= 7


@pytest.mark.parametrize("name", SIDES)
def test_side_bar_is_read(name: str) -> None:
    bar = side(name) | side(name)["sidebar"]
    back = bar["backgroundColor"]
    assert contrast(bar["textColor"], back) >= 7
    assert contrast(bar["textColor"], bar["secondaryBackgroundColor"]) >= 7
    assert contrast(mixed(bar["textColor"], back, FADED), back) >= 4.5
    assert contrast(bar["borderColor"], back) >= 3


@pytest.mark.parametrize("name", SIDES)
def test_controls_are_seen(name: str) -> None:
    theme = side(name)
    for back in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(theme["borderColor"], theme[back]) >= 3
        assert contrast(theme["primaryColor"], theme[back]) >= 3
    # Streamlit writes white on a button of this colour, be it light or dark.
    assert contrast("#FFFFFF", theme["primaryColor"]) >= 4.5


@pytest.mark.parametrize("hue", HUES)
@pytest.mark.parametrize("name", SIDES)
def test_messages_and_badges_are_read(name: str, hue: str) -> None:
    theme = side(name)
    text, back = theme[f"{hue}TextColor"], theme[f"{hue}BackgroundColor"]
    assert contrast(text, back) >= 4.5
    assert contrast(text, theme["backgroundColor"]) >= 4.5
    assert contrast(theme[f"{hue}Color"], theme["backgroundColor"]) >= 3


@pytest.mark.parametrize("name", SIDES)
def test_streamlits_charts_have_the_colours_of_ours(name: str) -> None:
    theme, palette = side(name), colours.PALETTES[name]
    assert theme["chartCategoricalColors"] == list(palette.PEERS)
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 3
    steps = theme["chartSequentialColors"]
    assert len(steps) == 10, "Streamlit takes exactly ten"
    brightness = [colours.luminance(step) for step in steps]
    assert brightness == sorted(brightness, reverse=name == "light")
    assert set(palette.SEQUENTIAL) <= {*steps}


@pytest.mark.parametrize("name", SIDES)
def test_our_charts_are_seen_on_the_page(name: str) -> None:
    theme, palette = side(name), colours.PALETTES[name]
    for text in (palette.TEXT, palette.SOFT_TEXT):
        assert contrast(text, theme["backgroundColor"]) >= 4.5
    for drawn in (palette.OWN, palette.PEER, *palette.BENCHMARKS, palette.BETTER, palette.WORSE):
        assert contrast(drawn, theme["backgroundColor"]) >= 3


def test_nothing_of_the_theme_is_fetched() -> None:
    assert "fontFaces" not in THEME
    for part in (THEME, *(side(name) for name in SIDES)):
        for key in ("font", "headingFont", "codeFont", "base"):
            assert "://" not in str(part.get(key, ""))
