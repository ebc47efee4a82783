"""Making the pack before the reader's eyes, and handing over its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from seutukuva import export, limits, store, texts
from seutukuva.errors import DocumentError, ExportRefused, PackRefused, TemplateRefused
from seutukuva.limits.shelf import MIB, Shelf
from seutukuva.pack import delivery
from seutukuva.pack import making as packing
from seutukuva.pack.delivery import ARCHIVE, FORMATS, MIMES, File
from seutukuva.pack.model import Pack
from seutukuva.texts import _, ngettext
from seutukuva.ui import refusals, takeaway
from seutukuva.ui.entry import plain
from seutukuva.ui.pack.choosing import Choice, described

MADE = "pack_made"
# The sections are made first, then the files; so much of the bar is the sections'.
_SECTIONS = 0.6


@dataclass(frozen=True, slots=True)
class _Made:
    """What was made last: it stays until the next is made, whatever is chosen meanwhile.

    Attributes:
        told: what it is of, in a sentence.
        findings: what its slides say; ``absent``: what it could not say, and why.
    """

    told: str
    files: tuple[File, ...]
    is_draft: bool
    findings: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()


def making(choice: Choice, template: bytes | None) -> None:
    """The two buttons."""
    if not choice.formats:
        st.info(_("Choose at least one kind of file."), icon=":material/info:")
        return
    with st.container(horizontal=True):
        one = st.button(
            _("Make the pack"), type="primary", icon=":material/inventory:", key="pack_make"
        )
        every = st.button(
            _("All municipalities at once (ZIP)"), icon=":material/folder_zip:", key="pack_make_all"
        )
    st.caption(described(choice))
    if one:
        _watched(lambda bar: _one(choice, template, bar))
    elif every:
        _watched(lambda bar: _every(choice, template, bar))


_Bar = Callable[[float, str], None]
# Packs are megabytes: a process keeps so many for all pages together, not each page its own.
packs: Shelf[_Made] = Shelf(
    lambda made: sum(len(one.content) for one in made.files),
    lambda: limits.current().packs_mib * MIB,
)


def _watched(make: Callable[[_Bar], _Made]) -> None:
    """Make with a bar that says what is being made; a refusal leaves what was made before."""
    bar = st.progress(0.0, text=_("Making the pack"))

    def progress(share: float, words: str) -> None:
        bar.progress(min(1.0, share), text=words or _("Making the pack"))

    def waiting(words: str) -> None:
        bar.progress(0.0, text=words)

    try:
        with limits.exporting(limits.this_page(), waiting):
            st.session_state[MADE] = packs.put(make(progress))
    except (ExportRefused, PackRefused, TemplateRefused) as error:
        st.error(refusals.told(error), icon=":material/block:")
    except DocumentError:
        st.error(_("The document could not be typeset."), icon=":material/error:")
    finally:
        bar.empty()


def _one(choice: Choice, template: bytes | None, bar: _Bar) -> _Made:
    pack = packing.made(
        choice.edition,
        choice.audience,
        choice.area_id,
        choice.language,
        lambda share, words: bar(share * _SECTIONS, words),
    )
    own = delivery.files(
        pack,
        choice.formats,
        template,
        lambda share, words: bar(_SECTIONS + share * (1 - _SECTIONS), words),
    )
    return _Made(described(choice), own, not pack.stamp.is_frozen, *_told(pack))


def _told(pack: Pack) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    findings = tuple(one.finding for one in pack.known if one.is_slide and one.id != "in_short")
    absent = tuple(f"{one.heading}: {one.missing}" for one in pack.absent)
    return findings, absent, pack.failed


def _every(choice: Choice, template: bytes | None, bar: _Bar) -> _Made:
    content = delivery.of_municipalities(
        choice.edition, choice.language, choice.formats, template, bar
    )
    named = choice.edition.name if choice.edition else f"draft-{store.current_version().id[:8]}"
    name = export.file_name("packs", named, "municipalities", choice.language)
    told = _("All municipalities, in {language}.").format(language=texts.LANGUAGES[choice.language])
    return _Made(told, (File(ARCHIVE, f"{name}.zip", content),), choice.edition is None)


def delivered() -> None:
    """The files that were made last, and what stands in them."""
    ticket = st.session_state.get(MADE)
    if ticket is None:
        return
    st.header(_("The pack"), anchor=False)
    made: _Made | None = packs.get(ticket)
    if made is None:
        st.info(
            _("The files are no longer kept here: others have made theirs since. Make it again."),
            icon=":material/info:",
        )
        return
    st.markdown(f"**{plain(made.told)}**")
    if made.is_draft:
        st.warning(
            _("A draft: every page says that it is not frozen. Freeze an edition to cite it."),
            icon=":material/edit_note:",
        )
    with st.container(horizontal=True):
        for one in made.files:
            _button(one)
    if made.findings:
        n = len(made.findings)
        words = ngettext("What it says: {n} finding", "What it says: {n} findings", n)
        st.markdown(f"**{words.format(n=texts.number(n))}**")
        st.markdown("\n".join(f"- {plain(one)}" for one in made.findings))
    if made.absent:
        st.markdown(f"**{_('What is not in it')}**")
        st.markdown("\n".join(f"- {plain(one)}" for one in made.absent))
    for words in made.failed:
        st.warning(plain(words), icon=":material/warning:")


def _button(one: File) -> None:
    is_archive = one.format == ARCHIVE
    label = _("All packs (ZIP)") if is_archive else _(FORMATS[one.format])
    mime = ARCHIVE if is_archive else MIMES[one.format]
    takeaway.file(label, one.content, one.name, mime, f"pack_file_{one.format}")
