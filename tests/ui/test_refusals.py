"""Refusals on a page: a sentence each, nothing of a file's name taken for markup."""

from __future__ import annotations

from seutukuva.errors import InvalidRecord, UploadRefused
from seutukuva.ui import fields, refusals


def test_a_refusal_says_what_where_and_what_to_do() -> None:
    error = UploadRefused(
        "the file is empty", where="![x](http://example.org/a.png)*.xlsx", todo="Send another one"
    )
    told = refusals.told(error)
    assert "![x](" not in told
    what, where, todo = told.replace("\\", "").split("  \n")
    assert (what, todo) == ("**The file is empty.**", "Send another one.")
    assert where == error.where


def test_problems_of_a_record_stand_one_a_line() -> None:
    error = InvalidRecord("need", [("text", "Text: is needed."), ("due", "Due: is *late*.")])
    first, second = refusals.told(error).splitlines()
    assert first.replace("\\", "") == "- Text: is needed."
    assert second.endswith("\\*late\\*\\.")


def test_a_label_of_a_file_is_read_aloud_without_signs_of_markup() -> None:
    assert fields.quiet("Kysymys: *mikä* [x](http://a.b) :red[y]? 4 < 5 $z$") == (
        "Kysymys: mikä x (http: //a.b) : red y ? 4 5 z"
    )
    assert fields.quiet("Miten myynti kehittyy?") == "Miten myynti kehittyy?"
