"""What this process has made of the log and keeps in its memory, forgotten at once.

Caches hold the newest row in their key, so nothing ever has to be taken out of them; but a text
that was deleted for good must not go on standing in the answers of an earlier row, which an edition
asks for again.
"""

from __future__ import annotations

import sys

# What these keep is made of the program's own files.
_OF_FILES = tuple(
    f"seutukuva.{name}"
    for name in ("builtin_words", "charts", "definitions", "export", "formats", "frontend")
) + ("seutukuva.navigation", "seutukuva.settings", "seutukuva.texts")


def everything_told() -> int:
    """Clear every cache that may hold what people have entered; how many there were."""
    cleared = 0
    for name, module in list(sys.modules.items()):
        if not name.startswith("seutukuva.") or name.startswith(_OF_FILES):
            continue
        for value in list(vars(module).values()):
            clear = None if isinstance(value, type) else getattr(value, "cache_clear", None)
            if callable(clear):
                clear()
                cleared += 1
    return cleared
