"""Progress bars on stderr, where a person is watching."""

from __future__ import annotations

import sys

from tqdm import tqdm


class Bars:
    """One bar at a time; silent where stderr is no terminal.

    Call it with a name, how much is done, and how much there is in all.
    """

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._bar: tqdm | None = None
        self._name = ""

    def __call__(self, name: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` is done."""
        if not self._watched:
            return
        if self._bar is None or name != self._name:
            self.close()
            self._name = name
            self._bar = tqdm(total=total, desc=name, leave=False, file=sys.stderr)
        self._bar.total = total
        self._bar.n = done
        self._bar.refresh()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
