"""The page of packs: a draft in one click, an edition, a template that is none, nothing lost."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from seutukuva.export import slides
from seutukuva.pack.delivery import FORMATS
from seutukuva.ui.pack import handing_over
from tests.pack import filled
from tests.pages import everything_said, opened, pressed

pytestmark = pytest.mark.slow

PAGE = "meetings/pack"


def made(at: object) -> object:
    return handing_over.packs.get(at.session_state[handing_over.MADE])


def test_a_pack_in_one_click_and_a_broken_template_beside_it(entering: Path) -> None:
    filled.meeting(filled.SECOND)
    edition = filled.edition(filled.SECOND)
    at = pressed(opened(PAGE), "pack_make")
    assert not at.exception
    assert [one.format for one in made(at).files] == list(FORMATS)  # type: ignore[attr-defined]
    assert not made(at).is_draft and "October 2026" in made(at).told  # type: ignore[attr-defined]
    said = everything_said(at)
    assert "What it says" in said and "What is not in it" in said
    assert "No outlook marks have been given" in said
    files = {one.format: one.content for one in made(at).files}  # type: ignore[attr-defined]
    page = PdfReader(io.BytesIO(files["pdf"])).pages[0].extract_text()
    assert edition.content_hash[:12] in page and edition.name in page
    assert len(openpyxl.load_workbook(io.BytesIO(files["xlsx"])).sheetnames) > 5
    # Another choice: what was made stays until the next is made.
    at.selectbox(key="widget_of").set_value("now").run()
    assert not made(at).is_draft  # type: ignore[attr-defined]
    at.multiselect(key="widget_formats").set_value(["xlsx"]).run()
    at = pressed(at, "pack_make")
    assert made(at).is_draft and "it is not frozen" in everything_said(at)  # type: ignore[attr-defined]
    at.file_uploader(key="pack_template_file_0").upload("own.pptx", b"no archive", "x").run()
    said = everything_said(at)
    assert at.error and "nothing else that you chose is lost" in said
    assert made(at).is_draft, "the pack is still there"  # type: ignore[attr-defined]
    assert at.multiselect(key="widget_formats").value == ["xlsx"]
    at.file_uploader(key="pack_template_file_0").upload(
        "ours.pptx", slides.builtin_template(), slides.MIME
    ).run()
    assert not at.error and "with the template “ours" in at.success[0].value
    at = pressed(at, "pack_template_drop")
    assert "the built-in look is used" in everything_said(at)


def test_the_public_gets_no_draft_and_is_told_so(entering: Path) -> None:
    at = opened(PAGE, **{"for": "public", "of": "now"})
    at = pressed(at, "pack_make")
    assert "only gets editions that are published" in " ".join(one.value for one in at.error)
    assert handing_over.MADE not in at.session_state


def test_where_others_reach_the_pages_nothing_can_be_packed_before_it_is_published(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE)
    assert "None is published" in everything_said(at)
    audiences = at.selectbox(key="widget_for").options
    assert "Steering group" not in audiences and "The public" in audiences
    assert not at.get("file_uploader"), "nobody uploads anything from outside"
