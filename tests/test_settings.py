"""Streamlit's settings: what stays on this site, what is known, what can be told apart."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator

import pytest
import streamlit

from tests.conftest import REPOSITORY


def config() -> dict:
    text = (REPOSITORY / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_colours_can_be_told_apart(mode: str) -> None:
    theme = {**config()["theme"], **config()["theme"][mode]}
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], ground) >= 7
        assert contrast(theme["linkColor"], ground) >= 4.5
        assert contrast(theme["primaryColor"], ground) >= 3
        assert contrast(theme["borderColor"], ground) >= 3
    # The palette's orange has 2.98 on white; lines carry labels and patterns besides colour.
    for colour in theme["chartCategoricalColors"]:
        assert contrast(colour, theme["backgroundColor"]) >= 2.9, colour


def test_settings_keep_the_reader_to_this_site() -> None:
    assert config()["browser"]["gatherUsageStats"] is False
    assert config()["client"]["showErrorDetails"] == "none"
    assert config()["server"]["address"] == "127.0.0.1"
    assert "http" not in json.dumps(config())


def test_settings_are_known_to_streamlit() -> None:
    known = set(streamlit.config.get_config_options())

    def keys(values: dict, path: str) -> Iterator[str]:
        for key, value in values.items():
            inner = f"{path}.{key}" if path else key
            yield from keys(value, inner) if isinstance(value, dict) else [inner]

    assert set(keys(config(), "")) <= known


def test_no_rerun_waits_for_a_full_garbage_collection() -> None:
    assert config()["runner"]["postScriptGC"] is False
