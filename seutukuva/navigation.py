"""The pages there are, found on the disk without running them.

Pages live one level down, ``pages/<section>/<page>.py``: a file directly under ``pages/`` could
be opened on a freshly started server without the frame, and so without its gate.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from seutukuva import settings
from seutukuva.errors import DefinitionError
from seutukuva.texts import N_

SECTIONS = {
    "situation": N_("Situation picture"),
    "development": N_("Development areas"),
    "projects": N_("Projects"),
    "companies": N_("Companies"),
    "meetings": N_("Meetings"),
    "about": N_("About the data"),
}
_KEYS = {"order": int, "title": str, "icon": str}
_OPTIONAL = {"confidential": str}


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the navigation; ``title`` is a message to translate.

    ``subject``: of ``roles.toml``; only people with a right to it may see the page. "" is public.
    """

    section: str
    name: str
    file: Path
    order: int
    title: str
    icon: str
    question: str
    subject: str = ""

    @property
    def is_confidential(self) -> bool:
        """Whether it shows what only people with a right to it may see."""
        return bool(self.subject)


def pages_folder() -> Path:
    """Where the pages are."""
    return settings.REPOSITORY / "pages"


def found() -> list[PageEntry]:
    """Every page in the order of sections and pages.

    Raises:
        DefinitionError: a page without a proper ``PAGE`` literal, or in an unknown section.
    """
    files = sorted(pages_folder().glob("*/*.py"))
    return list(_found(tuple((file, file.stat().st_mtime_ns) for file in files)))


@lru_cache(maxsize=2)
def _found(files: tuple[tuple[Path, int], ...]) -> tuple[PageEntry, ...]:
    entries = [_entry(file) for file, _stamp in files]
    sections = list(SECTIONS)
    return tuple(sorted(entries, key=lambda page: (sections.index(page.section), page.order)))


def _entry(file: Path) -> PageEntry:
    section = file.parent.name
    if section not in SECTIONS:
        raise DefinitionError(file, "folder", "unknown section", todo=", ".join(SECTIONS))
    tree = ast.parse(file.read_text(encoding="utf-8"))
    literal = _page_literal(file, tree)
    question = (ast.get_docstring(tree) or "").partition("\n")[0]
    if not question:
        raise DefinitionError(file, "docstring", "the page does not say what it answers")
    return PageEntry(
        section,
        file.stem,
        file,
        literal["order"],
        literal["title"],
        literal["icon"],
        question,
        literal.get("confidential", ""),
    )


def _page_literal(file: Path, tree: ast.Module) -> dict[str, Any]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and any(
            isinstance(target, ast.Name) and target.id == "PAGE" for target in node.targets
        ):
            literal = ast.literal_eval(node.value)
            known = _KEYS | {key: kind for key, kind in _OPTIONAL.items() if key in literal}
            wrong = {key for key, kind in known.items() if not isinstance(literal.get(key), kind)}
            if wrong or set(literal) != set(known):
                todo = "and may have " + ", ".join(_OPTIONAL)
                raise DefinitionError(file, "PAGE", "needs " + ", ".join(_KEYS), todo=todo)
            return literal
    raise DefinitionError(file, "PAGE", "this page has no PAGE literal")
