"""Colours by meaning, for a light and a dark background.

The hues are those of the Analysis Function of the UK government (blue, orange, plum, turquoise,
lilac, grey), told apart with every common colour blindness. No colour says good or bad but
BETTER and WORSE, which are for a judgement that is also said in words or by a shape. What is
drawn as a line or a bar has a contrast of at least 3:1 with its background, text 4.5:1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

# Line styles go with the roles, so that a chart printed in black and white can still be read.
OWN_DASH = "solid"
BENCHMARK_DASHES = ("dash", "dot", "dashdot", "longdash")
PEER_DASHES = ("solid", "longdash", "dashdot", "dash", "dot", "longdashdot")
TENTATIVE_DASH = "3px,4px"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one background.

    OWN is the reader's area, BENCHMARKS what it is compared with, PEERS other areas when none is
    the reader's, PEER other areas beside it. SIDES are left and right of a pyramid. BAND is a
    shaded stretch behind lines and dots, and never the only sign of its ends. BETTER and WORSE
    are a judgement by the indicator's polarity. SEQUENTIAL goes from low to high, DIVERGING holds
    the steps −3 … −1 and 1 … 3.
    """

    BACKGROUND: str
    TEXT: str
    SOFT_TEXT: str
    GRID: str
    AXIS: str
    OWN: str
    BENCHMARKS: tuple[str, ...]
    PEER: str
    PEERS: tuple[str, ...]
    SIDES: tuple[str, str]
    MARK: str
    BAND: str
    MISSING: str
    BETTER: str
    WORSE: str
    SEQUENTIAL: tuple[str, ...]
    DIVERGING: dict[int, str]


LIGHT = Palette(
    BACKGROUND="#FFFFFF",
    TEXT="#262730",
    SOFT_TEXT="#5A5C66",
    GRID="#E3E5EA",
    AXIS="#7C7F8A",
    OWN="#12436D",
    BENCHMARKS=("#D9540F", "#1F877E", "#801650", "#3D3D3D"),
    PEER="#85878F",
    PEERS=("#12436D", "#D9540F", "#801650", "#1F877E", "#8465BE", "#3D3D3D"),
    SIDES=("#12436D", "#1F877E"),
    MARK="#5A5C66",
    BAND="#E9EBF0",
    MISSING="#C4C4C4",
    BETTER="#0B7285",
    WORSE="#B8450B",
    SEQUENTIAL=("#D6E6F4", "#A6CBEC", "#5F9FD8", "#2068AB", "#0F3556"),
    DIVERGING={
        -3: "#8A3406",
        -2: "#E07A3A",
        -1: "#F9D2B4",
        1: "#C7DDF1",
        2: "#5F9FD8",
        3: "#12436D",
    },
)

DARK = Palette(
    BACKGROUND="#0F161D",
    TEXT="#FAFAFA",
    SOFT_TEXT="#B4B8C2",
    GRID="#2B303B",
    AXIS="#8B909C",
    OWN="#6BACE6",
    BENCHMARKS=("#F4803F", "#8FD0A0", "#D987B8", "#D0D0D0"),
    PEER="#7E838E",
    PEERS=("#6BACE6", "#F4803F", "#D987B8", "#8FD0A0", "#A285D1", "#D0D0D0"),
    SIDES=("#6BACE6", "#8FD0A0"),
    MARK="#B4B8C2",
    BAND="#262B36",
    MISSING="#5C5F66",
    BETTER="#5CC8D8",
    WORSE="#F4803F",
    SEQUENTIAL=("#16354F", "#1F5A8F", "#3F86C6", "#83B9E8", "#D6E6F4"),
    DIVERGING={
        -3: "#F9D2B4",
        -2: "#E07A3A",
        -1: "#6A3312",
        1: "#1F4A70",
        2: "#5F9FD8",
        3: "#D6E6F4",
    },
)

PALETTES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" by WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better; one of them always reaches 4.5:1."""
    return max("#000000", "#FFFFFF", key=lambda text: contrast(text, colour))


def sequential(palette: Palette, step: int, count: int) -> str:
    """The colour of step 0 … count−1; fewer classes still reach from end to end of the ramp."""
    last = len(palette.SEQUENTIAL) - 1
    return palette.SEQUENTIAL[last if count <= 1 else round(step * last / (count - 1))]
