"""Texts that would be markup if a page believed them, in every kind of entry and in definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records
from seutukuva.definitions import Field, Kind

HOST = "evil.example"
TAG = "<i onclick=x>"
# Of HTML, of Markdown and of Streamlit's own signs; short, so that it fits every field.
TEXT = f"{TAG}[e](https://{HOST})![p](//{HOST}/p)</i>\"' :red[x] $x$ "
PROJECT, IDEA, MEETING, SIGNAL, BASKET, EDITION = "H1", "idea", "meeting", "signal", "basket", ""
ROUND, DAY = "2026-10", "2026-10-05"
# Fields of text that name another record, or something the program knows.
_NAMED: dict[tuple[str, str], Any] = {
    ("idea", "stage"): "idea",
    ("idea_decision", "stage"): "idea",
    ("idea_decision", "idea"): IDEA,
    ("signal_review", "signal"): SIGNAL,
    ("meeting_note", "item"): "1",
    ("outlook_mark", "theme"): "",
    ("project", "code"): PROJECT,
    ("kpi_target", "baseline_period"): "2020",
    ("kpi_target", "target_period"): "2027",
}
# What programs write, with hashes and files that belong together; and what nobody enters.
LEFT_OUT = {
    *("interview_batch", "interview_map", "interview_purge", "project_batch", "installation_key"),
    *("edition", "evaluation", "evaluation_grade", "criteria_lock", "idea_score", "approval"),
    *("contact_view", "erasure", "grant", "theme_words", "answer_synonym"),
}
_OWN_IDS = {"idea": IDEA, "meeting": MEETING, "signal": SIGNAL, "basket": BASKET}

# A list of projects and interviews whose headings, cells and mistakes are hostile.
LIST = (
    f"Koodi;Rahasto;Projektin nimi;Aloituspvm;Päättymispvm;Toteuttajan nimi;{TEXT}\n"
    f"S11010;ESR;{TEXT};1.5.2009;30.4.2012;{TEXT};{TEXT}\n"
    f"{TEXT};{TEXT};Toinen;{TEXT};{TEXT};Oy;1\n"
)
ANSWERS = [
    ("Y-tunnus", "Yritys", "Kunta", "Haastattelupäivä", "Suhdannenäkymät", TEXT),
    ("0112038-9", TEXT, TEXT, TEXT, TEXT, TEXT),
    (TEXT, "Oy A Ab", "Saarijärvi", "5.3.2026", "selvästi paranee", TEXT),
]


def enter_everything() -> list[str]:
    """One entry of every kind that people write, hostile in every text; the kinds."""
    found = definitions.load()
    entered = []
    for kind in sorted(found.kinds.values(), key=lambda one: one.id != "project"):
        if kind.id in LEFT_OUT:
            continue
        id = _OWN_IDS.get(kind.id) or records.new_id()
        body = {field.id: _value(kind, field) for field in kind.fields}
        given = {key: value for key, value in body.items() if value is not None}
        records.append(kind.id, given, id=id, by="local")
        entered.append(kind.id)
    return entered


def _value(kind: Kind, field: Field) -> Any:
    if (named := _NAMED.get((kind.id, field.id))) is not None:
        return named or next(iter(definitions.load().outlook.themes))
    if field.id == "meeting":
        return MEETING
    if field.type == "text":
        return ROUND if field.is_round else (f"{kind.id} {TEXT}")[: field.max_length].strip()
    if field.type == "choice":
        return next(iter(field.choices))
    return _values().get(field.type)


def _values() -> dict[str, Any]:
    found = definitions.load()
    area = next(one.code for one in found.programme.development_areas)
    return {
        "date": DAY,
        "number": 3,
        "areas": ["FI-KU729"],
        "area": "FI-KU729",
        "municipality": "FI-KU729",
        "url": f"https://{HOST}/?a=1&b=%3Ci",
        "organisation": next(iter(found.programme.organisations)),
        "service_group": next(iter(found.interviewing.service_groups)),
        "theme": next(iter(found.themes)),
        "development_area": area,
        "goal_level": next(iter(found.projects.goal_levels)),
        "project": PROJECT,
        "projects": [PROJECT],
        "basket": BASKET,
        "kpi": next(iter(found.indicators)),
        "roles": {next(iter(found.projects.roles)): f"role {TEXT}"},
    }


def name_everything_hostile(programmes: Path) -> int:
    """Put a tag into every English text of the programmes' definitions; how many there are."""
    changed = 0
    for file in sorted(programmes.rglob("*.toml")):
        text = file.read_text(encoding="utf-8")
        # Only of names in one line, and not of what a text's own signs mean something in.
        named, n = re.subn(r'(\ben = ")([^"\\{}:]+)(")', rf"\g<1>\g<2> {TAG}\g<3>", text)
        file.write_text(named, encoding="utf-8")
        changed += n
    return changed


# What came of it on a page


class _Reader(HTMLParser):
    """Collects what a browser would do with a piece of HTML that it should not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "form", "base", "meta", "link"):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            told = (value or "").strip().lower()
            if name.startswith("on") or name in ("srcdoc", "formaction"):
                self.wrong.append(f"<{tag} {name}>")
            if name == "src" and told.startswith("data:image/svg+xml,"):
                # A drawing runs nothing and fetches nothing; its texts are escaped all the same.
                self.wrong += wrong_html(unquote(told.partition(",")[2]))
            elif name in ("src", "href") and (HOST in told or told.startswith("javascript:")):
                self.wrong.append(f"<{tag} {name}={told[:60]}>")
            elif name == "src" and not told.startswith("data:image/"):
                self.wrong.append(f"<{tag} src={told[:60]}>")


def wrong_html(body: str) -> list[str]:
    """What of a piece of HTML was made by a text that should have been shown as it is."""
    reader = _Reader()
    reader.feed(body)
    reader.close()
    return reader.wrong


def wrong_markdown(text: str) -> list[str]:
    """Links, pictures, colours and formulas that a text has become which is none of ours."""
    live = re.findall(rf"(?<!\\)\]\((?:https:)?//{re.escape(HOST)}", text)
    return live + re.findall(r"(?<!\\):red(?<!\\)\[x", text) + re.findall(r"(?<!\\)\$x\$", text)


# Fields of Streamlit's messages that its front end reads as Markdown.
_MARKDOWN = {"body", "label", "help", "delta", "value_text", "text"}
# Their values and cells are plain text.
_PLAIN = {"arrow_data_frame", "text", "text_input", "text_area", "plotly_chart", "code"}


def messages(at: AppTest) -> Iterator[tuple[str, Message]]:
    """Every element and block of a page: its kind and its message."""
    waiting = list(at._tree.children.values())
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        if isinstance(proto := getattr(node, "proto", None), Message):
            yield str(getattr(node, "type", "")), proto


def strings(message: Message) -> Iterator[tuple[str, str]]:
    """Every text of a message by the name of its field, those of messages within too."""
    for field, value in message.ListFields():
        several = value if isinstance(value, list) or field.is_repeated else [value]
        for one in several:
            if field.type == FieldDescriptor.TYPE_STRING and isinstance(one, str):
                yield field.name, one
            elif isinstance(one, Message):
                yield from strings(one)


def _cells(message: Message) -> list[str]:
    bodies = [value for field, value in message.ListFields() if field.name == "data"]
    bodies += [value.data for field, value in message.ListFields() if field.name == "arrow_data"]
    found: list[str] = []
    for body in bodies:
        table = pa.ipc.open_stream(body).read_all()
        found += table.column_names
        found += [str(cell) for column in table.columns for cell in column.to_pylist()]
    return found


def complaints(at: AppTest) -> list[str]:
    """Everything on a page that a hostile text has become."""
    found = []
    for kind, message in messages(at):
        if getattr(message, "allow_html", False):
            found.append(f"{kind}: allow_html")
        if kind == "html":
            found += [f"html: {one}" for one in wrong_html(message.body)]  # type: ignore[attr-defined]
        elif kind in ("table", "arrow_table"):
            # Cells of st.table are Markdown.
            cells = _cells(message)
            found += [
                f"table: {one} in {cell[:160]}" for cell in cells for one in wrong_markdown(cell)
            ]
        elif kind not in _PLAIN:
            for name, text in strings(message):
                if name in _MARKDOWN:
                    found += [
                        f"{kind}.{name}: {one} in {text[:160]}" for one in wrong_markdown(text)
                    ]
    return found


def holds(at: AppTest, word: str) -> bool:
    """Whether a word stands anywhere in what the page sends."""
    return any(word in text for _kind, message in messages(at) for _name, text in strings(message))
