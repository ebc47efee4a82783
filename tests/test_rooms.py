"""The rooms' rules: who may import whom, and where things may stand."""

from __future__ import annotations

import ast
import functools
import importlib.util
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

FIRST_PARTY = ("seutukuva", "etl", "pages", "bench", "tests", "app", "serve")

# What a room may not import. A longer path wins over a shorter one.
FORBIDDEN = {
    "app.py": {"duckdb", "plotly", "requests", "pandas", "etl", "pages"},
    "pages": {"duckdb", "plotly", "requests", "openpyxl", "etl", "pages", "numpy"},
    "seutukuva": {"etl", "pages", "requests", "plotly", "tests"},
    "seutukuva/charts": {"streamlit", "duckdb", "requests", "etl", "pages"},
    "seutukuva/export": {"streamlit", "duckdb", "requests", "plotly", "pandas", "etl", "pages"},
    "seutukuva/definitions": {"streamlit", "duckdb", "requests", "plotly", "etl", "pages"},
    "seutukuva/verdicts": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/narrative": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "gettext", "etl", "pages"),
    },
    "seutukuva/interviews": {
        *("streamlit", "duckdb", "plotly", "requests", "sqlalchemy", "etl", "pages", "tests"),
    },
    "seutukuva/projects": {
        *("streamlit", "duckdb", "plotly", "requests", "sqlalchemy", "etl", "pages", "tests"),
    },
    "seutukuva/development": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/economy": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/forecasting": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy", "gettext"),
        *("scipy", "statsmodels", "etl", "pages", "tests"),
    },
    "seutukuva/projections": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/pack": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/signals": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/audit": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/privacy": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/meetings": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/yearly_clock": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy", "icalendar"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/outlook": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/pipeline": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/editions": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/vitality": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/cohorts": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/impact": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests", "sqlalchemy"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/records": {
        *("streamlit", "duckdb", "pandas", "plotly", "requests"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/limits": {
        *("duckdb", "pandas", "plotly", "requests", "sqlalchemy", "etl", "pages", "tests"),
    },
    "seutukuva/sign_in": {
        *("duckdb", "pandas", "plotly", "requests", "sqlalchemy", "authlib"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/people": {
        *("duckdb", "pandas", "plotly", "requests", "sqlalchemy", "authlib"),
        *("etl", "pages", "tests"),
    },
    "seutukuva/formats": {"streamlit", "duckdb", "requests", "plotly", "etl", "pages"},
    "seutukuva/errors.py": {"streamlit", "duckdb", "requests", "plotly", "etl", "pages"},
    "etl": {"streamlit", "plotly", "pages", "app", "serve", "tests"},
}
ONLY_HERE = {
    # The known forecasts are what ours are compared with, never what a reader sees.
    "statsmodels": ("bench",),
    "duckdb": ("seutukuva/store.py", "seutukuva/instances.py", "etl", "tests", "bench"),
    "plotly": ("seutukuva/charts", "tests", "bench"),
    "requests": ("etl", "tests", "bench"),
    "sqlalchemy": ("seutukuva/records", "seutukuva/audit", "tests", "bench"),
    "xlsxwriter": ("seutukuva/export", "etl/interviews/checking/marked.py", "tests", "bench"),
    "resvg_py": ("seutukuva/export", "tests", "bench"),
    "typst": ("seutukuva/export", "tests", "bench"),
    "icalendar": ("seutukuva/export", "tests", "bench"),
    "pptx": ("seutukuva/export", "tests", "bench"),
    "kaleido": ("bench",),
    "oidc_provider_mock": ("tests", "bench"),
    # What reads files of others, and what takes seconds and memory: in processes of their own.
    "libvoikko": ("etl/interviews", "tests", "bench"),
    "simplemma": ("etl/interviews", "tests", "bench"),
    "docx": ("etl/interviews", "tests", "bench"),
    "python_calamine": ("etl", "tests", "bench"),
    "stdnum": ("etl", "tests", "bench"),
    "rapidfuzz": ("etl", "tests", "bench"),
    "PIL": ("seutukuva/charts", "tests", "bench"),
}

PYTHON_FILES = sorted(
    file
    for folder in ("seutukuva", "etl", "pages", "bench", "tests")
    for file in (REPOSITORY / folder).rglob("*.py")
) + [REPOSITORY / "app.py", REPOSITORY / "serve.py"]


def _name(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


@functools.cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


@functools.cache
def _imports(file: Path) -> list[str]:
    """Every imported module, also those imported inside functions."""
    found = []
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(file)}: write first-party imports in full"
            found.append(node.module or "")
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def _forbidden_in(name: str) -> set[str]:
    rooms = [room for room in FORBIDDEN if name == room or name.startswith(f"{room}/")]
    return FORBIDDEN[max(rooms, key=len)] if rooms else set()


# One test a rule, not one a rule and file: thousands of tests cost more than what they look at.
def test_room_imports_only_what_it_may() -> None:
    for file in PYTHON_FILES:
        name = _name(file)
        roots = {module.partition(".")[0] for module in _imports(file)}
        assert not roots & _forbidden_in(name), f"{name} imports what its room may not"
        for library, places in ONLY_HERE.items():
            if library in roots:
                assert name.startswith(places), f"{name} imports {library}; only {places} may"


def test_development_asks_for_data_in_one_place() -> None:
    for file in sorted((REPOSITORY / "seutukuva" / "development").glob("*.py")):
        asked = {"seutukuva.store", "seutukuva.picture", "seutukuva.records"} & set(_imports(file))
        assert not asked or file.name == "kpis.py", f"{_name(file)} asks for data"


def test_economy_asks_for_data_in_one_place() -> None:
    for file in sorted((REPOSITORY / "seutukuva" / "economy").glob("*.py")):
        asked = {"seutukuva.store", "seutukuva.picture", "seutukuva.records"} & set(_imports(file))
        assert not asked or file.name == "reading.py", f"{_name(file)} asks for data"


def test_vitality_asks_for_data_in_one_place() -> None:
    for file in sorted((REPOSITORY / "seutukuva" / "vitality").glob("*.py")):
        asked = {"seutukuva.store", "seutukuva.picture", "seutukuva.records"} & set(_imports(file))
        assert not asked or file.name == "reading.py", f"{_name(file)} asks for data"


def test_first_party_imports_resolve() -> None:
    # A page's import otherwise fails only when somebody walks to that page.
    named: dict[str, Path] = {}
    for file in PYTHON_FILES:
        for module in _imports(file):
            if module.partition(".")[0] in FIRST_PARTY:
                named.setdefault(module, file)
    for module, file in named.items():
        assert _is_there(module), f"{_name(file)} imports {module}, which does not exist"


def _is_there(module: str) -> bool:
    """Whether it is a module, or a name within one."""
    parent, _, last = module.rpartition(".")
    try:
        if importlib.util.find_spec(module) is not None:
            return True
    except ModuleNotFoundError:
        pass
    if not parent or importlib.util.find_spec(parent) is None:
        return False
    return hasattr(importlib.import_module(parent), last)


def test_no_page_directly_under_pages() -> None:
    # Streamlit opens such a file on a fresh server without app.py, and so without its gate.
    assert list((REPOSITORY / "pages").glob("*.py")) == []


def test_page_names_are_unique_because_they_are_addresses() -> None:
    stems = [file.stem for file in (REPOSITORY / "pages").rglob("*.py")]
    assert len(stems) == len(set(stems))


@pytest.mark.parametrize("file", sorted((REPOSITORY / "pages").rglob("*.py")), ids=_name)
def test_page_is_thin(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = _tree(file)
    assert len(text.splitlines()) <= 130
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert not [s for s in strings if "select " in s.lower() and " from " in s.lower()]
    assert ":," not in text and ":.1f" not in text, "pages leave numbers to formats"


def test_public_functions_have_docstrings() -> None:
    for file in PYTHON_FILES:
        if _name(file).startswith(("tests", "bench", "pages")):
            continue
        tree = _tree(file)
        if file.name not in ("app.py", "__main__.py"):
            assert ast.get_docstring(tree) or file.stat().st_size == 0, (
                f"{_name(file)}: says nothing"
            )
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"{_name(file)}: {node.name} has no docstring"


def test_nothing_opens_where_the_keyboard_does_not_lead() -> None:
    # What a popover holds comes, for the keyboard, after the whole rest of the page.
    for file in PYTHON_FILES:
        if not _name(file).startswith(("seutukuva", "pages")):
            continue
        if "popover" not in file.read_text(encoding="utf-8"):
            continue
        calls = {node.attr for node in ast.walk(_tree(file)) if isinstance(node, ast.Attribute)}
        told = "an expander of type compact opens in its place"
        assert "popover" not in calls, f"{_name(file)}: {told}"
