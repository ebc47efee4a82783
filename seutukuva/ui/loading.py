"""What pages import, loaded one page at a time.

Two readers who open two pages of a server that has just started import in two threads. Packages
that know each other then wait for each other, Python lets one of them go on with a half-made
module, and its reader sees an error.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import threading
from pathlib import Path

from seutukuva import navigation

_OURS = "seutukuva"
_loading = threading.RLock()
_loaded: set[str] = set()


def load(page: str) -> None:
    """Import what a page imports; only the first time in a process costs anything.

    Args:
        page: its name in the address; the first page has none.
    """
    if page in _loaded:
        return
    found = navigation.found()
    with _loading:
        entry = next((one for one in found if one.name == page), found[0])
        for module in named(entry.file):
            importlib.import_module(module)
        _loaded.add(page)


def load_all() -> None:
    """Import what any page imports: a server that many reach does so before they come."""
    for page in navigation.found():
        load(page.name)


def named(page: Path) -> list[str]:
    """Modules of the program that a page names, in their order."""
    found: dict[str, None] = {}
    for node in ast.walk(ast.parse(page.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.partition(".")[0] == _OURS and _is_module(name):
                found[name] = None
    return list(found)


def _is_module(name: str) -> bool:
    """Whether it is a module, and not a name within one."""
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False
