"""The load benchmark's reader opens sessions and sees pages change: it cannot measure nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench import plain
from bench.load import AREA, Areas, _chosen
from bench.reader import PageFailed, arrive
from bench.serving import Server, served, streamlit_run
from tests.loops import in_a_loop

OPTIONS = [f"area {number}" for number in range(40)]


def test_areas_are_drawn_alike_for_everyone_and_mostly_of_the_programme() -> None:
    areas = Areas(OPTIONS, own=4)
    drawn = list(islice(areas.draw(7), 400))
    assert drawn == list(islice(areas.draw(7), 400)) != list(islice(areas.draw(8), 400))
    assert all(one != other for one, other in zip(drawn, drawn[1:], strict=False))
    own = sum(one in OPTIONS[:4] for one in drawn) / len(drawn)
    assert 0.6 < own < 0.85
    assert len(set(drawn)) > 20


@pytest.fixture(scope="module")
def server(starter_folder: Path) -> Iterator[Server]:
    """The real server on the starter data."""
    with served(starter_folder) as running:
        yield running


@pytest.mark.slow
def test_a_reader_chooses_an_area_and_sees_its_page(server: Server) -> None:
    async def read() -> None:
        reader = await arrive(server.address)
        await reader.visit("area", "area=FI-KU729")
        assert reader.title == "Saarijärvi" == reader.choices[AREA].value
        before = reader.said()
        answer = await reader.choose(AREA, "Kyyjärvi")
        assert reader.title == "Kyyjärvi" == reader.choices[AREA].value
        after = reader.said()
        assert "Kyyjärvellä" in after and "Saarijärvellä" not in after and "Saarijärvellä" in before
        # Everything has come: the footer is the last thing on every page.
        assert "Tietojen versio" in after.rpartition("---")[2]
        assert reader.elements()["html"] > 5
        assert answer.messages > 30 and answer.bytes > 20_000 and answer.seconds > 0
        again = await reader.choose(AREA, "Saarijärvi")
        assert reader.said() == before and again.messages > 30
        await reader.leave()

    in_a_loop(read())


@pytest.mark.slow
def test_sessions_are_apart_and_failures_are_told(server: Server) -> None:
    async def read() -> None:
        one, other = await arrive(server.address), await arrive(server.address)
        for reader in (one, other):
            await reader.visit("area")
        await one.choose(AREA, "Karstula")
        assert other.choices[AREA].value != "Karstula"
        await other.choose(AREA, "Kannonkoski")
        assert (one.title, other.title) == ("Karstula", "Kannonkoski")
        with pytest.raises(ValueError, match="not among the options"):
            await one.choose(AREA, "Atlantis")
        with pytest.raises(PageFailed, match="there is no page nowhere"):
            await (await arrive(server.address)).visit("nowhere")
        # The bare address shows the programme, whichever area is chosen on a page of its own.
        await one.visit("")
        assert "Karstula" not in one.title

    in_a_loop(read())
    assert server.memory() > 50 and server.processor_seconds() > 0.5


@pytest.mark.slow
def test_the_plain_page_shows_the_same_areas(starter_folder: Path, tmp_path: Path) -> None:
    (version,) = (starter_folder / "build").glob("*.duckdb")
    plain.write_tables(version, tmp_path)

    async def read(address: str) -> None:
        reader = await arrive(address)
        await reader.visit("")
        for area in ("Kyyjärvi", "Saarijärvi–Viitasaari, seutukunta"):
            await _chosen(reader, "area", area)
            assert reader.title == area
        assert reader.elements()["dataframe"] >= 5
        with pytest.raises(KeyError):
            await _chosen(reader, AREA, "Kyyjärvi")

    with streamlit_run(plain.SCRIPT, tmp_path) as running:
        in_a_loop(read(running.address))
