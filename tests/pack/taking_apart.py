"""Files as a curious reader takes them apart: every text in them, by its place."""

from __future__ import annotations

import csv
import io
import re
import zipfile

from pypdf import PdfReader

Parts = dict[str, str]


def parts(content: bytes, name: str = "") -> Parts:
    """Every text of a file by its place in it, also of files within it."""
    if content.startswith(b"PK"):
        found: Parts = {}
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for one in archive.namelist():
                found |= {f"{name}/{one}": one} | parts(archive.read(one), f"{name}/{one}")
        return found
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        said = [page.extract_text() for page in reader.pages]
        return {name: "\n".join([*said, str(reader.metadata)])} | {
            f"{name}/{one}": text
            for one, (data, *_more) in reader.attachments.items()
            for text in parts(data).values()
        }
    return {name: content.decode("utf-8", errors="replace")}


def numbers(text: str) -> set[int]:
    """Whole numbers that stand by themselves between tags or words."""
    plain = re.sub(r"<[^>]*>", " ", text)
    return {int(one) for one in re.findall(r"(?<![\w.,:/-])\d{1,6}(?![\w.,:/-]|\s*%)", plain)}


def cells(content: bytes) -> str:
    """The cells of a table in text, one a line."""
    lines = content.decode("utf-8-sig").splitlines()
    return "\n".join(cell for row in csv.reader(lines) for cell in row)
