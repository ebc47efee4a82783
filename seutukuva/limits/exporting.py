"""The queue of files that are made to be taken away: a few at work, the others in their order.

A pack of slides keeps a processor busy for a second. Without a queue, whoever asks for twenty
makes every other reader wait.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from seutukuva import stopping
from seutukuva.errors import ExportRefused
from seutukuva.limits import model
from seutukuva.texts import _, ngettext

_SECONDS_BETWEEN = 0.5


class Queue:
    """First come, first served; whoever waits is told how many are before.

    Args:
        at_once: made at the same moment.
        waiting: longest queue.
        of_one: of one page, made and waiting together.
    """

    def __init__(self, at_once: int, waiting: int, of_one: int) -> None:
        self.at_once, self.waiting, self.of_one = at_once, waiting, of_one
        self._changed = threading.Condition()
        self._line: list[object] = []
        self._working = 0
        self._of: Counter[str] = Counter()

    @contextmanager
    def turn(self, who: str, tell: Callable[[str], None]) -> Iterator[None]:
        """Wait for one's turn, then work.

        Args:
            who: one page of a reader; nobody, ``""``, has no limit of their own.
            tell: told how many are before, in words, whenever that changes.

        Raises:
            ExportRefused: the queue is full, or ``who`` has enough files in it.
        """
        self._enter(who, tell)
        try:
            yield
        finally:
            with self._changed:
                self._working -= 1
                self._leave(who)

    def _enter(self, who: str, tell: Callable[[str], None]) -> None:
        ticket = object()
        with self._changed:
            self._must_have_room(who)
            self._line.append(ticket)
            self._of[who] += 1
        told = 0
        try:
            while True:
                with self._changed:
                    first = self._line[0] is ticket
                    if first and self._working < self.at_once:
                        self._line.remove(ticket)
                        self._working += 1
                        return
                    before = self._line.index(ticket) + self._working
                if before != told:
                    told = before
                    # May end the run of a page that somebody has left.
                    tell(_waiting(told))
                with self._changed:
                    self._changed.wait(_SECONDS_BETWEEN)
        except BaseException:
            with self._changed:
                self._line.remove(ticket)
                self._leave(who)
            raise

    def _must_have_room(self, who: str) -> None:
        if who and self._of[who] >= self.of_one:
            raise ExportRefused(
                _("you have asked for several files already, and they are still being made"),
                todo=_("Wait for one of them, then ask again."),
            )
        is_free = self._working < self.at_once and not self._line
        if not is_free and len(self._line) >= self.waiting:
            raise ExportRefused(
                _("many files are being made at this moment"),
                todo=_("Ask again in a minute."),
            )

    def _leave(self, who: str) -> None:
        self._of[who] -= 1
        if not self._of[who]:
            del self._of[who]
        self._changed.notify_all()


def _waiting(before: int) -> str:
    words = ngettext(
        "Waiting for its turn: {n} file before it",
        "Waiting for its turn: {n} files before it",
        before,
    )
    return words.format(n=before)


_making = threading.Lock()
_queues: dict[tuple[int, int, int], Queue] = {}


def queue() -> Queue:
    """The queue of this process."""
    own = model.current()
    size = own.exports_at_once, own.exports_waiting, own.exports_of_session
    with _making:
        return _queues.setdefault(size, Queue(*size))


def this_page() -> str:
    """A mark of the page that runs, unlike any other's; nothing outside of a page's run."""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


@contextmanager
def exporting(who: str = "", tell: Callable[[str], None] = lambda _words: None) -> Iterator[None]:
    """Around the making of a file; as ``Queue.turn``. The process does not stop meanwhile."""
    with queue().turn(who, tell), stopping.held():
        yield
