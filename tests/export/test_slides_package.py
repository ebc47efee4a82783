"""The package of a show: the speaker's pages, what is remembered of templates, its bytes."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pptx

from seutukuva.export import slides, slides_making
from seutukuva.export.slides import Deck, Slide

NOTES = tuple(f"Say number {at}." for at in range(4))


def deck(footer: str = "Edition 2026-10") -> Deck:
    pages = tuple(Slide(f"Slide {at}", notes=(words,)) for at, words in enumerate(NOTES))
    return Deck("The situation", "October", "en", footer, pages, notes=("Welcome.",))


def of_library(slides_of_its_own: int) -> bytes:
    """The library's template, with slides and notes that are left out."""
    show = pptx.Presentation()
    for _at in range(slides_of_its_own):
        page = show.slides.add_slide(show.slide_layouts[1])
        page.notes_slide.notes_text_frame.text = "Left from the template"
    file = io.BytesIO()
    show.save(file)
    return file.getvalue()


def told(made: bytes) -> list[str]:
    show = pptx.Presentation(io.BytesIO(made))
    return [one.notes_slide.notes_text_frame.text for one in show.slides]


def test_every_slide_has_its_own_page_of_notes_and_each_part_its_name() -> None:
    made = slides.pptx(deck())
    names = zipfile.ZipFile(io.BytesIO(made)).namelist()
    assert told(made) == ["Welcome.", *NOTES]
    assert max(Counter(names).values()) == 1
    assert sum(one.startswith("ppt/notesSlides/notesSlide") for one in names) == len(NOTES) + 1


def test_a_page_of_notes_is_as_the_library_makes_it() -> None:
    page = pptx.Presentation(io.BytesIO(slides.pptx(deck()))).slides[1].notes_slide
    kinds = [one.placeholder_format.type for one in page.placeholders]
    plain = pptx.Presentation(io.BytesIO(slides.pptx(Deck("a", "", "en", ""))))
    own = plain.slides.add_slide(plain.slide_layouts[0]).notes_slide
    assert kinds == [one.placeholder_format.type for one in own.placeholders]
    assert [one.name for one in page.placeholders] == [one.name for one in own.placeholders]


def test_what_is_remembered_of_a_template_changes_nothing() -> None:
    own = of_library(2)
    slides_making._seen.cache_clear()
    first = [slides.pptx(deck()), slides.pptx(deck(), own)]
    again = [slides.pptx(deck()), slides.pptx(deck(), own)]
    slides_making._seen.cache_clear()
    turned = [slides.pptx(deck(), own), slides.pptx(deck())]
    assert first == again == turned[::-1]
    assert told(first[1]) == ["Welcome.", *NOTES]


def test_a_footer_is_fitted_for_each_deck() -> None:
    slides_making._seen.cache_clear()
    slides.pptx(deck())
    long = slides.pptx(deck("Edition " * 60))
    slides_making._seen.cache_clear()
    assert long == slides.pptx(deck("Edition " * 60))
