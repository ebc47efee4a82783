"""Templates of slides that are made to harm: each is refused with words, before it costs much."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from seutukuva.errors import TemplateRefused
from seutukuva.export import slides, slides_checks
from tests.export.test_slides_templates import changed

RELATIONS, LAYOUT = "ppt/_rels/presentation.xml.rels", "ppt/slideLayouts/slideLayout2.xml"


def lying() -> bytes:
    """A picture of 20 megabytes of which the package says a thousand bytes."""
    file = io.BytesIO(slides.builtin_template())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/image1.png", b"\0" * 20_000_000)
    made = bytearray(file.getvalue())
    struct.pack_into("<I", made, made.rfind(b"PK\x01\x02") + 24, 1000)
    return bytes(made)


def within(part: str, head: str, body: str) -> Callable[[], bytes]:
    """The built-in template with something before and in the root of one of its parts."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name != part:
            return name, content
        root = content.split(b"?>", 1)[1]
        at = root.index(b">") + 1
        return name, head.encode() + root[:at] + body.encode() + root[at:]

    return lambda: changed(slides.builtin_template(), change)


def laughing(part: str) -> Callable[[], bytes]:
    """Nine names of ten times the one before: a thousand million letters of some hundred."""
    names = "abcdefghij"
    pairs = zip(names, names[1:], strict=False)
    entities = "".join(f'<!ENTITY {late} "{f"&{early};" * 10}">' for early, late in pairs)
    return within(part, f'<!DOCTYPE x [<!ENTITY a "ha">{entities}]>', "<x>&j;</x>")


def crowded() -> bytes:
    """A layout of more placeholders than anybody could fill."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name != LAYOUT:
            return name, content
        shape = content[content.index(b"<p:sp>") : content.index(b"</p:sp>") + 7]
        at = content.index(b"</p:spTree>")
        return name, content[:at] + shape * slides_checks._MOST_PLACES + content[at:]

    return changed(slides.builtin_template(), change)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lying, "far larger when opened"),
        (laughing(RELATIONS), "cannot be opened"),
        (laughing(LAYOUT), "cannot be opened"),
        (within(RELATIONS, "", "<x>" * 50_000 + "</x>" * 50_000), "cannot be opened"),
        (crowded, "more placeholders on its layouts"),
    ],
    ids=["size that lies", "entities of relations", "entities of a layout", "depth", "crowd"],
)
def test_what_is_made_to_harm_is_refused(make: Callable[[], bytes], words: str) -> None:
    with pytest.raises(TemplateRefused, match=words):
        slides.check_template(make())


def test_a_name_of_a_file_outside_leads_nowhere() -> None:
    """A template is never unpacked: what its parts are called does not matter."""
    file = io.BytesIO(slides.builtin_template())
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("../../evil.txt", "x")
    slides.check_template(file.getvalue())


def test_what_a_local_file_holds_is_not_taken_along() -> None:
    secret = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    with pytest.raises(TemplateRefused):
        slides.check_template(within(RELATIONS, secret, "<x>&a;</x>")())
