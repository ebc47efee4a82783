"""What is installed: only files whose hashes stand in a lock, under licences that are known."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest

from seutukuva import licences
from tests.conftest import REPOSITORY

LOCKS = {
    "requirements.txt": "requirements.lock",
    "requirements-dev.txt": "requirements-dev.lock",
    "bench/requirements.txt": "bench/requirements.lock",
    ".ci/audit.txt": ".ci/audit.lock",
    ".ci/locking.txt": ".ci/locking.lock",
    ".ci/older-duckdb.txt": ".ci/older-duckdb.lock",
}
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")


def text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def entries(lock: str) -> dict[str, list[str]]:
    """Hashes by "name==version" of a lock."""
    joined = re.sub(r"\\\n\s*", " ", text(lock))
    found = {}
    for line in joined.splitlines():
        if line and not line.startswith(("#", " ")):
            found[line.split()[0]] = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line)
    return found


@pytest.mark.parametrize(("pins", "lock"), LOCKS.items())
def test_every_pin_is_locked_with_hashes(pins: str, lock: str) -> None:
    locked = dict(licences.pins(text(lock)))
    wanted = dict(licences.pins(text(pins)))
    assert wanted, pins
    assert {name: locked.get(name) for name in wanted} == wanted, "make locks"
    for name, hashes in entries(lock).items():
        assert "==" in name and hashes, f"{lock}: {name} has no hash"


def test_the_tests_run_on_what_readers_get() -> None:
    given = dict(licences.pins(text("requirements.lock")))
    for lock in ("requirements-dev.lock", "bench/requirements.lock"):
        own = dict(licences.pins(text(lock)))
        differing = {name for name in given.keys() & own.keys() if given[name] != own[name]}
        assert not differing, f"{lock}: make locks"
    assert given.keys() <= dict(licences.pins(text("requirements-dev.lock"))).keys()


def test_every_pin_has_its_reason() -> None:
    for pins in LOCKS:
        for line in text(pins).splitlines():
            if line and not line.startswith(("#", "-r")):
                assert len(line.partition("#")[2].strip()) > 5, f"{pins}: {line}"


def test_nothing_is_installed_without_a_hash() -> None:
    for name in ("Makefile", ".ci/run", ".ci/audit", "packaging/Containerfile"):
        joined = re.sub(r"\\\n\s*", " ", text(name))
        for line in joined.splitlines():
            if re.search(r"pip install\b", line):
                assert "--require-hashes" in line, f"{name}: {line}"
    # What the rules below call is the same command.
    assert re.search(r"^INSTALL := .*--require-hashes$", MAKEFILE, re.MULTILINE)
    assert re.search(r"^\.venv/ready: requirements\.lock$", MAKEFILE, re.MULTILINE)
    assert "\nbash .ci/audit\n" in text(".ci/run")


def test_no_lock_names_another_place_to_fetch_from() -> None:
    for lock in LOCKS.values():
        assert not re.search(r"https?://|--index-url|--find-links|@ file", text(lock)), lock


# What is known of them


AUDITED = runpy.run_path(str(REPOSITORY / ".ci" / "audited.py"))


def _answer(*packages: dict) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


SOUND = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "version": "1", "skip_reason": "not found"}
WEAK = {
    "name": "c",
    "version": "1",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["2"], "description": "x"}],
}


@pytest.mark.parametrize(
    ("answer", "status", "said"),
    [
        ("", 0, "NOT AUDITED"),
        ("no json", 0, "NOT AUDITED"),
        ("[]", 0, "NOT AUDITED"),
        (_answer(SKIPPED), 0, "NOT AUDITED"),
        (_answer(SOUND, SKIPPED), 0, "1 packages, 0 findings, 1 not asked"),
        (_answer(SOUND, WEAK), 1, "c 1: PYSEC-1, mended in 2"),
        (_answer(WEAK, SKIPPED), 1, "1 findings"),
    ],
)
def test_a_finding_fails_and_silence_is_said(answer: str, status: int, said: str, capsys) -> None:
    assert AUDITED["main"]("requirements.lock", answer) == status
    assert said in capsys.readouterr().out


def test_a_finding_may_be_set_aside_by_any_of_its_names(monkeypatch) -> None:
    monkeypatch.setitem(AUDITED["IGNORED"], "CVE-1", "that part is not used")
    assert AUDITED["main"]("requirements.lock", _answer(WEAK)) == 0


def test_the_page_of_licences_is_of_this_lock() -> None:
    page = (REPOSITORY / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+) \| (\S+) \| (.+) \|$", page, re.MULTILINE)
    listed = {name: version for name, version, licence in rows if name not in ("Package",)}
    assert listed == dict(licences.pins(text("requirements.lock"))), "python -m seutukuva.licences"
    for name, _version, licence in rows:
        assert licence.strip(), name
        # What would bind whoever passes the program on.
        only = re.sub(r"L-?GPL|Lesser General Public", "", licence)
        assert "GPL" not in only or " OR " in only, f"{name}: {licence}"


def test_the_page_is_made_anew_as_it_is(tmp_path: Path) -> None:
    assert licences.main(tmp_path / "licences.md") == 0
    assert (tmp_path / "licences.md").read_text(encoding="utf-8") == text("docs/licences.md")
