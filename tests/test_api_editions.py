"""The open data as of an edition: its figures, said so in every form, and only once published."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from seutukuva import api, settings
from seutukuva.editions import register
from seutukuva.editions.register import Edition
from tests.editions import older
from tests.open_data import ROOT, ask

pytestmark = pytest.mark.slow

NAME = "2026-04"
# Of 2016 the older version has a hundred jobs fewer in the municipality.
ASKED = f"indicator=jobs&area={older.OWN}&from=2016&to=2016"
AS_OF = f"{ASKED}&edition={NAME}"


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=api.routes()), base_url="http://localhost")


@pytest.fixture
def edition(entering: Path) -> Edition:
    """Presented, of the older version; the newer one has been published since."""
    older.make_older()
    newer = older.current()
    older.point_at(older.OLDER)
    one = register.freeze(NAME, round=NAME)
    one = register.advance(one, "presented", on=dt.date.today())
    older.point_at(newer)
    return one


def published(one: Edition) -> Edition:
    for state in ("approved", "published"):
        one = register.advance(one, state, on=dt.date.today())
    return one


def test_figures_of_an_edition_are_given_and_said_in_every_form(
    client: TestClient, edition: Edition
) -> None:
    published(edition)
    now, then = ask(client, ASKED), ask(client, AS_OF)
    (new,), (old,) = now["observations"], then["observations"]
    assert old["value"] == new["value"] - 100
    assert (then["edition"], then["version"]) == (NAME, older.OLDER.id) and then["published_at"]
    assert "edition" not in now and now["version"] == older.current().id
    taken = client.get(f"{ROOT}/observations?{AS_OF}&format=csv&lang=en")
    assert 'filename="seutukuva-2026-04.csv"' in taken.headers["Content-Disposition"]
    (row,) = csv.DictReader(io.StringIO(taken.text))
    assert float(row["value"]) == old["value"]
    assert row["version"].startswith(f"{older.OLDER.id}, edition {NAME} of ")
    assert ask(client, f"{AS_OF}&format=json-stat")["extension"]["edition"] == NAME
    # The next question is again about what is now, in the same thread as well.
    assert [ask(client, ASKED) for _n in range(8)] == [now] * 8


def test_what_is_not_published_is_not_given_nor_kept_by_browsers(
    client: TestClient, edition: Edition
) -> None:
    refused = client.get(f"{ROOT}/observations?{AS_OF}")
    assert refused.status_code == 404 and refused.json()["title"] == "Unknown edition"
    one = published(edition)
    known = client.get(f"{ROOT}/observations?{AS_OF}").headers["ETag"]
    again = {"If-None-Match": known}
    assert client.get(f"{ROOT}/observations?{AS_OF}", headers=again).status_code == 304
    register.unlock(one, "A figure was wrong.")
    assert client.get(f"{ROOT}/observations?{AS_OF}", headers=again).status_code == 404
    for wrong in ("2026-13", "../../etc", "x" * 500):
        answer = client.get(f"{ROOT}/observations?{ASKED}&edition={quote(wrong)}")
        assert answer.status_code == 404 and len(answer.text) < 1000


def test_statistics_that_are_gone_and_a_log_that_is_damaged_are_told(
    client: TestClient, edition: Edition
) -> None:
    published(edition)
    (settings.build_folder() / older.OLDER.file).unlink()
    gone = client.get(f"{ROOT}/observations?{AS_OF}")
    assert gone.status_code == 503 and "edition are not there" in gone.json()["title"]
    log = settings.records_folder() / "log.sqlite"
    for one in log.parent.glob("log.sqlite-*"):
        one.unlink()
    log.write_bytes(b"no database" * 1000)
    unread = client.get(f"{ROOT}/observations?{AS_OF}")
    assert unread.status_code == 503 and unread.json()["title"] == "Editions cannot be read"
    assert ask(client, ASKED)["count"] == 1, "what is now needs no log"
