"""Where long words may break."""

from __future__ import annotations

from seutukuva.charts import labels


def test_long_words_may_break_between_syllables_and_short_ones_do_not() -> None:
    soft = "\u00ad"
    assert (
        labels.hyphenated("Koulutustasomittain").replace(soft, "-") == "Kou-lu-tus-ta-so-mit-tain"
    )
    assert labels.hyphenated("Työttömät, vuosikeskiarvo").split(", ")[0] == "Työttömät"
    assert labels.hyphenated("Työpaikkaomavaraisuus").replace(soft, "") == "Työpaikkaomavaraisuus"
    for word in ("Arbets-plats-suf-fi-ciens", "Sys-sel-sätt-nings-grad", "Arbeids-plass-dek-ning"):
        assert labels.hyphenated(word.replace("-", "")).replace(soft, "-") == word
