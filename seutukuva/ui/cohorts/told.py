"""What a projection by cohorts is made of, what it cannot say, and why there is none."""

from __future__ import annotations

import streamlit as st

from seutukuva import cohorts, definitions, texts
from seutukuva.cohorts import Missing, Prepared
from seutukuva.definitions import Demography
from seutukuva.texts import _
from seutukuva.ui.cohorts import names
from seutukuva.ui.cohorts.choosing import Choice
from seutukuva.ui.cohorts.view import View


def unknown(missing: tuple[Missing, ...], choice: Choice, *, is_alone: bool) -> None:
    """Areas that are not led on, each with its reason, and those counted in another.

    Args:
        is_alone: there is no other area either.
    """
    for one in missing:
        words = _("There is no calculation of {area}. {why}")
        if not is_alone:
            words = _("{area} is left out. {why}")
        why = names.missing_text(one.reason)
        st.info(words.format(area=names.place(one.area_id), why=why), icon=":material/block:")
    for part, whole in choice.within:
        words = _("{part} is a part of {whole} and counted in it.")
        st.caption(words.format(part=names.place(part), whole=names.place(whole)))


def made_of(view: View) -> None:
    """What every part was taken from, by area, and what is left out."""
    for one in view.prepared:
        if len(view.prepared) > 1:
            st.subheader(names.place(one.area_id), anchor=False)
        parts = (_ages(one), _births(one), _moves(one), _deaths(one))
        st.markdown("\n".join(f"- {part}" for part in parts))
    st.markdown(
        _(
            "It is a calculation, not a forecast: it shows where births, deaths and moves of late "
            "lead if they go on. It knows of no new mine, school or road, and levels stay as they "
            "are for all of the years. The smaller the area, the more chance there is in it."
        )
    )
    st.caption("  \n".join(_borrowed(view)))


def _ages(one: Prepared) -> str:
    year = one.basis.year
    if not one.start.estimated:
        words = _("**Ages**: counted inhabitants by age and sex at the end of {year}.")
        if not one.by_sex:
            words = _("**Ages**: counted inhabitants by age at the end of {year}.")
        return words.format(year=year)
    words = _(
        "**Ages**: an estimate of {year}. The ages that the official projection of {made} had for "
        "that year are brought to the inhabitants counted then."
    )
    if one.start.has_shares:
        words = _(
            "**Ages**: an estimate of {year}. The ages that the official projection of {made} had "
            "for that year are brought to the inhabitants counted then, and to the shares of "
            "those under 15 and over 64."
        )
    born = _("Those aged 0 are the children born that year.") if one.start.has_born else ""
    sexes = "" if one.by_sex else _("Men and women are together.")
    told = words.format(year=year, made=one.made)
    return " ".join(part for part in (told, born, sexes) if part)


def _births(one: Prepared) -> str:
    born = one.births
    if born.weighed:
        words = _(
            "**Births**: {births} a year ({years}). They are too few to tell the level alone, so "
            "that of {area} is weighed in: about {children} children a woman."
        )
        if born.relative:
            words = _(
                "**Births**: {births} a year ({years}). They are too few to tell the level alone, "
                "so that of {area} is weighed in, as much higher or lower as the official "
                "projection of {made} has it here: about {children} children a woman."
            )
    elif born.area_id == one.area_id:
        words = _("**Births**: {births} a year ({years}), about {children} children a woman.")
    else:
        words = _(
            "**Births**: the area’s own are not known, so the level is that of {area}: about "
            "{children} children a woman ({years})."
        )
    return words.format(
        births=texts.number(born.mean, 0),
        years=", ".join(str(year) for year in born.years),
        children=texts.number(born.children, 2),
        area=names.place(born.weighed or born.area_id),
        made=one.made,
    )


def _moves(one: Prepared) -> str:
    net = texts.number(float(one.basis.moves.sum()), 0, signed=True)
    years = names.years(one.moving.years)
    if one.moving.source == cohorts.OBSERVED:
        words = _(
            "**Moves**: {net} a year, by age what the counted cohorts of {years} changed by "
            "beside deaths."
        )
    elif one.moving.source == cohorts.REGION:
        words = _(
            "**Moves**: {net} a year, the mean of the area’s net migration in {years}; by age as "
            "in the region around."
        )
    elif one.moving.level == cohorts.LEFT_OVER:
        words = _(
            "**Moves**: {net} a year, what the inhabitants changed by in {years} beside the births "
            "and deaths expected of their ages; by age as the official projection of {made} "
            "expected."
        )
    elif one.moving.level == cohorts.COUNTED:
        words = _(
            "**Moves**: {net} a year, the mean of the area’s net migration in {years}; by age as "
            "the official projection of {made} expected."
        )
    else:
        words = _(
            "**Moves**: {net} a year, as the official projection of {made} expected by age for "
            "{years}. They may have changed since it was made."
        )
    told = words.format(net=net, years=years, made=one.made)
    if one.moving.newest is None:
        return told
    year, newest = one.moving.newest
    counted = _("Counted in {year}: {net}.")
    return f"{told} {counted.format(year=year, net=texts.number(newest, 0, signed=True))}"


def _deaths(one: Prepared) -> str:
    words = _(
        "**Deaths**: by age as in the whole country ({years}), by Gompertz’s law from fifty on."
    )
    told = words.format(years=names.years(one.dying.years))
    if not one.dying.deaths:
        return told
    level = _("Their level is that of the deaths counted in the country in {years}.")
    counted = ", ".join(str(year) for year in one.dying.deaths)
    return f"{told} {level.format(years=counted)}"


def _borrowed(view: View) -> list[str]:
    """Where the shapes come from that no fetched table tells."""
    found, speak = definitions.load(), texts.language()
    known: dict[str, Demography] = {}
    for one in view.prepared:
        country = found.areas[one.area_id].country
        known[country] = found.demography[country]
    lines = []
    for told in known.values():
        for words, what in (
            (_("Ages of mothers"), told.fertility),
            (_("Deaths of infants"), told.mortality),
        ):
            lines.append(
                f"{words}: {what.source[speak]}, {what.years}, [{what.licence}]({what.url})"
            )
    return lines
