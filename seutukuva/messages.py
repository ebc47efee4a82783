"""The catalogues' upkeep: collects every message of the code and brings ``locale/*.po`` in line.

``python -m seutukuva.messages`` adds new messages without a translation, drops those that the
code no longer holds, and lists what is still to be translated.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from seutukuva import navigation, settings, texts

_FUNCTIONS = ("_", "N_", "ngettext")


def sources() -> list[Path]:
    """Every file that may hold messages."""
    root = settings.REPOSITORY
    files = [root / "app.py", root / "serve.py"]
    for room in ("pages", "seutukuva", "etl"):
        files += sorted((root / room).rglob("*.py"))
    return [file for file in files if file.exists()]


def _messages(file: Path) -> Iterator[str | tuple[str, str]]:
    # Babel's own extraction also takes the keys of look-ups inside a call: `_(NAMES[row["key"]])`.
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        if isinstance(node.func, ast.Name):
            name = node.func.id
        if name not in _FUNCTIONS:
            continue
        texts_given = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if name == "ngettext" and len(texts_given) == 2:
            yield texts_given[0], texts_given[1]
        elif texts_given:
            yield texts_given[0]


def check_title(file: Path) -> str:
    """What a check protects: its first line, which a page translates."""
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("-- What:").strip()


def collect() -> Catalog:
    """Every message of the code, with the files that hold it.

    Pages name their titles in a literal that is read without running the page, and checks say
    what they protect in their first line; both are collected from there.
    """
    catalogue = Catalog(project="Seutukuva", charset="utf-8", fuzzy=False)
    for file in sources():
        name = file.relative_to(settings.REPOSITORY).as_posix()
        for message in _messages(file):
            catalogue.add(message, locations=[(name, 0)])
    for file in sorted((settings.queries_folder() / "checks").glob("*.sql")):
        catalogue.add(check_title(file), locations=[(f"queries/checks/{file.name}", 0)])
    for page in navigation.found():
        name = page.file.relative_to(settings.REPOSITORY).as_posix()
        catalogue.add(page.title, locations=[(name, 0)])
    return catalogue


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands on the disk."""
    file = texts.LOCALE_FOLDER / f"{language}.po"
    if not file.exists():
        return Catalog(locale=language)
    with file.open("rb") as handle:
        return read_po(handle, locale=language)


def missing(language: str) -> list[str]:
    """Messages of the code that the language does not translate."""
    catalogue = read(language)
    found = []
    for message in collect():
        if not message.id:
            continue
        own = catalogue.get(message.id)
        forms = own.string if own and isinstance(own.string, tuple) else (own and own.string,)
        if own is None or own.fuzzy or not all(forms):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def update(language: str) -> None:
    """Bring a catalogue in line with the code; translations of kept messages stay."""
    catalogue, template = read(language), collect()
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    text = io.BytesIO()
    write_po(text, catalogue, width=100, omit_header=False, sort_output=True, include_lineno=False)
    (texts.LOCALE_FOLDER / f"{language}.po").write_bytes(text.getvalue())


def main() -> int:
    """Update every catalogue; the exit status is 1 while a translation is missing."""
    texts.LOCALE_FOLDER.mkdir(exist_ok=True)
    status = 0
    for language in texts.LANGUAGES:
        if language == "en":
            continue
        update(language)
        for message in missing(language):
            print(f"{language}: {message}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
