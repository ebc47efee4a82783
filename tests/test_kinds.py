"""Kinds of records: the project's own are complete; wrong ones are refused by file and key."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.errors import DefinitionError
from tests.records.conftest import SAWMILL

FOUND = definitions.load()


def test_every_kind_speaks_every_language() -> None:
    assert {"event", "interview_batch", "contact_view"} <= set(FOUND.kinds)
    assert {"need", "adviser_summary"} <= set(FOUND.kinds)
    for kind in FOUND.kinds.values():
        texts = [kind.title, kind.description]
        for field in kind.fields:
            texts += [field.title, *field.choices.values(), *([field.help] if field.help else [])]
        for text in texts:
            assert all(text[language] for language in definitions.LANGUAGES)


def test_an_event_has_the_fields_that_its_queries_read() -> None:
    event = FOUND.kinds["event"]
    ids = [field.id for field in event.fields]
    query = (settings.queries_folder() / "records" / "event.sql").read_text(encoding="utf-8")
    for field in event.fields:
        assert f"'$.{field.id}'" in query or f"'$.{field.id}[*]'" in query, field.id
    assert [field.id for field in event.fields if field.required] == ["title", "kind", "date_from"]
    assert set(SAWMILL) <= set(ids)


@pytest.mark.parametrize("kind", ["need", "adviser_summary", "signal", "signal_review"])
def test_every_field_of_interviews_is_read_by_its_query(kind: str) -> None:
    file = settings.queries_folder() / "records" / f"{kind}.sql"
    query = file.read_text(encoding="utf-8")
    for field in FOUND.kinds[kind].fields:
        assert f"'$.{field.id}" in query or field.id == "origin", field.id


def test_no_field_takes_what_a_form_keeps_of_itself() -> None:
    # A form's own places in the session stand beside those of its fields.
    taken = {"seen", "began", "id", "form", "save"}
    for kind in FOUND.kinds.values():
        assert not taken & {field.id for field in kind.fields}, kind.id


def test_what_firms_have_told_is_confidential_and_events_are_not() -> None:
    told = {kind.id for kind in FOUND.kinds.values() if kind.is_confidential}
    assert {"interview_batch", "contact_view"} <= told and "event" not in told
    assert {"need", "adviser_summary", "signal", "signal_review"} <= told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[title]", 'confidential = "no"\n[title]', "confidential.*true or false"),
        ('id = "url"', 'id = "url"\ncolour = "red"', r"field\[8\].colour.*unknown key"),
        ('type = "url"', 'type = "link"', r"field\[8\].type.*allowed: text, date"),
        ("max_length = 400", "max_length = 0", r"field\[8\].max_length"),
        ("max_length = 400\n", "", r"field\[8\].max_length.*missing"),
        ('id = "url"', 'id = "text"', r"field\[8\].id.*stands twice"),
        ('id = "url"', 'id = "withdrawn"', r"field\[8\].id.*no name"),
        ('id = "url"', 'id = "Web address"', r"field\[8\].id.*no name"),
        ('not_before = "date_from"', 'not_before = "title"', "date_to: not_before.*'title'"),
        ('type = "url"', 'type = "url"\nnot_before = "date_to"', "not_before.*unknown key"),
        ('id = "annotation"', 'id = "event"', r"choice\[3\].id.*stands twice"),
        (
            "[title]",
            'locks_with_edition = "round"\n[title]',
            "locks_with_edition.*'round' is no field",
        ),
        ("[title]", 'locks_with_edition = "kind"\n[title]', "locks_with_edition.*with is_round"),
        (', nb = "Tittel" }', " }", r"field\[1\].title.nb.*missing"),
    ],
)
def test_a_wrong_kind_is_refused_by_file_and_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    file = one / "kinds" / "event.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        definitions.read(one, two)
    message = str(caught.value)
    assert "event.toml" in message
    assert re.search(said, f"{caught.value.key} {message}"), message
