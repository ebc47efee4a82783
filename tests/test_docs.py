"""The documents are true: what they name exists, and what exists is named."""

from __future__ import annotations

import argparse
import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import seutukuva
from etl import options
from seutukuva import api, definitions, formats, messages, navigation, settings, texts
from tests.conftest import REPOSITORY

DOCUMENTS = [
    *sorted(REPOSITORY.glob("*.md")),
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]
ADMINISTRATORS = REPOSITORY / "docs" / "administrators.md"
GUIDES = {language: REPOSITORY / "docs" / "users" / f"{language}.md" for language in ("fi", "en")}
# Folders that the program makes, and one that a decision keeps free for later.
MADE = ("data/raw", "data/build", "data/records", "data/inbox", "queries/records")
ROOMS = {path.name for path in REPOSITORY.iterdir() if path.is_dir()} - {".venv"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"`([\w/.-]+\.(?:toml|sql|py))`:\n\n```\w+\n(.*?)```", re.DOTALL)


def _name(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _prose(file: Path) -> str:
    return FENCE.sub("", _text(file))


def _examples() -> dict[str, str]:
    """Files that the how-tos ask the reader to write, by path."""
    found = [EXAMPLE.findall(_text(document)) for document in DOCUMENTS]
    return {path: body for examples in found for path, body in examples}


def _commands() -> Iterator[tuple[Path, list[str]]]:
    """Every ``python -m etl …`` of the documents' code blocks, as arguments."""
    for document in DOCUMENTS:
        for _language, block in FENCE.findall(_text(document)):
            for line in block.splitlines():
                _before, found, rest = line.partition("python -m etl ")
                if found and not re.search(r"\b[A-Z]{5,}\b|\[", rest):
                    yield document, shlex.split(re.sub(r">>.*|\"$", "", rest), comments=True)


def _subparsers() -> dict[str, argparse.ArgumentParser]:
    for action in options.parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("python -m etl has no commands")


SUBPARSERS = _subparsers()


@pytest.mark.parametrize("command", SUBPARSERS)
def test_every_command_is_documented_with_its_options(command: str) -> None:
    text = _text(ADMINISTRATORS)
    assert re.search(rf"^\| `{command}\b", text, re.MULTILINE), f"{command} has no row"
    for action in SUBPARSERS[command]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option != "--help":
                assert re.search(rf"`{option}\b", text), f"{command} {option}"


def test_every_option_of_the_server_is_documented() -> None:
    options = re.findall(r'add_argument\("(--[\w-]+)"', _text(REPOSITORY / "serve.py"))
    assert options
    for option in options:
        assert option in _text(ADMINISTRATORS), option


@pytest.mark.parametrize(
    ("document", "arguments"),
    list(_commands()),
    ids=lambda value: _name(value) if isinstance(value, Path) else " ".join(value),
)
def test_documented_commands_can_be_given(document: Path, arguments: list[str]) -> None:
    try:
        given = options.parser().parse_args(arguments)
    except SystemExit:
        pytest.fail(f"{_name(document)}: python -m etl {' '.join(arguments)}")
    assert given.command in SUBPARSERS


def _settings_of_the_code() -> set[str]:
    files = [REPOSITORY / "app.py", REPOSITORY / "serve.py", REPOSITORY / "Makefile"]
    for room in ("seutukuva", "etl", "pages"):
        files += (REPOSITORY / room).rglob("*.py")
    return {name for file in files for name in re.findall(r"SEUTUKUVA_[A-Z_]+", _text(file))}


def test_every_setting_is_documented() -> None:
    assert _settings_of_the_code() <= set(re.findall(r"`(SEUTUKUVA_\w+)`", _text(ADMINISTRATORS)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_documented_settings_exist(document: Path) -> None:
    assert set(re.findall(r"SEUTUKUVA_[A-Z_]+", _text(document))) <= _settings_of_the_code()


@pytest.mark.parametrize("language", GUIDES)
def test_every_page_is_in_the_users_guides(language: str) -> None:
    text, say = _text(GUIDES[language]), texts.translator(language)
    for number, page in enumerate(navigation.found()):
        address = f"/{page.name}" if number else "/"
        assert re.search(rf"\| \*{re.escape(say(page.title))}\* \|.*`{address}` \|", text), (
            page.name
        )


@pytest.mark.parametrize("language", GUIDES)
def test_words_in_italics_are_on_the_pages(language: str) -> None:
    catalogue = messages.collect() if language == "en" else messages.read(language)
    said = {one.id if language == "en" else one.string for one in catalogue}
    guides = sorted(GUIDES[language].parent.glob(f"*{language}.md"))
    prose = "".join(_prose(guide) for guide in guides)
    for words in re.findall(r"(?<![*\w])\*([^*|]+)\*(?![*\w])", prose):
        label = " ".join(words.split())
        # A word of another program is named with its menu.
        assert "→" in label or label in said, f"no page says “{label}”"


@pytest.mark.parametrize("language", GUIDES)
def test_marks_mean_what_the_guides_say(language: str) -> None:
    for status in (*formats.VALUED[1:], *formats.VALUELESS):
        mark, word = formats.status_mark(status), formats.status_word(status, language)
        assert f"| `{mark}` | {word}" in _text(GUIDES[language]), status


def test_every_make_target_is_documented() -> None:
    makefile = _text(REPOSITORY / "Makefile")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(r"(?:`|^)make ([a-z]+)", _text(document), re.MULTILINE)
    }
    assert named == targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_links_lead_somewhere(document: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(document)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), f"{_name(document)} links to {link}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", _prose(target), re.MULTILINE)
            assert anchor in [_anchor(heading) for heading in headings], link


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_named_paths_exist(document: Path) -> None:
    examples = _examples()
    for path in re.findall(r"`([\w./-]+)`", _prose(document)):
        is_ours = path.split("/")[0] in ROOMS and "/" in path
        if not is_ours or path.startswith(MADE) or path in examples:
            continue
        assert (REPOSITORY / path).exists(), f"{_name(document)} names {path}"


def test_examples_of_definitions_are_valid(tmp_path: Path) -> None:
    one, two = tmp_path / "definitions", tmp_path / "programmes"
    shutil.copytree(settings.definitions_folder(), one)
    shutil.copytree(settings.programmes_folder(), two)
    written = {path: body for path, body in _examples().items() if path.endswith(".toml")}
    assert written
    for path, body in written.items():
        file = tmp_path / Path(path).relative_to("data")
        assert not file.exists(), f"the example {path} is part of the project now: take another"
        file.write_text(body, encoding="utf-8")
    found = definitions.read(one, two)
    for path in written:
        kind = Path(path).parent.name
        assert kind in (
            *("indicators", "sources", "breakdowns", "structures", "compositions", "composites"),
            "questionnaires",
            *("measures", "project_lists", "evaluations"),
        )
        assert Path(path).stem in getattr(found, kind)


def test_examples_of_queries_and_pages_are_whole() -> None:
    for path, body in _examples().items():
        assert not (REPOSITORY / path).exists(), f"{path} is part of the project now: take another"
        if path.endswith(".sql"):
            wanted = {"What", "Params", "Returns"}
            wanted |= {"Severity", "Action"} if "/checks/" in path else set()
            assert wanted <= set(re.findall(r"^-- (\w+):", body, re.MULTILINE)), path
        if path.endswith(".py"):
            assert navigation._page_literal(Path(path), ast.parse(body))["title"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_open_data_addresses_exist(document: Path) -> None:
    known = {address.partition("{")[0].rstrip("/") for address in api.ADDRESSES}
    for address in re.findall(r"(?<!\w)/api/v1[\w/.]*", _text(document)):
        assert address.rstrip("/") in known, f"{_name(document)} names {address}"


def test_the_changelog_begins_with_this_version() -> None:
    headings = re.findall(r"^## (\S+)", _text(REPOSITORY / "CHANGELOG.md"), re.MULTILINE)
    # What has not been released yet may stand above it.
    released = [heading for heading in headings[:2] if heading != "Unreleased"]
    assert released and released[0] == seutukuva.__version__
