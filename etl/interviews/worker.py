"""Does steps of an upload: `python -m etl.interviews.worker STEP… FOLDER`.

It is a process of its own, which may die of a file. Prints a line of JSON for every bit of
progress, and a last one of each step that says what was done or why it was refused, after which
nothing more is done. Exit status 0 whenever there is such a last line.
"""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

# Which function does a step, by the upload's room. They are imported when they are asked for: a
# step that reads a file starts in a tenth of a second, and the limits are there before anything is.
STEPS = {
    "interviews": {
        "inspect": ("etl.interviews.reading.inspecting", "inspect"),
        "map": ("etl.interviews.matching.mapping", "run"),
        "check": ("etl.interviews.checking.checking", "run"),
        "marked": ("etl.interviews.checking.marked", "run"),
        "document": ("etl.interviews.free_text.documents", "run"),
        "demonstration": ("etl.interviews.demonstration", "run"),
    },
    "projects": {
        "inspect": ("etl.projects.steps", "inspect"),
        "map": ("etl.projects.steps", "map"),
        "check": ("etl.projects.steps", "check"),
        "marked": ("etl.interviews.checking.marked", "run"),
    },
}
# Limits of the system by their names, as `seutukuva.stepping` says them: {"RLIMIT_AS": bytes, …}.
LIMITS = "CHILD_LIMITS"
SECONDS_BETWEEN = 0.1
SECONDS_TO_SAY_SO = 5
# A process that has taken more than this leaves further steps to another, which has all the
# memory that the limit allows. It takes no time that anybody notices of a file so large.
MOST_TAKEN = 160 << 20


def limit(limits: dict[str, int]) -> None:
    """Set limits of this process that nothing in it can raise again.

    The process does this itself, before it reads anything: a function run between fork and exec
    would do it earlier, but can hang in a caller that has threads. Where the system knows no such
    limits, the caller's clock is the only one.
    """
    try:
        import resource
    except ImportError:
        return
    for name, value in limits.items():
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        _soft, hard = resource.getrlimit(kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # At the hard limit of its time a process is killed like one that takes too much memory.
        last = most + SECONDS_TO_SAY_SO if name == "RLIMIT_CPU" else most
        if hard != resource.RLIM_INFINITY:
            last = min(last, hard)
        resource.setrlimit(kind, (most, last))


def taken() -> int:
    """Bytes of memory that this process held at its highest; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


class Teller:
    """Tells on a stream how far a step is, not more than ten times a second."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._last = 0.0
        self._doing = ""

    def __call__(self, share: float, doing: str = "") -> None:
        """Say that this share is done and what is being done."""
        now = time.monotonic()
        if doing == self._doing and now - self._last < SECONDS_BETWEEN:
            return
        self._last, self._doing = now, doing
        self.say({"progress": round(min(1.0, max(0.0, share)), 3), "doing": doing})

    def say(self, told: dict[str, Any]) -> None:
        """Print a line."""
        self._out.write(json.dumps(told, ensure_ascii=True) + "\n")
        self._out.flush()


class Without(importlib.abc.MetaPathFinder):
    """Finds nothing; a library that is left out is not looked for any further.

    Arrow imports pandas, where it is installed, before it makes an array of anything: a second of
    each ten that a small file takes, and tens of megabytes, for what no step uses.
    """

    def __init__(self, *names: str) -> None:
        self._names = names

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        """Say that there is no such library, where it is left out."""
        if fullname in self._names:
            raise ModuleNotFoundError(fullname, name=fullname)


def perform(step: str, folder: Path, teller: Teller) -> dict[str, Any]:
    """Do a step, without what an earlier run of it or of the later ones has left.

    Returns:
        The last line.
    """
    from etl.interviews import folder as kept
    from seutukuva import texts, upload_rooms
    from seutukuva.errors import SeutukuvaError
    from seutukuva.texts import _

    texts.use(os.environ.get("SEUTUKUVA_LANGUAGE", ""))
    room = upload_rooms.room_of(folder)
    module, name = STEPS[room.id][step]
    kept.begin(folder, step)
    try:
        return {"done": getattr(importlib.import_module(module), name)(folder, teller) or {}}
    except SeutukuvaError as error:
        return {"refused": {"what": error.what, "where": error.where, "todo": error.todo}}
    except MemoryError:
        what = _("The file needs more memory than reading a file may take")
        if step == "document":
            todo = _("Save its text alone, as plain text, and send that file.")
        else:
            todo = _(room.smaller)
        return {"refused": {"what": what, "where": "", "todo": todo}}
    except Exception as error:  # a mistake of ours: where it is, without what the file says
        frames = traceback.extract_tb(error.__traceback__)
        places = [f"{Path(one.filename).name}:{one.lineno}" for one in frames[-3:]]
        return {"failed": f"{type(error).__name__} at {' < '.join(reversed(places))}"}


def main(arguments: Sequence[str]) -> int:
    """The command line."""
    limit(json.loads(os.environ.get(LIMITS, "{}")))
    *steps, place = arguments or [""]
    known = list(dict.fromkeys(name for own in STEPS.values() for name in own))
    if not steps or not set(known) >= set(steps):
        print(f"usage: worker {'|'.join(known)} … FOLDER", file=sys.stderr)
        return 2
    # Whatever a library prints goes elsewhere: the lines are for whoever started this.
    teller, sys.stdout = Teller(sys.stdout), sys.stderr
    sys.meta_path.insert(0, Without("pandas"))
    # Cells come by the million and none refers to itself; looking for cycles costs a third.
    gc.disable()
    for step in steps:
        told = perform(step, Path(place), teller)
        teller.say(told)
        if "done" not in told:
            break
        if step != steps[-1] and taken() > MOST_TAKEN:
            teller.say({"enough": taken()})
            break
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stderr.flush()
    # A thread may still be reading what has been refused; nobody waits for it.
    os._exit(status)
