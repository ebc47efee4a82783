"""The start page's script puts the reader's words in place of Streamlit's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from seutukuva import builtin_words, texts
from tests.browser.conftest import language_box, settled

pytestmark = pytest.mark.browser
BARE = """<!DOCTYPE html><html lang="{language}"><head><script>{script}</script></head>
<body><main id="here"></main></body></html>"""
WRITE = "text => { document.getElementById('here').innerHTML = text; }"


@pytest.fixture
def bare(page: Page) -> Page:
    """A page with nothing but the script."""
    page.set_content(BARE.format(language="nb", script=builtin_words.script()))
    return page


def said(language: str, word: str, **values: str) -> str:
    return texts.translator(language)(word).format(**values)


def test_a_word_is_replaced_wherever_it_appears(bare: Page) -> None:
    bare.evaluate(WRITE, "<p>No results</p><button aria-label='Clear all' title='x'>y</button>")
    expect(bare.locator("p")).to_have_text(said("nb", "No results"))
    assert bare.locator("button").get_attribute("aria-label") == said("nb", "Clear all")
    assert bare.locator("button").get_attribute("title") == "x"
    assert bare.locator("button").inner_text() == "y"


def test_names_and_numbers_stay(bare: Page) -> None:
    bare.evaluate(WRITE, "<p>Select 5 matches</p><p aria-label='Remove $& {n}'>a</p>")
    expect(bare.locator("p").first).to_have_text(said("nb", "Select {n} matches", n="5"))
    label = bare.locator("p").last.get_attribute("aria-label")
    assert label == said("nb", "Remove {name}", name="$& {n}")


def test_a_changed_text_is_replaced_again(bare: Page) -> None:
    bare.evaluate(WRITE, "<p>Stop</p>")
    expect(bare.locator("p")).to_have_text(said("nb", "Stop"))
    bare.evaluate("document.querySelector('p').firstChild.data = 'Stopping...'")
    expect(bare.locator("p")).to_have_text(said("nb", "Stopping..."))
    bare.evaluate("document.querySelector('p').firstChild.data = 'Saarijärvi'")
    expect(bare.locator("p")).to_have_text("Saarijärvi")


def test_another_language_replaces_what_stands_there(bare: Page) -> None:
    bare.evaluate(WRITE, "<p>Close</p><i title='Upload'>z</i>")
    expect(bare.locator("p")).to_have_text(said("nb", "Close"))
    bare.evaluate("document.documentElement.lang = 'sv'")
    expect(bare.locator("p")).to_have_text(said("sv", "Close"))
    bare.evaluate("document.documentElement.lang = 'en'")
    expect(bare.locator("p")).to_have_text("Close")
    assert bare.locator("i").get_attribute("title") == "Upload"


def test_what_a_page_says_itself_is_left_alone(bare: Page) -> None:
    bare.evaluate(
        WRITE,
        "<div data-testid='stMarkdownContainer'><p>Close</p></div>"
        "<div data-testid='stTooltipContent'><b data-testid='stMarkdownContainer'>Close</b></div>"
        "<svg><text>Close</text></svg>",
    )
    expect(bare.locator("b")).to_have_text(said("nb", "Close"))
    expect(bare.locator("p")).to_have_text("Close")
    assert bare.locator("svg text").text_content() == "Close"


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    ("theirs", "word", "values"),
    [
        (
            "Error: File must be 25.0MB or smaller.",
            r"File must be (?<size>.+) or smaller\.",
            {"size": "25.0MB"},
        ),
        (
            "Error: application/x-ms-dos-executable files are not allowed.",
            r"(?<kind>.+) files are not allowed\.",
            {"kind": "application/x-ms-dos-executable"},
        ),
        ("Error: AxiosError: Request failed with status code 413", "413", {}),
        ("Error: AxiosError: Request failed with status code 429", "429", {}),
        ("Error: AxiosError: Request failed with status code 503", "503", {}),
        ("Error: AxiosError: Request failed with status code 400", "40[0134]", {}),
        ("Error: AxiosError: Request failed with status code 500", "5(?!03)[0-9]{2}", {}),
        ("Error: AxiosError: Network Error", r"AxiosError: (?:Network Error|timeout .+)", {}),
    ],
)
def test_why_a_file_was_not_taken_is_told_in_words(
    bare: Page, language: str, theirs: str, word: str, values: dict[str, str]
) -> None:
    (words,) = [own for key, own in builtin_words.EXPLAINED.items() if key.endswith(word)]
    bare.evaluate("language => { document.documentElement.lang = language; }", language)
    bare.evaluate(WRITE, f"<span role='alert'>{theirs}</span>")
    expect(bare.get_by_role("alert")).to_have_text(said(language, words, **values))


def test_why_a_file_was_not_taken_is_seen_on_the_page(
    server: str, page: Page, tmp_path: Path
) -> None:
    page.goto(f"{server}/upload?lang=nb")
    settled(page)
    odd = tmp_path / "odd.exe"
    odd.write_bytes(b"MZ")
    page.locator("input[type=file]").first.set_input_files(odd)
    told = page.get_by_role("alert").filter(has_text=said("nb", "Error:"))
    expect(told).to_be_visible()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        box = told.bounding_box()
        assert box and box["width"] > 100 and box["height"] > 15
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("language", ["fi", "nb"])
def test_an_empty_list_says_so_in_the_pages_language(
    server: str, page: Page, language: str
) -> None:
    page.goto(f"{server}/sources?lang={language}")
    settled(page)
    language_box(page).fill("zzqq")
    expect(page.get_by_role("listbox")).to_have_text(said(language, "No results"))
    expect(page.get_by_text("No results", exact=True)).to_have_count(0)
