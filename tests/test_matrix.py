"""Pages as everybody is sent them by a running server, and what nobody may send to it.

A part of `python -m bench matrix`, which opens every page as everybody in every language: here the
confidential pages as everybody, and of the others a few as each.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import forged, matrix, signed, versions
from bench.signed import Site
from seutukuva import definitions, navigation
from seutukuva.records import contacts
from tests.loops import in_a_loop

pytestmark = pytest.mark.slow

EVERY = 9  # a public page in so many, another for everybody
# Public pages that show more to whoever may see it.
SHOW_MORE = ("editions", "signals", "pipeline")


@pytest.fixture(scope="module")
def site(starter_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running server that people sign in to, with a word of each subject in its log."""
    place = tmp_path_factory.mktemp("matrix")
    shutil.copytree(starter_folder / "build", place / "data" / "build")
    with pytest.MonkeyPatch.context() as patch, versions.looking_at(place / "data"):
        for name in ("SEUTUKUVA_SIGN_IN", "SEUTUKUVA_PUBLIC", "SEUTUKUVA_DATABASE"):
            patch.delenv(name, raising=False)
        for name, value in matrix.SETTINGS.items():
            patch.setenv(name, value)
        matrix.fill()
        assert contacts.names() == [matrix.WORDS["contacts"]]
        with signed.served(place / "data", place, matrix.groups()) as site:
            yield site


def cells() -> list[matrix.Cell]:
    """Every confidential page as everybody, of the others some, in each language by turns."""
    people = matrix.everybody()
    return [
        (who, page, language)
        for place, (who, page, language) in enumerate(matrix.every_cell(1))
        if page.subject
        or page.name in SHOW_MORE
        or (people.index(who) + place // len(people)) % EVERY == 0
    ]


def test_everybody_is_sent_what_their_role_may_see_and_nothing_else(site: Site) -> None:
    own = cells()
    assert {page.name for _who, page, _language in own} == {one.name for one in navigation.found()}
    assert {language for _who, _page, language in own} == {"fi", "sv", "en", "nb"}
    seen = in_a_loop(matrix.walk(site, own))
    assert seen.wrong == []
    assert seen.open and seen.kept_away and seen.cells == len(own)
    # Those who may see a word were sent it: the search finds what there is to find.
    assert seen.missed(matrix.everybody()) == []
    assert set(seen.found) == set(matrix.WORDS) - set(matrix.UNSHOWN)


def test_what_is_forged_comes_to_nothing_and_is_noted(site: Site) -> None:
    tried = in_a_loop(forged.attempts(site, (forged.PUBLIC, "meeting")))
    assert len(tried) > 40
    assert [f"{one.what}: {one.harm}" for one in tried if one.harm] == []
    assert forged.refusals() > 3


def test_there_are_words_of_what_people_enter() -> None:
    """A subject that gets kinds of records gets a word here, too."""
    found = definitions.load().roles.subjects.values()
    without = {"privacy"}
    assert {one.id for one in found if one.kinds} - without <= set(matrix.WORDS)
    assert set(matrix.UNSHOWN) <= set(matrix.WORDS)
