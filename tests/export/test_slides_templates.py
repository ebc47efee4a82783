"""Templates: the own one, those of organisations, and files that cannot be one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from bench import made_charts
from seutukuva.charts import colours
from seutukuva.errors import TemplateRefused
from seutukuva.export import slides, slides_checks, slides_template
from seutukuva.export.slides import Deck, Slide, SlideTable

pytestmark = pytest.mark.slow

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def deck() -> Deck:
    chart = made_charts.every_kind("en")[1]
    table = SlideTable(("a", "b"), (("1", "2"),))
    return Deck(
        "The situation",
        "October",
        "en",
        "Edition 2026-10",
        (
            Slide("Words", subtitle="Below the title", bullets=("One", "Two")),
            Slide("A chart", chart=chart),
            Slide("Both", bullets=("One",), chart=chart),
            Slide("A table", table=table),
            Slide("Part", kind="section"),
            Slide("End", kind="closing"),
        ),
    )


def of_library() -> bytes:
    """The template that comes with the library: four by three, with Office's own layouts."""
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[1]).shapes.title.text = "Left from the template"
    return saved(show)


def saved(show: Any) -> bytes:
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def changed(given: bytes, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> bytes:
    """The package with its parts changed or left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            found = change(name, old.read(name))
            if found:
                new.writestr(*found)
    return file.getvalue()


def opened(template: bytes | None) -> Any:
    return pptx.Presentation(io.BytesIO(slides.pptx(deck(), template)))


def within(show: Any) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= show.slide_width + 9, shape.name
            assert shape.top >= 0 and shape.top + shape.height <= show.slide_height + 9, shape.name


def test_the_own_template_has_a_layout_for_each_purpose_and_can_be_taken() -> None:
    given = slides.builtin_template()
    slides.check_template(given)
    show = opened(None)
    names = [slide.slide_layout.name for slide in show.slides]
    assert names == [
        *("Title", "Text", "Chart", "Text and chart", "Table", "Section", "Closing"),
    ]
    assert slides.pptx(deck(), given) == slides.pptx(deck())


def test_the_colours_of_the_own_template_are_those_of_the_charts_and_can_be_seen() -> None:
    named = slides_template.SCHEME
    for name, colour in named.items():
        if name.startswith("accent"):
            assert colour in colours.LIGHT.PEERS
            assert colours.contrast(colour, named["lt1"]) >= 3
    assert colours.contrast(named["dk1"], named["lt1"]) >= 4.5
    assert colours.contrast(named["lt2"], named["dk2"]) >= 4.5


def test_an_organisations_template_keeps_its_layouts_and_loses_its_slides() -> None:
    given = of_library()
    slides.check_template(given)
    show = opened(given)
    said = [text.text for slide in show.slides for text in slide._element.iter(f"{A}t")]
    assert "Left from the template" not in said and len(show.slides) == 7
    assert [slide.slide_layout.name for slide in show.slides] == [
        "Title Slide",
        "Title and Content",
        "Title and Content",
        "Two Content",
        "Title and Content",
        "Section Header",
        "Title Slide",
    ]
    within(show)
    for slide in show.slides:
        kinds = [one.placeholder_format.type for one in slide.placeholders]
        assert PP_PLACEHOLDER.FOOTER in kinds and PP_PLACEHOLDER.SLIDE_NUMBER in kinds
        assert slide.shapes.title.text_frame.text
        # Nobody wants an empty "Click to add text".
        assert all(
            one.has_chart or one.has_table or one.text_frame.text for one in slide.placeholders
        )
    with zipfile.ZipFile(io.BytesIO(slides.pptx(deck(), given))) as package:
        numbers = [name for name in package.namelist() if name.startswith("ppt/slides/slide")]
    assert len(numbers) == 7


def test_the_names_of_layouts_do_not_matter() -> None:
    show = pptx.Presentation(io.BytesIO(of_library()))
    for at, layout in enumerate(show.slide_layouts):
        layout._element.cSld.set("name", f"Pohja {at}")
    names = [slide.slide_layout.name for slide in opened(saved(show)).slides]
    assert names == [f"Pohja {at}" for at in (0, 1, 1, 3, 1, 2, 0)]


def test_colours_of_a_template_are_taken_where_they_can_be_seen() -> None:
    def pale(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "ppt/theme/theme1.xml":
            # A yellow that nobody can see on white.
            content = content.replace(b"12436D", b"FFF7B0").replace(b"D9540F", b"006B3F")
        return name, content

    show = opened(changed(slides.builtin_template(), pale))
    drawn = next(shape.chart._chartSpace for shape in show.slides[2].shapes if shape.has_chart)
    schemes = {one.get("val") for one in drawn.iter(f"{A}schemeClr")}
    plain = {one.get("val") for one in drawn.iter(f"{A}srgbClr")}
    assert "accent2" in schemes and "accent1" not in schemes and "12436D" in plain


def test_a_template_without_places_for_the_foot_still_has_edition_and_number() -> None:
    show = pptx.Presentation(io.BytesIO(of_library()))
    for layout in show.slide_layouts:
        for one in list(layout.placeholders):
            if one.placeholder_format.type in (
                PP_PLACEHOLDER.FOOTER,
                PP_PLACEHOLDER.SLIDE_NUMBER,
            ):
                one._element.getparent().remove(one._element)
    found = opened(saved(show))
    within(found)
    for slide in found.slides:
        assert any(
            one.has_text_frame and one.text_frame.text == "Edition 2026-10" for one in slide.shapes
        )
        assert [one.get("type") for one in slide._element.iter(f"{A}fld")] == ["slidenum"]


def test_a_potx_becomes_a_show() -> None:
    def template(name: str, content: bytes) -> tuple[str, bytes]:
        return name, content.replace(b"presentation.main+xml", b"template.main+xml")

    given = changed(slides.builtin_template(), template)
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        pptx.Presentation(io.BytesIO(given))
    slides.check_template(given)
    assert len(opened(given).slides) == 7


def without_room() -> bytes:
    show = pptx.Presentation()
    for layout in list(show.slide_layouts):
        if layout.name not in ("Title Slide", "Blank"):
            show.slide_layouts.remove(layout)
    return saved(show)


def small_boxes() -> bytes:
    show = pptx.Presentation()
    for layout in list(show.slide_layouts):
        if layout.name != "Title and Content":
            show.slide_layouts.remove(layout)
    body = next(
        one for one in show.slide_layouts[0].placeholders if one.placeholder_format.idx == 1
    )
    body.left, body.top, body.width, body.height = Pt(50), Pt(150), Pt(120), Pt(90)
    return saved(show)


def macros(name: str, content: bytes) -> tuple[str, bytes]:
    kind = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return name, content.replace(
        kind, b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    )


def controls(name: str, content: bytes) -> tuple[str, bytes]:
    kind = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
    return name, content.replace(b"</Types>", kind + b"</Types>")


def fetching(kind: str, mode: str = "External") -> Callable[[str, bytes], tuple[str, bytes]]:
    """A master that refers to something elsewhere."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = (
        f'<Relationship Id="rId99" Type="{office}/{kind}" TargetMode="{mode}" '
        'Target="http://watcher.example/seen.png"/></Relationships>'
    )

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name != "ppt/slideMasters/_rels/slideMaster1.xml.rels":
            return name, content
        return name, content.replace(b"</Relationships>", added.encode())

    return change


def a_workbook() -> bytes:
    from seutukuva.export.slides_book import Book

    book = Book()
    book.add("Data", "x", [1.0])
    return book.xlsx()


def bomb() -> bytes:
    file = io.BytesIO(slides.builtin_template())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("ppt/media/image1.png", b"\0" * 50_000_000)
    return file.getvalue()


def locked() -> bytes:
    given = bytearray(slides.builtin_template())
    at = given.find(b"PK\x01\x02")
    given[at + 8] |= 1
    return bytes(given)


def shortened() -> bytes:
    return slides.builtin_template()[:-900]


def broken_layout() -> bytes:
    return changed(
        slides.builtin_template(),
        lambda name, content: (
            name,
            b"<p:sld" if "slideLayout2.xml" in name and "_rels" not in name else content,
        ),
    )


def gone_master() -> bytes:
    return changed(
        slides.builtin_template(),
        lambda name, content: (
            None if name == "ppt/slideMasters/slideMaster1.xml" else (name, content)
        ),
    )


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: b"", "cannot be opened"),
        (lambda: b"%PDF-1.7 and so on", "cannot be opened"),
        (lambda: b"PK\x03\x04 and then nothing", "cannot be opened"),
        (shortened, "cannot be opened"),
        (broken_layout, "cannot be opened"),
        (gone_master, "cannot be opened"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "locked with a password, or"),
        (locked, "locked with a password"),
        (a_workbook, "not a PowerPoint file"),
        (lambda: changed(slides.builtin_template(), macros), "has macros"),
        (lambda: changed(slides.builtin_template(), controls), "has macros"),
        (lambda: changed(slides.builtin_template(), fetching("image")), "from elsewhere"),
        (
            lambda: changed(slides.builtin_template(), fetching("oleObject", "external")),
            "elsewhere",
        ),
        (bomb, "far larger when opened"),
        (lambda: b"PK" + b"\0" * slides_checks.MOST_BYTES, "too large: at most 30 megabytes"),
        (without_room, "no layout with a title and room for a chart"),
        (small_boxes, "no layout with a title and room for a chart"),
    ],
)
def test_what_cannot_be_a_template_is_refused_with_words(
    make: Callable[[], bytes], words: str
) -> None:
    given = make()
    with pytest.raises(TemplateRefused) as refused:
        slides.check_template(given)
    assert words in refused.value.what
    assert "built-in template" in refused.value.todo
    with pytest.raises(TemplateRefused):
        slides.pptx(deck(), given)


def test_a_link_to_press_is_no_harm() -> None:
    slides.check_template(changed(slides.builtin_template(), fetching("hyperlink")))


def test_more_xml_than_any_template_has_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slides_checks, "_MOST_XML", 10_000)
    with pytest.raises(TemplateRefused, match="far larger when opened"):
        slides.check_template(of_library())


def test_refusals_name_the_place() -> None:
    with pytest.raises(TemplateRefused) as refused:
        slides.check_template(without_room())
    assert refused.value.where == "Title Slide, Blank"
    with pytest.raises(TemplateRefused) as refused:
        slides.check_template(bomb())
    assert refused.value.where == "ppt/media/image1.png"
