"""Makes a pack: every section asked of one state of affairs, and what is common to all of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from seutukuva import access, definitions, export, formats, showing, store, texts
from seutukuva.editions import comparing, opening, register
from seutukuva.editions.register import Edition
from seutukuva.errors import AccessRefused, PackRefused, SeutukuvaError
from seutukuva.export import Code
from seutukuva.pack import (
    ahead,
    changed,
    decided,
    freshness,
    frozen,
    headline,
    in_short,
    interviews,
    origins,
    outlook,
    pipeline,
    projects,
    targets,
)
from seutukuva.pack.model import (
    MUNICIPALITY,
    PUBLIC,
    STEERING_GROUP,
    Pack,
    Section,
    Stamp,
    audience_name,
)
from seutukuva.pack.scope import Scope, place
from seutukuva.showing import Shown
from seutukuva.texts import _

log = logging.getLogger(__name__)
Progress = Callable[[float, str], None]


def made(
    edition: Edition | None,
    audience: str,
    area_id: str,
    language: str,
    on_progress: Progress | None = None,
) -> Pack:
    """The pack of an edition, or of this moment, for an audience.

    Args:
        edition: None for a draft of what there is now.
        area_id: whose picture it is: the sub-region, or a municipality of the programme.
        on_progress: told after each section how much is done, 0 … 1, and which is next.

    Raises:
        PackRefused: this audience gets no pack of this edition or area.
        MissingData: nothing has been published, or the statistics of the edition are gone.
    """
    with texts.speaking(language):
        require(edition, audience, area_id)
        before = _before(edition, audience)
        with _held(edition) as now:
            stamp = _stamp(edition)
            scope = Scope(audience, area_id, stamp)
            found, failed = _sections(scope, before, now, on_progress or _silent)
            return _packed(scope, found, failed)


def require(edition: Edition | None, audience: str, area_id: str) -> None:
    """Refuse what an audience does not get.

    Raises:
        PackRefused: says in the language of the run what is refused, and what to do.
    """
    programme = definitions.load().programme
    if audience == PUBLIC and (edition is None or edition.state != register.PUBLISHED):
        raise PackRefused(
            _("the public only gets editions that are published"),
            where=edition.name if edition else _("draft"),
            todo=_("Publish the edition first, or make the pack for another audience."),
        )
    if audience == STEERING_GROUP and not access.may_see("interviews"):
        raise PackRefused(
            _("the steering group’s pack tells what firms have said, which is not shown here"),
            where=audience_name(audience),
            todo=access.why_not("interviews"),
        )
    may = register.may_be_seen(edition) if edition else access.may_see("drafts")
    if not may:
        raise PackRefused(
            _("drafts are not given out here"),
            where=audience_name(audience),
            todo=_("Choose an edition that is published."),
        )
    known = (programme.subregion, *programme.areas)
    gone = edition.areas if edition else ()
    if area_id not in (*known, *gone):
        raise PackRefused(
            _("a pack is made of the sub-region or one of its municipalities"),
            where=area_id,
            todo=_("Choose one of the programme’s areas."),
        )
    if audience == MUNICIPALITY and area_id == programme.subregion:
        raise PackRefused(
            _("a municipality’s pack needs a municipality"),
            where=place(area_id),
            todo=_("Choose one of the programme’s municipalities."),
        )


@contextmanager
def _held(edition: Edition | None) -> Iterator[Shown]:
    if edition is None:
        yield showing.shown() or comparing.now()
        return
    with opening.opened(edition) as shown:
        yield shown


def _before(edition: Edition | None, audience: str) -> Shown | None:
    """The edition that was frozen before; None where there is none. The public gets published ones.

    Editions whose statistics are gone are passed over.
    """
    seen = [one for one in register.listed() if register.may_be_seen(one)]
    known = [one for one in seen if edition is None or _age(one) < _age(edition)]
    if audience == PUBLIC:
        known = [one for one in known if one.state == register.PUBLISHED]
    for one in sorted(known, key=_age, reverse=True):
        try:
            return opening.shown(one)
        except SeutukuvaError as error:
            log.warning("%s", error)
    return None


def _age(one: Edition) -> tuple[str, int, str]:
    return one.day.isoformat(), one.seq, one.name


def _stamp(edition: Edition | None) -> Stamp:
    if edition is None:
        return frozen.draft()
    current = store.current_version()
    state = _("{state} since {day}").format(
        state=register.state_name(edition.state).lower(),
        day=formats.date(edition.state_on, texts.language()),
    )
    return Stamp(
        edition.name,
        state,
        edition.content_hash,
        edition.version,
        frozen.version_day(current.id, current.published_at),
        edition.day,
        edition.round,
    )


def _silent(share: float, words: str) -> None:
    """Nobody waits."""


def _sections(
    scope: Scope, before: Shown | None, now: Shown, on_progress: Progress
) -> tuple[tuple[Section, ...], tuple[str, ...]]:
    """Every section in the order of the pack; one that fails says so and the others stand."""
    steps: list[tuple[str, str, Callable[[], tuple[Section, ...]]]] = [
        ("changed", _("What has changed"), lambda: changed.sections(scope, before, now)),
        ("headline", _("Headline figures"), lambda: headline.sections(scope)),
        ("ahead", _("Population ahead"), lambda: ahead.sections(scope)),
        ("outlook", _("Outlook marks"), lambda: outlook.sections(scope)),
        ("interviews", _("What firms expect"), lambda: interviews.sections(scope)),
        ("targets", _("Development areas against their targets"), lambda: targets.sections(scope)),
        ("projects", _("Projects: planned and realised"), lambda: projects.sections(scope)),
        ("pipeline", _("Ideas on their way"), lambda: pipeline.sections(scope)),
        ("conclusions", _("Conclusions"), lambda: decided.sections(scope)),
        ("freshness", _("How new the figures are"), lambda: freshness.sections(scope)),
    ]
    found: list[Section] = []
    failed: list[str] = []
    for at, (own_id, heading, make) in enumerate(steps):
        on_progress(at / len(steps), heading)
        try:
            found += make()
        except AccessRefused:
            # What may not be seen is not even said to be missing.
            continue
        except Exception as error:  # noqa: BLE001 - one section must not take the pack with it
            log.exception("a section of a pack could not be made: %s", own_id)
            told = str(error) if isinstance(error, SeutukuvaError) else type(error).__name__
            failed.append(f"{heading}: {told}")
            why = _("This part could not be made; the others do not depend on it.")
            found.append(Section(own_id, heading, missing=why))
    on_progress(1.0, "")
    return (in_short.section(scope, found), *found), tuple(failed)


def _packed(scope: Scope, found: Sequence[Section], failed: tuple[str, ...]) -> Pack:
    speak = texts.language()
    stamp, where = scope.stamp, place(scope.area_id)
    title = _("Situation picture: {area}").format(area=where)
    if stamp.is_frozen:
        named = _("Edition {name} · {audience}")
        subtitle = named.format(name=stamp.edition, audience=audience_name(scope.audience))
    else:
        named = _("Draft of {day} · {audience}")
        day = formats.date(stamp.day, speak)
        subtitle = named.format(day=day, audience=audience_name(scope.audience))
    area = definitions.load().areas.get(scope.area_id)
    code = area.code if area else scope.area_id
    return Pack(
        audience=scope.audience,
        area_id=scope.area_id,
        place=where,
        language=speak,
        title=title,
        subtitle=subtitle,
        footer=frozen.footer(stamp),
        stamp=stamp,
        sections=tuple(found),
        file_name=export.file_name(
            "pack", stamp.edition or f"draft-{stamp.day.isoformat()}", code, scope.audience, speak
        ),
        told=frozen.told(stamp),
        origins=origins.every(scope, (one for each in found for one in each.indicators)),
        codes=_codes(found),
        failed=failed,
    )


def _codes(found: Sequence[Section]) -> tuple[Code, ...]:
    known, speak = definitions.load(), texts.language()
    ids = dict.fromkeys(one for each in found for one in each.indicators)
    areas = dict.fromkeys(one for each in found for one in each.area_ids)
    return (
        *(Code("indicator", one, known.indicators[one].label(speak)) for one in ids),
        *(Code("area", one, place(one)) for one in areas),
    )
