"""The register of what is kept, and a person's or a firm's data found, handed over and deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from seutukuva import access, audit, export, made, showing, texts
from seutukuva.errors import InvalidRecord, SeutukuvaError
from seutukuva.people.model import Person
from seutukuva.privacy import deleting, finding, retention, telling
from seutukuva.privacy.model import STAYS, Finding
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, sheets, takeaway
from seutukuva.ui.sheets import Line, Sheet, text
from seutukuva.ui.takeaway import take_away_table

SOURCE = "privacy"
_ASKED, _FOUND, _CHOSEN, _TOLD = "privacy_asked", "privacy_found", "privacy_kept", "privacy_told"
_WHY, _SURE = "privacy_why", "privacy_sure"
# A page of words; the file has all of them.
MOST_SHOWN, LONGEST_SHOWN = 60, 120


def register() -> None:
    """Everything that is kept, a line each, and the same to take away."""
    rows = telling.register()
    headings = (
        *(_("What"), _("Of whom"), _("What for"), _("Who sees it"), _("Where"), _("Until when")),
    )
    lines = tuple(
        Line(
            text(row.title, row.what),
            (
                text(f"{row.sign} {row.holds}", label=headings[1]),
                text(row.purpose, row.ground, label=headings[2]),
                text(row.seen_by, label=headings[3]),
                text(row.place, label=headings[4]),
                text(row.until, label=headings[5]),
            ),
        )
        for row in rows
    )
    caption = _("What is kept of persons and firms")
    sheets.show([Sheet(caption, tuple(text(one) for one in headings), lines, "sk-needs sk-listed")])
    plain = [
        (row.title, row.holds, row.what, row.purpose, row.ground, row.seen_by, row.place, row.until)
        for row in rows
    ]
    names = [
        *(_("What"), _("Of whom"), _("In detail"), _("What for"), _("Ground")),
        *(_("Who sees it"), _("Where"), _("Until when")),
    ]
    take_away_table(
        key="privacy_register", title=caption, values=pd.DataFrame(plain, columns=names)
    )


def search() -> None:
    """What somebody asks for: words, by which everything is looked through."""
    st.write(
        _(
            "Somebody may ask what is kept of them, and have it deleted. Look for the name, and "
            "also for e-mail, telephone and business ID; part several with a semicolon. Check "
            "first that whoever asks is who they say."
        )
    )
    with st.form("privacy_search", border=False):
        st.text_input(
            _("Name, business ID, e-mail or number"),
            key=_ASKED,
            max_chars=500,
            help=_(
                "A word is found at the beginning of words, with its endings: Aho finds Aholle."
            ),
        )
        st.form_submit_button(
            _("Look for it"), icon=":material/search:", on_click=_look, args=(texts.language(),)
        )
    told = st.session_state.pop(_TOLD, None)
    for kind, words in told or ():
        {"error": st.error, "success": st.success, "info": st.info}[kind](entry.plain(words))


def _look(language: str) -> None:
    texts.use(language)
    asked = st.session_state.get(_ASKED, "")
    st.session_state.pop(_FOUND, None)
    st.session_state.pop(_CHOSEN, None)
    try:
        st.session_state[_FOUND] = (asked, finding.find(asked))
    except SeutukuvaError as error:
        st.session_state[_TOLD] = [("error", str(error))]


def found() -> None:
    """What was found, to hand over and to delete."""
    held: tuple[str, list[Finding]] | None = st.session_state.get(_FOUND)
    if held is None:
        return
    asked, every = held
    if not every:
        st.info(
            _(
                "Nothing is kept under these words. Look for other spellings too, and for the "
                "parts of a name. Backups and files outside of this service are not looked through."
            ),
            icon=":material/search_off:",
        )
        return
    n = len(every)
    st.subheader(ngettext("Found in {n} place", "Found in {n} places", n).format(n=n), anchor=False)
    _findings(every)
    _handing_over(every)
    _deleting(asked, every)


def _findings(every: Sequence[Finding]) -> None:
    headings = (_("Record"), _("Kept as"), _("Where it stands"), _("When deleted"))
    lines = tuple(
        Line(
            text(one.where),
            (
                text(telling.title(one.holding), label=headings[1]),
                text(_excerpt(one), label=headings[2]),
                text(telling.way(one), label=headings[3]),
            ),
        )
        for one in every[:MOST_SHOWN]
    )
    columns = tuple(text(one) for one in headings)
    sheets.show([Sheet(_("What was found"), columns, lines, "sk-needs sk-listed")])
    if len(every) > MOST_SHOWN:
        st.caption(_("The first {n} are shown; the files hold all of them.").format(n=MOST_SHOWN))


def _excerpt(one: Finding) -> str:
    told = [f"{hit.field}: {hit.text}" for hit in one.hits[:3]]
    short = [line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…" for line in told]
    more = len(one.hits) - len(told)
    if more > 0:
        short.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "; ".join(short)


def _handing_over(every: Sequence[Finding]) -> None:
    take = telling.taken(every)
    as_json = telling.as_json(every)
    by = access.person()
    with st.container(horizontal=True):
        takeaway.workbook(
            _("Everything found (XLSX)"),
            partial(_noted, by, "xlsx", partial(export.xlsx, take)),
            f"{take.file_name}.xlsx",
            "privacy_xlsx",
        )
        takeaway.made(
            _("Everything found (JSON)"),
            partial(_noted, by, "json", lambda: as_json),
            f"{take.file_name}.json",
            "application/json",
            "privacy_json",
        )
    st.caption(
        _(
            "Read through the file before you hand it over: a text may tell of others too. What "
            "others wrote about a firm, and what stays, is in it."
        )
    )


def _noted(by: Person, what: str, make: Callable[[], bytes]) -> bytes:
    # The file is made in a thread of the server, which knows no reader.
    with access.acting(by):
        access.require("privacy", what)
        audit.note("exported", "privacy", what, must=True)
    return make()


def _deleting(asked: str, every: Sequence[Finding]) -> None:
    there = {one.id: one for one in every if one.way != STAYS}
    if not there:
        st.info(_("Nothing of this can be deleted: it stays, and names nobody."))
        return
    with st.form("privacy_delete"):
        st.markdown(f"**{_('Delete for good')}**")
        st.multiselect(
            _("Leave these as they are"),
            list(there),
            key=_CHOSEN,
            format_func={one.id: one.where for one in there.values()}.__getitem__,
            placeholder=_("Choose"),
            help=_("Those that are of somebody else of the same name."),
        )
        st.text_input(
            _("Why"),
            key=_WHY,
            max_chars=200,
            help=_("For example: the person asked for it on 3 May. This text stays: no names."),
        )
        st.checkbox(_("It is theirs, and I know that nobody can bring it back"), key=_SURE)
        st.form_submit_button(
            _("Delete for good"),
            icon=":material/delete_forever:",
            on_click=_delete,
            args=(texts.language(), asked, tuple(there.values())),
        )


def _delete(language: str, asked: str, there: Sequence[Finding]) -> None:
    texts.use(language)
    if not st.session_state.get(_SURE):
        words = _("Nothing was deleted: say first that it is theirs and is to be gone for good.")
        st.session_state[_TOLD] = [("error", words)]
        return
    kept = set(st.session_state.get(_CHOSEN) or ())
    wanted = [one for one in there if one.id not in kept]
    why = st.session_state.get(_WHY, "")
    try:
        done = deleting.delete(asked, wanted, why=why, by=access.author(), source=SOURCE)
        st.session_state[_FOUND] = (asked, finding.find(asked))
    except InvalidRecord as error:
        problems = " ".join(words for _field, words in error.problems)
        st.session_state[_TOLD] = [("error", f"{_('Nothing was deleted.')} {problems}")]
        return
    except SeutukuvaError as error:
        st.session_state[_TOLD] = [("error", str(error))]
        return
    st.session_state[_SURE] = False
    st.session_state[_TOLD] = _outcome(done)


def _outcome(done: Sequence[deleting.Outcome]) -> list[tuple[str, str]]:
    n = sum(one.deleted > 0 for one in done)
    said = [
        (
            "success",
            ngettext(
                "Deleted for good in {n} place. Backups made before still hold it: delete them in "
                "their time.",
                "Deleted for good in {n} places. Backups made before still hold it: delete them "
                "in their time.",
                n,
            ).format(n=n),
        )
    ]
    failed = [f"{one.finding.where}: {one.problem}" for one in done if one.problem]
    return [*(said if n else []), *(("error", words) for words in failed)]


def ending() -> None:
    """What goes by itself when its time comes, and how much of it has come."""
    today = showing.today()
    # It reads the whole log.
    every = made.of_log(lambda: retention.purge_due(today, dry_run=True), "privacy_due", today)
    due = [one for one in every if one.n]
    st.write(
        _(
            "What has been kept long enough is deleted by itself once a day while the server runs, "
            "and by python -m etl purge."
        )
    )
    if not due:
        st.caption(_("Nothing is due today."))
        return
    lines = [
        ngettext("{what}: {n} is due", "{what}: {n} are due", one.n).format(
            what=telling.title(one.holding), n=one.n
        )
        for one in due
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
