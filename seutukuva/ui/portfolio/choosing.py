"""Which projects are shown, in which order, and which page of them: all of it in the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.projects import flags
from seutukuva.projects.model import Basket
from seutukuva.projects.register import Choices, Filter
from seutukuva.texts import N_, _
from seutukuva.ui.fields import own_list, plain
from seutukuva.ui.portfolio import names

ALL, OWN = "all", "own"
LENGTH = 50
DESCENDING, ASCENDING = "desc", "asc"
SORTS = {
    "start": N_("Start"),
    "end": N_("End"),
    "name": N_("Name"),
    "code": N_("Code"),
    "implementer": N_("Implementer"),
    "owner": N_("Owner"),
    "development_area": N_("Development area"),
    "fund": N_("Fund"),
    "state": N_("State"),
    "planned": N_("Funding planned"),
    "realised": N_("Funding realised"),
    "absorption": N_("Share of funding used"),
}
ORDERS = {DESCENDING: N_("largest or latest first"), ASCENDING: N_("smallest or earliest first")}
_SEARCH, _RUNNING, _PAGE = "q", "running", "list_page"
_FIRST = ("scope", "project_state")
_FURTHER = ("fund", "owner", "development_area", "municipality", "in_basket", "flag", _RUNNING)
_LONGEST_SEARCH = 120
_SHOWN = "portfolio_shown"


def chosen(choices: Choices, baskets: Sequence[Basket]) -> Filter:
    """The filters; whatever they are, the address says them.

    Args:
        choices: what the register's projects can be told apart by.
        baskets: those that there are.
    """
    with st.container(border=True):
        words, scope, state = st.columns([2, 1, 1])
        with words:
            text = _search()
        with scope:
            own_only = _scope() == OWN
        with state:
            states = _one("project_state", _("State"), _of(names.states(), choices.states))
        is_narrowed = any(one in st.query_params for one in _FURTHER)
        with st.expander(_("More filters"), icon=":material/tune:", expanded=is_narrowed):
            more = _further(choices, baskets)
    return replace(more, text=text, own_only=own_only, states=states)


def _further(choices: Choices, baskets: Sequence[Basket]) -> Filter:
    found = definitions.load()
    funds = {one: one for one in choices.funds if one}
    owners = _of(own_list("organisation", found), choices.owners)
    first, second, third = st.columns(3)
    with first:
        fund = _one("fund", _("Fund or programme"), funds)
        place = _one("municipality", _("Municipality"), own_list("municipality", found))
    with second:
        owner = _one("owner", _("Owner"), owners)
        basket = _one("in_basket", _("Project basket"), {one.id: one.name for one in baskets})
    with third:
        area = _one("development_area", _("Development area"), names.development_areas())
        running = selectors.day(_RUNNING, _("Running on the day"))
    odd = {one: flags.words(one) for one in choices.flags}
    flag = _one("flag", _("To be noted"), odd) if odd else ()
    return Filter(
        funds=fund,
        areas=place,
        owners=owner,
        baskets=basket,
        development_areas=area,
        running_on=running,
        flags=flag,
    )


def _of(titles: Mapping[str, str], there: Iterable[str]) -> dict[str, str]:
    """The titles of what there is; all of them where nothing is told apart."""
    present = set(there)
    return {one: title for one, title in titles.items() if one in present} or dict(titles)


def _one(key: str, label: str, titles: Mapping[str, str]) -> tuple[str, ...]:
    """One value to filter by, or none of them."""
    speak = texts.language()
    options = sorted(titles, key=lambda one: formats.sort_key(titles[one], speak))
    every = {ALL: _("all"), **titles}
    value = selectors.choose_one(key, label, [ALL, *options], ALL, every.__getitem__)
    return () if value == ALL else (value,)


def _scope() -> str:
    titles = {OWN: _("the region’s own"), ALL: _("all in the lists")}
    return selectors.choose_one("scope", _("Projects"), list(titles), OWN, titles.__getitem__)


def _search() -> str:
    label = _("Search: code, name, implementer")
    (text,) = selectors.from_address(_SEARCH, ("",), lambda value: value, label)[:1]
    widget = selectors.widget_key(_SEARCH)
    st.session_state[widget] = text[:_LONGEST_SEARCH]

    def write() -> None:
        selectors.remember(_SEARCH, (st.session_state[widget].strip(),), ("",))

    st.text_input(label, key=widget, on_change=write, max_chars=_LONGEST_SEARCH, autocomplete="off")
    return text[:_LONGEST_SEARCH]


def is_narrowed() -> bool:
    """Whether any filter is set besides the projects' being the region's own."""
    return any(one in st.query_params for one in (_SEARCH, *_FIRST, *_FURTHER))


def clear() -> None:
    """Take every filter away; for ``on_click``."""
    for key in (_SEARCH, *_FIRST, *_FURTHER, _PAGE):
        selectors.remember(key, (), ())


def order() -> tuple[str, bool]:
    """The column to sort by, and whether the largest comes first."""
    left, right = st.columns(2)
    with left:
        sort = _titled("sort", _("Sort by"), SORTS, "start")
    with right:
        direction = _titled("order", _("Order"), ORDERS, DESCENDING)
    return sort, direction == DESCENDING


def _titled(key: str, label: str, titles: Mapping[str, str], default: str) -> str:
    return selectors.choose_one(key, label, list(titles), default, lambda one: _(titles[one]))


def page(*shown: object) -> int:
    """The page looked at, from 0; the first one again when others are shown than a moment ago.

    Args:
        shown: filter and order.
    """
    # A link keeps its page: only who has seen another list here is sent to the first.
    if st.session_state.get(_SHOWN, shown) != shown:
        st.query_params.pop(_PAGE, None)
    st.session_state[_SHOWN] = shown
    asked = st.query_params.get(_PAGE, "")
    return max(1, int(asked)) - 1 if asked.isdecimal() and len(asked) < 7 else 0


def pages(at: int, count: int, place: str = "above") -> None:
    """Where in the list the shown ones are, and the ways on and back.

    Args:
        place: unlike that of another one on the page.
    """
    first, last = at * LENGTH + 1, min((at + 1) * LENGTH, count)
    told = _("{first}–{last} of {n} projects").format(
        first=texts.number(first), last=texts.number(last), n=texts.number(count)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told)
        if count > LENGTH:
            _turn(_("Previous"), f"back_{place}", at, at > 0, ":material/chevron_left:")
            _turn(_("Next"), f"on_{place}", at + 2, last < count, ":material/chevron_right:")


def _turn(label: str, key: str, to: int, is_there: bool, icon: str) -> None:
    st.button(label, key=key, on_click=_write_page, args=(to,), disabled=not is_there, icon=icon)


def _write_page(number: int) -> None:
    if number > 1:
        st.query_params[_PAGE] = str(number)
    else:
        st.query_params.pop(_PAGE, None)


def told(wanted: Filter, baskets: Sequence[Basket]) -> str:
    """Which projects are shown, in a sentence: a filter that is not in sight is said as well."""
    found = definitions.load()
    organisations, places = (own_list(one, found) for one in ("organisation", "municipality"))
    titles: tuple[tuple[tuple[str, ...], Mapping[str, str]], ...] = (
        (wanted.states, names.states()),
        (wanted.funds, {}),
        (wanted.owners, organisations),
        (wanted.development_areas, names.development_areas()),
        (wanted.areas, places),
        (wanted.baskets, {one.id: one.name for one in baskets}),
        (wanted.flags, {one: flags.words(one) for one in wanted.flags}),
    )
    parts = [known.get(one, one) for chosen, known in titles for one in chosen]
    if wanted.text:
        parts.insert(0, f"“{wanted.text}”")
    if wanted.running_on:
        parts.append(_("running on {day}").format(day=names.day(wanted.running_on)))
    whose = (
        _(
            "Shown are the region’s own projects: carried out here, owned by the programme, in "
            "one of its baskets, or entered here."
        )
        if wanted.own_only
        else _(
            "Shown are all known projects, those of the accepted lists from the whole country too."
        )
    )
    if not parts:
        return whose
    return f"{whose} {_('Only')}: {' · '.join(plain(one) for one in parts)}."
