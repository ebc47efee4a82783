"""Documents that advisers send become paragraphs, redacted, or a clear refusal."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from odf.opendocument import OpenDocumentText
from odf.text import H, LineBreak, P, S, Span

from etl.interviews.free_text import documents
from seutukuva.errors import UploadRefused
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.usefixtures("english")


def written(folder: Path, content: bytes, **choices: object) -> Path:
    """An upload's folder with this file in it."""
    folder.mkdir(exist_ok=True)
    (folder / "file").write_bytes(content)
    if choices:
        (folder / "choices.json").write_text(json.dumps(choices), "utf-8")
    return folder


def word(*paragraphs: str, then: Callable[[object], None] | None = None) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if then:
        then(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", 8) as after:
        for part in before.infolist():
            raw = before.read(part)
            after.writestr(part.filename, change(raw) if part.filename == name else raw)
    return out.getvalue()


def read(folder: Path, content: bytes) -> tuple[str, list[str]]:
    return documents.read(written(folder, content) / "file")


def test_a_word_document_in_its_order(tmp_path: Path) -> None:
    def table(document: docx.document.Document) -> None:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "Näkymä", "parempi"
        document.add_paragraph("Lopuksi\ttämä\nja tämä")
        document.sections[0].header.paragraphs[0].text = "Luottamuksellinen"

    kind, found = read(tmp_path, word("Yhteenveto", " ", "Osaajista on pula.", then=table))
    assert kind == "docx"
    assert found == [
        *("Yhteenveto", "Osaajista on pula.", "Näkymä", "parempi"),
        "Lopuksi tämä\nja tämä",
    ]


def test_what_was_inserted_is_read_and_what_was_struck_out_is_not(tmp_path: Path) -> None:
    content = with_part(
        word("MARK"),
        "word/document.xml",
        lambda raw: raw.replace(
            b"<w:t>MARK</w:t>",
            b"<w:t>kept </w:t></w:r><w:ins w:id='1' w:author='x'><w:r><w:t>new</w:t></w:r></w:ins>"
            b"<w:del w:id='2' w:author='x'><w:r><w:delText>old</w:delText></w:r></w:del><w:r>",
        ),
    )
    assert read(tmp_path, content) == ("docx", ["kept new"])


def test_an_open_document(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Yhteenveto"))
    paragraph = P(text="Pulaa")
    paragraph.addElement(S(c=1))
    paragraph.addElement(Span(text="osaajista"))
    paragraph.addElement(LineBreak())
    paragraph.addText("ja tonteista")
    document.text.addElement(paragraph)
    out = io.BytesIO()
    document.write(out)
    assert read(tmp_path, out.getvalue()) == (
        "odt",
        ["Yhteenveto", "Pulaa osaajista\nja tonteista"],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_plain_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "# Yhteenveto\r\n\r\n- hyvä kysyntä\r\n- pulaa työvoimasta\r\n \r\n\r\nÄäni kuuluu\r\n"
    assert read(tmp_path, text.encode(encoding)) == (
        "text",
        ["# Yhteenveto", "- hyvä kysyntä\n- pulaa työvoimasta", "Ääni kuuluu"],
    )


def test_the_step_leaves_redacted_paragraphs_alone(tmp_path: Path) -> None:
    content = word("Kysy Virtaselta, 040 123 4567", "Osaajista on pula")
    folder = written(tmp_path, content, names=["Matti Virtanen"])
    told: list[str] = []
    assert documents.run(folder, lambda share, doing: told.append(doing)) == {
        "paragraphs": 2,
        "redacted": 2,
    }
    assert told == ["reading", "redacting"]
    found = json.loads((folder / "document.json").read_text("utf-8"))
    assert found["format"] == "docx"
    assert found["paragraphs"] == ["Kysy [name], [phone]", "Osaajista on pula"]
    assert found["counts"] == {"phone": 1, "name": 1}
    assert set(found) == {"format", "paragraphs", "redacted", "counts"}


@pytest.mark.slow
def test_the_child_does_the_step(tmp_path: Path) -> None:
    folder = written(tmp_path, b"Osaajista on pula")
    (folder / "upload.json").write_text('{"room": "interviews"}', encoding="utf-8")
    limits = json.dumps({"RLIMIT_AS": 1536 << 20})
    told = subprocess.run(
        [sys.executable, "-m", "etl.interviews.worker", "document", str(folder)],
        cwd=REPOSITORY,
        env={**os.environ, "CHILD_LIMITS": limits, "ARROW_DEFAULT_MEMORY_POOL": "system"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    last = json.loads(told.stdout.splitlines()[-1])
    assert last == {"done": {"paragraphs": 1, "redacted": 0}}, told.stderr


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document/>'
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
MACROS = (
    b"openxmlformats-officedocument.wordprocessingml.document.main",
    b"ms-word.document.macroEnabled.main",
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no text in the document"),
        (b" \n\t\n", "no text in the document"),
        (word(), "no text in the document"),
        (b"%PDF-1.7 x", "a PDF document"),
        (b"{\\rtf1 x}", "an RTF document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "old Word"),
        (b"<!DOCTYPE html><html>x</html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04 nothing", "damaged"),
        (with_part(word("x"), "word/document.xml", lambda raw: raw[:-30]), "damaged"),
        (with_part(word("x"), "word/document.xml", lambda raw: BOMB), ""),
        (with_part(word("x"), "_rels/.rels", lambda raw: b"<x/>"), "damaged"),
        (word("x" * (documents.MOST_LETTERS + 1)), "longer than a summary"),
        (("a\n\n" * (documents.MOST_PARAGRAPHS + 1)).encode(), "longer than a summary"),
        (b"abc\x00def" * 2_000, "a file of another kind"),
        (LOCKED, "protected with a password"),
        (
            with_part(word("x"), "[Content_Types].xml", lambda raw: raw.replace(*MACROS)),
            "a template, or a document with macros",
        ),
    ],
    ids=range(17),
)
def test_what_is_no_document_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(UploadRefused) as caught:
        read(tmp_path, content)
    assert said in caught.value.what and caught.value.todo
    assert "spreadsheet" not in caught.value.todo


def test_a_workbook_is_no_document(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(tmp_path / "file")
    with pytest.raises(UploadRefused, match="a file of another kind"):
        documents.read(tmp_path / "file")


def test_lists_in_lists_without_end_are_read(tmp_path: Path) -> None:
    document = OpenDocumentText()
    document.text.addElement(P(text="first"))
    out = io.BytesIO()
    document.save(out)
    deep = 40_000
    spans = "<text:span>" * deep + "deep" + "</text:span>" * deep
    lists = "<text:list-item><text:list>" * deep + f"<text:p>{spans} end</text:p>"
    inside = lists + "</text:list></text:list-item>" * deep
    content = with_part(
        out.getvalue(),
        "content.xml",
        lambda raw: raw.replace(b"<text:p>", inside.encode() + b"<text:p>", 1),
    )
    assert read(tmp_path, content) == ("odt", ["deep end", "first"])


def test_a_text_that_begins_like_a_program_is_a_text(tmp_path: Path) -> None:
    assert read(tmp_path, "MZ-yhtiöt kasvavat.".encode()) == ("text", ["MZ-yhtiöt kasvavat."])
    with pytest.raises(UploadRefused, match="a program"):
        read(tmp_path, b"MZ\x90\x00" + b"\x00" * 60)


def test_a_few_broken_letters_do_not_break_the_others(tmp_path: Path) -> None:
    content = ("Ääkkösiä riittää tässäkin tekstissä. " * 3).encode() + b"\xff"
    assert read(tmp_path, content)[1] == [f"{'Ääkkösiä riittää tässäkin tekstissä. ' * 3}�"]
