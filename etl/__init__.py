"""How data is made: fetched from the producers, staged, built, checked and published."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from seutukuva.errors import SeutukuvaError

if TYPE_CHECKING:
    from etl.versions import Pointer

log = logging.getLogger(__name__)

# Seconds to wait for another process that is publishing the first version, or this program's.
PATIENCE = 120.0


def ensure_published() -> str:
    """Publish from what is here when nothing is published or what it was made of has changed.

    Costs some milliseconds when there is nothing to do; never asks a server. When a new build
    fails but an older version is published, that one stays and the reason is logged.

    Returns:
        The version that is current afterwards.

    Raises:
        SeutukuvaError: nothing is published and nothing could be.
    """
    from etl import revisions, versions

    _complete_restore()
    pointer = versions.current()
    if pointer and _is_of_now(pointer):
        return pointer.version
    # A version that another program made may lack a column that today's queries ask for: then it
    # is better to wait for whoever builds than to start with it.
    fits = pointer is not None and pointer.code_revision == revisions.code_revision()
    try:
        # Whoever holds the lock may be publishing just what is missing.
        with versions.builder_lock(wait=0 if fits else PATIENCE):
            found = versions.current()
            if found and (pointer is None or _is_of_now(found)):
                return found.version
            return _publish_what_is_here()
    except SeutukuvaError as error:
        if pointer is None:
            raise
        log.warning("the statistics could not be rebuilt, the last version stays: %s", error)
        return pointer.version


def _complete_restore() -> None:
    """Complete a restore of a backup that was stopped at its last step."""
    from seutukuva import settings

    if (settings.data_folder() / "restoring.json").exists():
        from etl.backups import restoring

        restoring.finish()


def _is_of_now(pointer: Pointer) -> bool:
    from etl import revisions

    return (
        pointer.definitions_hash == revisions.definitions_hash()
        and pointer.code_revision == revisions.code_revision()
    )


def _publish_what_is_here() -> str:
    from etl import build, publish, stage
    from seutukuva import definitions

    defs = definitions.load()
    build.build(defs, stage.stage(defs))
    return publish.publish(defs).pointer.version
