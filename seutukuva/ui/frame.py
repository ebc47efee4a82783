"""The frame's parts: titles, messages about the data, and what happens when something fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import streamlit as st

from seutukuva import (
    access,
    audit,
    definitions,
    failures,
    formats,
    made,
    selectors,
    showing,
    store,
    texts,
)
from seutukuva.definitions import Indicator
from seutukuva.errors import (
    AccessRefused,
    DeletedBatch,
    MissingBatch,
    MissingData,
    MissingList,
    MissingProjections,
    MissingQuestionnaire,
    MissingStructures,
    MissingVersion,
    NotNoted,
    QueryError,
    RecordRefused,
    RecordsError,
    SecretLost,
    UploadRefused,
)
from seutukuva.navigation import PageEntry
from seutukuva.texts import _
from seutukuva.ui import loading, person, refusals, sheets

log = logging.getLogger(__name__)

PRODUCT = "Seutukuva"


def page(entry: PageEntry) -> Any:
    """A page for the navigation; a confidential one where it may not be seen only says why."""
    is_open = not entry.subject or access.may_see(entry.subject)
    return st.Page(
        entry.file if is_open else partial(_kept_away, entry),
        title=_(entry.title),
        icon=entry.icon,
        url_path=entry.name,
        visibility="visible" if is_open else "hidden",
    )


def _kept_away(entry: PageEntry) -> None:
    # Whoever gets here has the address: the menu does not show it.
    audit.refused(entry.subject, "read", entry.name)
    title(_(entry.title), _("This page is confidential."))
    st.info(access.why_not(entry.subject), icon=":material/lock:")
    person.offer()


def run_page(page: Any) -> None:
    """Run the chosen page; whatever fails, the frame stays and says so calmly."""
    guarded(loading.load, page.url_path)
    guarded(page.run)


def guarded(section: Callable[..., None], *args: Any) -> None:
    """Run a section; a failure of its own shows one sentence and the rest of the page lives."""
    try:
        section(*args)
    except MissingData as error:
        _without_data(error)
    except (RecordsError, UploadRefused) as error:
        _without_records(error)
    except QueryError as error:
        if not showing.shown():
            _apologise(error)
            return
        log.warning("%s", error)
        st.info(_(refusals.OLDER_PROGRAM), icon=":material/history_toggle_off:")
    except Exception as error:  # the last line of defence: details go to the log, not to readers
        _apologise(error)


def _without_data(error: MissingData) -> None:
    """What is missing, and how it comes."""
    log.warning("%s", error)
    if isinstance(error, MissingList):
        st.warning(refusals.lost_list(error), icon=":material/broken_image:")
    elif isinstance(error, DeletedBatch):
        st.info(_(refusals.DELETED_SINCE), icon=":material/delete_forever:")
    elif isinstance(error, MissingBatch):
        words = _(
            "A file of accepted interviews is missing or damaged. {command} names it; "
            "bring it back from a backup."
        )
        st.warning(words.format(command="`python -m etl verify`"), icon=":material/broken_image:")
    elif isinstance(error, MissingQuestionnaire):
        words = _(
            "The programme no longer has the questionnaire of these interviews: {name}. "
            "Put its file back into the programme’s folder “questionnaires”."
        )
        st.warning(words.format(name=error.where), icon=":material/quiz:")
    elif isinstance(error, MissingVersion):
        words = _(refusals.LOST_VERSION).format(version=f"`{error.where}`")
        st.warning(words, icon=":material/broken_image:")
    elif isinstance(error, MissingProjections | MissingStructures):
        st.info(refusals.older_version(error), icon=":material/hourglass_empty:")
    else:
        words = _("No figures have been published yet. Run: {command}")
        command = "`python -m etl run --offline`"
        st.info(words.format(command=command), icon=":material/hourglass_empty:")


def _without_records(error: RecordsError | UploadRefused) -> None:
    """Why what people have entered is not shown, or not taken."""
    if isinstance(error, AccessRefused):
        words = access.why_not(error.subject) or refusals.told(error)
        st.info(words, icon=":material/lock:")
    elif isinstance(error, RecordRefused):
        st.info(refusals.told(error), icon=":material/lock:")
    elif isinstance(error, UploadRefused | SecretLost | NotNoted):
        st.warning(refusals.told(error), icon=":material/block:")
    else:
        log.warning("%s", error)
        st.warning(
            _(
                "What people have entered cannot be read just now. "
                "The statistics are shown without it."
            ),
            icon=":material/cloud_off:",
        )


def _apologise(error: Exception) -> None:
    st.error(failures.apology(failures.noted(error)), icon=":material/report:")


def title(text: str, lead: str) -> None:
    """The page's title, also the browser's, and in one sentence the question it answers."""
    st.set_page_config(page_title=f"{text} · {PRODUCT}")
    st.title(text, anchor=False)
    sheets.styles()
    st.markdown(lead)
    selectors.unknown_choices()


def first_sentence(text: str) -> str:
    """The first sentence of a description."""
    head, dot, _rest = text.partition(". ")
    return head + "." if dot else head


def footer() -> None:
    """Version of the data and what it is made of."""
    try:
        about_version = made.once(_about_version, "footer")
    except MissingData:
        return
    st.divider()
    st.caption(about_version)
    if reason := access.why_not():
        st.caption(reason)


def _about_version() -> str:
    build = store.run("shared/build").iloc[0]
    return _("Data version {version} · {made_of} · built {date}").format(
        version=build["version"],
        made_of=made_of(build["mode"]),
        date=formats.date(build["built_at"], texts.language()),
    )


def made_of(mode: str) -> str:
    """What a version is made of, in words."""
    if mode == "starter":
        return _("starter figures that come with the program")
    return _("figures fetched from the statistics servers")


def failed_sources(indicators: Iterable[Indicator] | None = None) -> None:
    """Say which sources could not be refreshed, and since when the shown figures are.

    Args:
        indicators: what the page shows; none means every source.
    """
    shown = set(definitions.load().sources)
    if indicators is not None:
        shown = {pick.source_id for one in indicators for pick in one.selections}
    for source_id, words in made.once(_failures, "failed sources"):
        if source_id in shown:
            st.warning(words, icon=":material/cloud_off:")


def _failures() -> list[tuple[str, str]]:
    """Sources that could not be refreshed, each with a sentence about it."""
    speak = texts.language()
    known = definitions.load().sources
    sources = store.run("shared/sources")
    failed = sources[sources["last_error_at"].notna() & sources["source_id"].isin(list(known))]
    sentence = _(
        "{source} ({producer}) could not be refreshed on {day}. "
        "The figures shown are the last good ones: {since}."
    )
    return [
        (
            row["source_id"],
            sentence.format(
                source=known[row["source_id"]].title[speak],
                producer=known[row["source_id"]].producer[speak],
                day=formats.date(row["last_error_at"], speak),
                since=formats.date(row["fetched_at"], speak) or made_of("starter"),
            ),
        )
        for row in failed.to_dict("records")
    ]
