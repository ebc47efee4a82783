"""Every role × every kind and subject, where data is read and written: default deny.

Generated from ``roles.toml`` and the kinds. What each role may see is written here once more by
hand, so that a slip of the pen in the file is noticed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from seutukuva import access, definitions, made, navigation, people, records, settings, store, texts
from seutukuva.errors import AccessRefused, RecordRefused
from seutukuva.people import belonging, rights
from seutukuva.people.model import LOCAL_PERSON, NOBODY, Grant, Person
from seutukuva.records.entries import canonical
from tests.conftest import REPOSITORY

DEFS = definitions.load()
ROLES, KINDS = DEFS.roles.roles, sorted(DEFS.kinds)
SUBJECTS = sorted(DEFS.roles.subjects)
OWN, OTHER = "SSYP", "KS"
OF_PROGRAMS = ("contact_view", "erasure", "installation_key", "interview_purge")

# By hand, from the agreement on who does what.
SEES = {
    "viewer": "interviews editions",
    "municipality": "interviews editions signals",
    "analyst": "interviews uploads needs contacts summaries signals notes scores editions drafts",
    "area_owner": "interviews needs contacts summaries signals notes scores editions drafts",
    "coordinator": "interviews needs summaries signals notes scores editions drafts",
    "administrator": "people audit privacy",
}


def person(role: str, organisation: str = OWN, until: dt.date | None = None) -> Person:
    known = ROLES.get(role)
    named = organisation if known is None or known.granted_for != "none" else ""
    grants = (Grant(role, named, until),)
    return Person("p-00000000000000aa", "Anna", grants, is_signed_in=True)


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Iterator[None]:
    """A process in which people sign in, with an empty log."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    monkeypatch.setattr(settings, "mode", lambda: "sign_in")
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def body(kind: str, organisation: str = OWN) -> dict[str, Any]:
    """A body of a kind that belongs to an organisation; the rule does not look at the rest."""
    area = {area.owner: area.code for area in DEFS.programme.development_areas}
    told = {
        "code": f"P-{organisation}",
        "project": f"P-{organisation}",
        "basket": f"basket-{organisation}",
        "idea": f"idea-{organisation}",
    }
    types = {one.id: one.type for one in DEFS.kinds[kind].fields}
    found: dict[str, Any] = {}
    for name in DEFS.roles.belonging.get(kind, ()):
        if types[name] == "organisation":
            found[name] = organisation
        elif types[name] == "development_area":
            found[name] = area[organisation]
        elif name in told:
            found[name] = told[name]
    return found | ({"code": told["code"]} if kind == "project" else {})


def write(kind: str, stored: Mapping[str, Any], id: str) -> records.Entry:
    """As ``append`` behind the check of the fields, which is not what is tried here."""
    with access.entering(kind):
        access.require_kind(kind)
        return records._written(kind, stored, id, "forged", "test", None)


def write_all(kind: str, stored: Mapping[str, Any], id: str) -> list[records.Entry]:
    """As ``append_all``, likewise."""
    with access.entering(kind):
        access.require_kind(kind)
        return records._all_written(kind, {id: canonical(stored)}, "forged", "test", {})


@pytest.fixture
def filled(signed_in: None) -> None:
    """Of two organisations a project, a basket and an idea, to which others refer."""
    with access.acting(LOCAL_PERSON):
        for one in (OWN, OTHER):
            for kind in ("project", "basket", "idea"):
                records._written(kind, body(kind, one), f"{kind}-{one}", "local", "test", None)


def test_the_file_says_what_was_agreed() -> None:
    assert {name: " ".join(SEES[name].split()) for name in SEES}.keys() == ROLES.keys()
    for name, role in ROLES.items():
        assert role.sees == set(SEES[name].split()), name
    assert not ROLES["viewer"].enters and not ROLES["viewer"].enters_own
    assert ROLES["municipality"].enters == {"event"}
    assert ROLES["administrator"].enters == {"grant", "erasure"}
    # Nobody but the coordinator prepares meetings, and nobody but the administrator grants.
    for kind in ("meeting", "edition", "approval", "conclusion", "criteria_lock", "evaluation"):
        assert [one.id for one in ROLES.values() if kind in one.enters | one.enters_own] == [
            "coordinator"
        ], kind
    assert [one.id for one in ROLES.values() if "grant" in one.enters] == ["administrator"]
    # What only programs write, no role enters; a look at contact persons is noted by looking.
    for kind in ("installation_key", "interview_purge"):
        assert not [one for one in ROLES.values() if kind in one.enters | one.enters_own]
    entered = set().union(*(one.enters | one.enters_own for one in ROLES.values()))
    assert entered | set(OF_PROGRAMS) == set(KINDS), "a kind that nobody can enter"


def test_each_confidential_thing_is_of_one_subject() -> None:
    for kind in DEFS.kinds.values():
        assert bool(access.subject_of(kind.id)) == kind.is_confidential, kind.id
    assert access.subject_of("rumour") == access.UNKNOWN not in SUBJECTS
    for page in navigation.found():
        assert not page.subject or page.subject in SUBJECTS, page.name
    queries = REPOSITORY / "queries"
    names = [one.relative_to(queries).with_suffix("").as_posix() for one in queries.rglob("*.sql")]
    assert set(DEFS.roles.subject_of_query) <= set(names)
    for name in names:
        sql = store.query_text(name)
        subjects = access.subjects_of(name, sql)
        assert set(subjects) <= set(SUBJECTS), (name, subjects)
        confidential = {one for one in access.kinds_of(sql) if access.is_confidential(one)}
        is_told = name.startswith("interviews/") or ("rec_log" in sql and confidential)
        assert bool(subjects) == bool(is_told), name


@pytest.mark.parametrize("role", ["", "unknown", *ROLES])
def test_a_role_sees_its_subjects_and_nothing_else(role: str, signed_in: None) -> None:
    who = person(role) if role else NOBODY
    allowed = set(SEES.get(role, "").split())
    with access.acting(who):
        assert access.sight() == allowed
        for subject in [*SUBJECTS, access.UNKNOWN]:
            assert access.may_see(subject) == (subject in allowed)
            assert bool(access.why_not(subject)) != (subject in allowed), subject
        for kind in [*KINDS, "rumour"]:
            subject = access.subject_of(kind)
            sql = f"select 1 from memory.rec_log where kind = '{kind}'"
            ways = [
                lambda kind=kind: access.require_kind(kind),
                lambda kind=kind: records.newest_of(kind),
                lambda sql=sql: access.require_query("records/x", sql),
            ]
            for way in ways:
                if not subject or subject in allowed:
                    way()
                else:
                    with pytest.raises(AccessRefused):
                        way()


@pytest.mark.parametrize("role", ["", "unknown", *ROLES])
def test_a_role_enters_and_withdraws_its_kinds_and_nothing_else(role: str, filled: None) -> None:
    who = person(role) if role else NOBODY
    known = ROLES.get(role)
    everybodys = known.enters if known else frozenset()
    own = known.enters_own if known else frozenset()
    tried = [one for one in KINDS if one != "installation_key"]
    for kind in [*tried, "rumour"]:
        for whose in (OWN, OTHER) if kind in DEFS.roles.belonging else (OWN,):
            may = kind in everybodys or (kind in own and whose == OWN)
            told = {**(body(kind, whose) if kind in DEFS.kinds else {}), "title": "new"}
            refused = (RecordRefused, AccessRefused)
            id = f"{role}-{kind}-{whose}"
            with access.acting(LOCAL_PERSON):
                there = records._written(kind, {**told, "title": "x"}, id, "local", "test", None)
            with access.acting(who):
                assert access.may_enter(kind, told) == may, (kind, whose)
                if may:
                    fresh = write(kind, told, f"{id}-new")
                    assert fresh.recorded_by == who.id, "whatever was said"
                    gone = records.withdraw(id, "forged", "it is over", there.seq)
                    assert gone.is_withdrawn and gone.recorded_by == who.id
                    continue
                before = records.latest_seq()
                with pytest.raises(refused):
                    write(kind, told, f"{id}-new")
                with pytest.raises(refused):
                    records.withdraw(id, "forged", "it is over", there.seq)
                with pytest.raises(refused):
                    write_all(kind, told, f"{id}-all")
                assert records.latest_seq() == before, "nothing was stored"


def test_nothing_is_taken_over_from_another_organisation(filled: None) -> None:
    """By naming one's own organisation, by a second record of a project, by giving away."""
    analyst = person("analyst")
    with access.acting(LOCAL_PERSON):
        theirs = records._written("need", {"organisation": OTHER}, "n", "local", "test", None)
        ours = records._written("need", {"organisation": OWN}, "o", "local", "test", None)
    with access.acting(analyst), pytest.raises(RecordRefused, match="another organisation"):
        records._written("need", {"organisation": OWN}, "n", "x", "test", theirs.seq)
    with access.acting(analyst), pytest.raises(RecordRefused):
        records._written("need", {"organisation": OTHER}, "o", "x", "test", ours.seq)
    with access.acting(analyst), pytest.raises(RecordRefused):
        # However the code is written, the project is the other's.
        second = {"code": f" p-{OTHER.lower()} ", "owner": OWN}
        records._written("project", second, "second", "x", "test", None)
    with access.acting(analyst), pytest.raises(RecordRefused):
        records._written("project_plan", {"project": "P-nobody"}, "plan", "x", "test", None)
    with access.acting(analyst):
        kept = records._written("project_plan", {"project": "p-ssyp"}, "plan", "x", "test", None)
    assert kept.recorded_by == analyst.id


def test_what_was_withdrawn_is_still_whose_it_was(filled: None) -> None:
    with access.acting(LOCAL_PERSON):
        there = records._written("need", {"organisation": OTHER}, "n", "local", "test", None)
        gone = records.withdraw("n", "local", "it is over", there.seq)
    with access.acting(person("analyst")), pytest.raises(RecordRefused):
        records._written("need", {"organisation": OWN}, "n", "x", "test", gone.seq)


def test_a_grant_ends_with_its_last_day(signed_in: None, monkeypatch: pytest.MonkeyPatch) -> None:
    last = dt.date(2026, 10, 31)
    analyst = person("analyst", until=last)
    for day, holds in ((last, True), (last + dt.timedelta(days=1), False)):
        monkeypatch.setattr(rights, "today", lambda day=day: day)
        with access.acting(analyst):
            assert access.may_see("needs") is holds and access.may_enter("event") is holds
            assert bool(access.standing_grants(analyst)) is holds


def test_own_needs_an_organisation(signed_in: None) -> None:
    with access.acting(person("analyst", organisation="")):
        assert access.may_enter("event") and not access.may_enter("need")
        assert access.own_organisations("need") == frozenset()
    with access.acting(person("analyst")):
        assert access.own_organisations("need") == {OWN}
        assert access.own_organisations("event") is None


def test_roles_add_up(signed_in: None) -> None:
    grants = (Grant("viewer"), Grant("analyst", OWN), Grant("analyst", OTHER))
    with access.acting(Person("p-00000000000000ab", grants=grants, is_signed_in=True)):
        assert access.may_see("uploads") and access.may_see("editions")
        for whose in (OWN, OTHER):
            assert access.may_enter("need", {"organisation": whose})
        assert not access.may_enter("need", {"organisation": "WITAS"})


def test_outside_a_page_nobody_has_signed_in(signed_in: None) -> None:
    assert access.person() == NOBODY and access.author() == ""
    assert not access.may_enter() and access.sight() == frozenset()
    with access.acting(person("viewer")):
        assert access.author() == "p-00000000000000aa"
    assert access.person() == NOBODY


def test_a_file_that_is_made_at_the_click_is_made_with_the_rights_of_then(
    signed_in: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit makes it in another thread, where nobody has signed in."""
    now = [person("analyst")]
    monkeypatch.setattr(people, "later", lambda: lambda: now[0])
    offered = access.carried(lambda: access.may_see("needs"))
    with ThreadPoolExecutor(max_workers=1) as elsewhere:
        assert not elsewhere.submit(lambda: access.may_see("needs")).result()
        assert elsewhere.submit(offered).result()
        now[0] = NOBODY
        assert not elsewhere.submit(offered).result(), "signed out meanwhile"


def test_what_is_made_for_one_is_not_given_to_another(signed_in: None) -> None:
    """The cache of what is made of the log, asked by people of different sight."""

    def say() -> str:
        return "needs" if access.may_see("needs") else "nothing"

    with access.acting(person("analyst")):
        assert made.of_log(say, "who sees needs") == "needs"
    for who in (person("viewer"), NOBODY):
        with access.acting(who):
            assert made.of_log(say, "who sees needs") == "nothing"


def test_what_is_kept_of_the_log_is_asked_for_anew_by_each(filled: None) -> None:
    """The register of needs, scores and signals: a look of one person opens nothing for others."""
    from seutukuva.interviews import summaries
    from seutukuva.pipeline import register as pipeline
    from seutukuva.signals import register as signals

    ways = (summaries.listed, pipeline.scores, signals.listed, signals.reviews)
    with access.acting(person("analyst")):
        for way in ways:
            assert way() == []
    for way in ways:
        with access.acting(person("administrator")), pytest.raises(AccessRefused):
            way()


def test_the_refusal_says_what_is_missing_and_who_may(signed_in: None) -> None:
    texts.use("en")
    with access.acting(NOBODY), pytest.raises(AccessRefused, match="Sign in"):
        access.require("needs")
    with access.acting(person("viewer")), pytest.raises(AccessRefused) as caught:
        access.require("needs")
    assert caught.value.subject == "needs"
    for title in ("Analyst", "Owner of a development area", "Coordinator"):
        assert title in caught.value.todo
    assert "Viewer" not in caught.value.todo
    with access.acting(person("viewer")):
        assert "You have signed in as: Viewer." in access.why_not("needs")
    with access.acting(Person("p-00000000000000ac", is_signed_in=True)):
        assert "have no role yet" in access.why_not("needs")
    with access.acting(person("analyst")), pytest.raises(RecordRefused) as refused:
        access.require_entry("need", {"organisation": OTHER})
    assert OWN in refused.value.todo


def test_whose_a_record_is() -> None:
    class Nothing:
        def newest(self, id: str) -> None:
            return None

        def projects(self, key: str) -> list[Mapping[str, Any]]:
            return []

        def listed_owner(self, key: str) -> str:
            return "WITAS" if key == "a1" else ""

    look = Nothing()
    whose = lambda kind, told: belonging.organisations(kind, told, look)  # noqa: E731
    group = next(iter(DEFS.interviewing.service_groups.values()))
    assert whose("need", {"service_group": group.id}) == {group.organisation}
    assert whose("kpi_target", {"development_area": "A2"}) == {"SSYP"}
    assert whose("project", {"code": "A 1"}) == {"WITAS"}, "as the lists say"
    assert whose("project_plan", {"project": "a1"}) == {"WITAS"}
    assert whose("idea_decision", {"idea": "gone"}) == frozenset()
    assert whose("event", {"title": "x"}) == frozenset(), "nobody's own"


def test_no_page_asks_for_more_than_a_subject() -> None:
    for folder in ("seutukuva", "pages", "etl"):
        for file in (REPOSITORY / folder).rglob("*.py"):
            text = file.read_text(encoding="utf-8")
            assert not re.search(r"access\.(may_see|require)_confidential", text), file
