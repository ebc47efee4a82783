"""The structure of an economy in plain words, in the language of this run.

Sentences are built so that names and numbers need no inflection in any language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seutukuva import formats, texts
from seutukuva.definitions.structures import UNKNOWN_INDUSTRY
from seutukuva.economy.comparing import Concentrated, Growth, Industry, Specialisation
from seutukuva.economy.quotients import FEW_JOBS
from seutukuva.economy.shift_share import ShiftShare
from seutukuva.economy.undefined import Number, Undefined, is_number
from seutukuva.texts import N_, _

REASONS = {
    Undefined.MISSING: N_("a figure that it needs is not known"),
    Undefined.NOTHING: N_("there is nothing to relate it to"),
    Undefined.NEW: N_("the area had nothing of the industry at first"),
    Undefined.NOT_THERE: N_("the reference area had nothing of the industry at first"),
    Undefined.ALONE: N_("there is one figure only"),
}
# Of jobs at the workplace and of employed persons at home; in the order more, fewer, as many.
_CHANGES = {
    "workplace": (
        N_("{area}: there were {n} more jobs in {last} than in {first} ({figures})."),
        N_("{area}: there were {n} fewer jobs in {last} than in {first} ({figures})."),
        N_("{area}: there were as many jobs in {last} as in {first} ({figures})."),
    ),
    "residence": (
        N_("{area}: there were {n} more employed residents in {last} than in {first} ({figures})."),
        N_(
            "{area}: there were {n} fewer employed residents in {last} than in {first} ({figures})."
        ),
        N_("{area}: there were as many employed residents in {last} as in {first} ({figures})."),
    ),
}
_NATIONAL = (
    N_("Had all industries here grown at the pace of the reference area ({reference}, known "
       "industries {rate}), there would have been {n} more."),
    N_("Had all industries here grown at the pace of the reference area ({reference}, known "
       "industries {rate}), there would have been {n} fewer."),
    N_("Had all industries here grown at the pace of the reference area ({reference}, known "
       "industries {rate}), there would have been as many."),
)  # fmt: skip
_MIX = (
    N_("Because of its industries {n} more: the area has more than others of industries that did "
       "well in the reference area."),
    N_("Because of its industries {n} fewer: the area has more than others of industries that did "
       "poorly in the reference area."),
    N_("Its industries made no difference."),
)  # fmt: skip
_REGIONAL = (
    N_("By its own development {n} more: the same industries did better here."),
    N_("By its own development {n} fewer: the same industries did worse here."),
    N_("Its own development made no difference: the same industries did alike here."),
)
_UNKNOWN = (
    N_("Of unknown industry there were {n} more."),
    N_("Of unknown industry there were {n} fewer."),
    N_("Of unknown industry there were as many."),
)
_ALLOCATION = (
    N_("Of the own development, {n} more come from the area having more of those industries in "
       "which it does better."),
    N_("Of the own development, {n} fewer come from the area having more of those industries in "
       "which it does worse."),
    N_("Of the own development, nothing comes from which industries the area has more of."),
)  # fmt: skip
MOST_NAMED = 3
# So much more common than in the reference is worth naming.
_COMMON = 1.2
# One part weighs more than another if it is this many times as large.
_HEAVIER = 1.5


def number(value: Number, decimals: int = 0, *, signed: bool = False) -> str:
    """A figure as printed; a dash where it is not defined."""
    return texts.number(value, decimals, signed=signed) if is_number(value) else "–"


def percent(value: Number, *, signed: bool = False) -> str:
    """The same in per cent."""
    if not is_number(value):
        return "–"
    return formats.percent(value, 1, texts.language(), signed=signed)


def why(value: Number) -> str:
    """Why there is no figure; "" of a figure."""
    return _(REASONS[value]) if isinstance(value, Undefined) else ""


def changed(counted: str, area: str, found: Growth, first: str, last: str) -> str:
    """How many jobs there are more or fewer; ``counted`` as of a structure."""
    change = found.after - found.before
    figures = f"{number(found.before)} → {number(found.after)}"
    if is_number(found.rate):
        figures += f", {percent(found.rate, signed=True)}"
    told = _(_by_sign(_CHANGES[counted], change))
    return told.format(area=area, n=number(abs(change)), first=first, last=last, figures=figures)


def grown(found: Growth, reference: str) -> list[str]:
    """What the change came from: the whole, the industries, the area itself; what weighs most."""
    parts = found.parts
    if isinstance(parts, Undefined):
        return [_not_split(parts)]
    national, mix, regional = parts.total.national, parts.total.mix, parts.total.regional
    told = [
        _part(_NATIONAL, national, reference=reference, rate=percent(found.rate_there, signed=True))
    ]
    if not is_number(mix) or not is_number(regional):
        return [*told, _not_split(Undefined.NOT_THERE)]
    told += [_part(_MIX, mix), _part(_REGIONAL, regional)]
    if found.unknown is not None and formats.rounded(found.unknown):
        told.append(_part(_UNKNOWN, found.unknown))
    return [*told, weighed(found)]


def allocated(parts: ShiftShare, names: Mapping[str, str]) -> str:
    """What Esteban's split adds to the sentences of the classic one."""
    allocation = parts.split.allocation
    if is_number(allocation):
        return _part(_ALLOCATION, allocation)
    missing = [names[one] for one, split in parts.splits.items() if split.allocation == allocation]
    told = _("The own development cannot be split further: {reason} ({industries}).")
    return told.format(reason=why(allocation), industries="; ".join(missing))


def _not_split(reason: Undefined) -> str:
    told = _("What the change came from cannot be calculated: {reason}.")
    return told.format(reason=why(reason))


def _part(sentences: tuple[str, str, str], value: Number, **names: str) -> str:
    told = _(_by_sign(sentences, value if is_number(value) else 0.0))
    return told.format(n=number(abs(value)) if is_number(value) else "–", **names)


def _by_sign(sentences: tuple[str, str, str], value: float) -> str:
    """More, fewer or as many, as the rounded figure says."""
    printed = formats.rounded(value)
    return sentences[2] if printed == 0 else sentences[0 if printed > 0 else 1]


def weighed(found: Growth) -> str:
    """Whether industries or the area itself weigh more in the difference; "" where unknown."""
    if isinstance(found.parts, Undefined):
        return ""
    mix, regional = found.parts.total.mix, found.parts.total.regional
    return _weight(mix, regional) if is_number(mix) and is_number(regional) else ""


def _weight(mix: float, regional: float) -> str:
    if max(abs(mix), abs(regional)) < 1:
        return _("The area developed as the reference area did.")
    if max(abs(mix), abs(regional)) < FEW_JOBS:
        told = _(
            "What differs from the reference area is fewer than {n} persons or jobs: one firm can "
            "turn it over."
        )
        return told.format(n=number(FEW_JOBS))
    if abs(regional) >= _HEAVIER * abs(mix):
        return _("The difference from the reference area comes mostly from its own development.")
    if abs(mix) >= _HEAVIER * abs(regional):
        return _("The difference from the reference area comes mostly from its industries.")
    if mix * regional < 0:
        return _("Its industries and its own development nearly outweigh each other.")
    return _("Its industries and its own development weigh about as much.")


def lives_from(
    found: Mapping[str, Industry], names: Mapping[str, str], area: str, period: str
) -> str:
    """The largest industries of an area; "" where none has a job."""
    industries = [one for one in found if one != UNKNOWN_INDUSTRY]
    largest = sorted(industries, key=lambda one: -found[one].jobs)[:MOST_NAMED]
    said = [f"{names[one]} {percent(found[one].share)}" for one in largest if found[one].jobs > 0]
    told = _("{area}, {period}: the largest industries are {industries}.")
    return told.format(area=area, period=period, industries="; ".join(said)) if said else ""


def more_common(found: Mapping[str, Industry], names: Mapping[str, str], reference: str) -> str:
    """Of which industries the area has more than the reference; small ones are not named."""
    quotients = {
        name: one.quotient.value
        for name, one in found.items()
        if is_number(one.quotient.value) and not one.quotient.is_small and name != UNKNOWN_INDUSTRY
    }
    common = [name for name, value in quotients.items() if value >= _COMMON]
    if not common:
        told = _("No industry is much more common than in the reference area ({reference}).")
        return told.format(reference=reference)
    ordered = sorted(common, key=lambda one: -quotients[one])[:MOST_NAMED]
    told = _("More common than in the reference area ({reference}): {industries}.")
    times = _("{industry} ({n} times)")
    said = [times.format(industry=names[one], n=number(quotients[one], 1)) for one in ordered]
    return told.format(reference=reference, industries="; ".join(said))


def specialised(found: Specialisation, reference: str, period: str) -> list[str]:
    """How one-sided the area is beside the reference."""
    if not is_number(found.otherwise) or not is_number(found.alike):
        told = _("{period}: how one-sided the area is cannot be calculated: {reason}.")
        return [told.format(period=period, reason=why(found.krugman))]
    return [
        _(
            "{period}: {share} of those at work would have to be in other industries for the "
            "structure to be that of the reference area ({reference})."
        ).format(period=period, share=percent(found.otherwise), reference=reference),
        _(
            "The area is as one-sided as if there were {n} industries of the same size; in the "
            "reference area {there}."
        ).format(n=number(found.alike, 1), there=number(found.alike_there, 1)),
    ]


def lies(
    found: Mapping[str, Concentrated], names: Mapping[str, str], areas: Mapping[str, str]
) -> str:
    """Which industry lies most unevenly over some areas, and where; "" where none is known."""
    uneven = {name: one.hoover for name, one in found.items() if is_number(one.hoover)}
    if not uneven:
        return ""
    name = max(uneven, key=lambda one: (uneven[one], one))
    one = found[name]
    return _(
        "Most uneven is {industry}: {share} of it would have to be elsewhere for it to lie as all "
        "industries together. Most of it is in {area}, {most}."
    ).format(
        industry=names[name],
        share=percent(one.hoover),
        area=areas[one.most],
        most=percent(one.share),
    )


def left_out(names: Sequence[str]) -> str:
    """Which industries are not in it; "" where all are."""
    if not names:
        return ""
    told = _(
        "Without a figure in every year, here or in the reference area, and so left out: "
        "{industries}."
    )
    return told.format(industries="; ".join(names))
