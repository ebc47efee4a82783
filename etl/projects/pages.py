"""The description of a project as its page is saved or copied: lines "label: value".

Only what a shape of list asks for is taken: whatever else the page says, the name, the telephone
and the e-mail of the person in charge among it, is never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

from etl.interviews.reading import content, encodings
from etl.projects import values
from seutukuva.definitions import ListFormat
from seutukuva.interviews.keys import key

MOST_LETTERS = 2_000_000
# A longer value is a story, whatever numbers are in it.
LONGEST_FIGURE = 300
# A longer text before a colon is a sentence's beginning.
LONGEST_LABEL = 80
# Two days in one line are when it begins and ends.
PERIOD = ("alkaa", "päättyy")
AMONG = "joista"
_BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "dt", "dd", "ul")
)
_UNSEEN = frozenset(("script", "style", "head", "template", "noscript"))
_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2}")
_SECTION = re.compile(r"\d+(?:\.\d+)*\.?\s+([^\W\d].*)")
_AMONG = re.compile(r"(.*?\d)\s*,?\s*joista\b\D*?(\d[\d\s]*)\D*", re.DOTALL)
_UNIT = re.compile(r",?\s*(?:euroa|€|eur)\s*$", re.IGNORECASE)


def of_file(content_of: bytes, formats: Sequence[ListFormat]) -> list[dict[str, str]]:
    """The projects that a file describes, each as heading → value; none where it is no page.

    Args:
        content_of: bytes of the file: a saved page, or text that was copied from one.
        formats: the shapes of list that are pages.
    """
    head = content_of[: content.HEAD]
    if head.startswith((content.OLE, *content.ZIP)) or content.kind_of(head):
        return []
    text = content_of.decode(encodings.encoding_of(content_of)[0], "replace")[:MOST_LETTERS]
    if content.markup_of(head):
        text = seen(text)
    for form in formats:
        found = projects(text.removeprefix("\ufeff"), form)
        if found:
            return found
    return []


def seen(html: str) -> str:
    """What one sees of a page, a block a line."""
    reader = _Seen()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            # A line of the source is none of the page.
            self.parts.append(re.sub(r"[\r\n]+", " ", data))

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")


def projects(text: str, form: ListFormat) -> list[dict[str, str]]:
    """The projects that a text describes, in its order.

    One begins where its code stands; a text in which no code is followed by a name has none.
    """
    wanted = {key(one): one for names in form.headings.values() for one in names}
    found: list[dict[str, str]] = []
    for heading, value in _cells(text, wanted):
        if heading in form.headings["code"]:
            found.append({})
        if found:
            is_role = heading in form.headings.get("contact_role", ())
            # What stands first counts: later sections say the same words of other things.
            found[-1].setdefault(heading, values.role(value) if is_role else value)
    needed = form.headings["code"] + form.headings["name"]
    return found if any(set(one) & set(needed[1:]) for one in found) else []


def _cells(text: str, wanted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the lines say, under the headings that are wanted."""
    section = label = ""
    for line in text.splitlines():
        plain = " ".join(line.split())
        before, colon, after = plain.partition(":")
        titled = _SECTION.fullmatch(plain)
        if titled and not (colon and after.strip()):
            section, label = titled[1].rstrip(":"), ""
        elif colon and _is_label(before, section, wanted):
            label = before.strip()
            yield from _said(section, label, after.strip(), wanted)
        elif colon and _names_something(before, after):
            # Below an empty label stands the next one, often a person's: it is no value.
            label = ""
        elif plain and label:
            # The value stands in the line below its label, and ends with it.
            yield from _said(section, label, plain, wanted)
            label = ""
        if label and colon and after.strip():
            label = ""


def _is_label(text: str, section: str, wanted: Mapping[str, str]) -> bool:
    names = (text, f"{section}: {text}", f"{text}: {PERIOD[0]}")
    return any(key(name) in wanted for name in names)


def _names_something(before: str, after: str) -> bool:
    """Whether a line is a label, though nobody asks for it; an address of the web is none."""
    has_letter = any(sign.isalpha() for sign in before)
    return has_letter and len(before) <= LONGEST_LABEL and not after.startswith("//")


def _said(
    section: str, label: str, value: str, wanted: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    if not value:
        return
    own = f"{section}: {label}"
    parted = _AMONG.fullmatch(value) if len(value) <= LONGEST_FIGURE else None
    if key(own) in wanted:
        yield wanted[key(own)], _bare(parted[1] if parted else value)
        if parted and key(f"{own}, {AMONG}") in wanted:
            yield wanted[key(f"{own}, {AMONG}")], _bare(parted[2])
    elif key(f"{label}: {PERIOD[0]}") in wanted:
        for day, word in zip(_DAY.findall(value), PERIOD, strict=False):
            yield wanted[key(f"{label}: {word}")], day
    elif key(label) in wanted:
        yield wanted[key(label)], _bare(value)


def _bare(value: str) -> str:
    return _UNIT.sub("", value).strip()


def table(found: Sequence[Mapping[str, str]], form: ListFormat) -> list[list[str]]:
    """The projects as the rows of a sheet, under the headings of those that have a value."""
    order = [one for names in form.headings.values() for one in names]
    headings = [one for one in order if any(one in cells for cells in found)]
    return [headings, *[[cells.get(one, "") for one in headings] for cells in found]]
