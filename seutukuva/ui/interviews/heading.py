"""The head of the results: what they are of, in a sentence, and what the reader must know of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import Questionnaire
from seutukuva.interviews import rounds, told
from seutukuva.interviews.told import GroupChange, QuestionBalance, WaveResults
from seutukuva.texts import _, ngettext
from seutukuva.ui import linked
from seutukuva.ui.interviews import names
from seutukuva.ui.interviews.mentions import count_words, item_name

# Of each kind; more are not read at a glance.
_MOST_NAMED = 5


def nothing_yet() -> None:
    """There are no interviews: what to do."""
    st.info(
        _(
            "No interviews are stored yet. Upload a spreadsheet, or load invented interviews to "
            "see what this page shows."
        ),
        icon=":material/inbox:",
    )
    linked.page_link(
        "pages/companies/upload.py", label=_("Upload interviews"), icon=":material/upload_file:"
    )


def banner(results: WaveResults) -> None:
    """That the firms are invented, and that answers wait."""
    if results.is_demonstration:
        st.warning(
            _("Demonstration: these firms and their answers are invented."),
            icon=":material/science:",
        )
    if results.waiting and not results.reason:
        st.info(
            _(
                "Newer interviews wait. All figures move on together when at least {n} firms "
                "have been added, removed or have answered otherwise."
            ).format(n=definitions.load().interviewing.shown),
            icon=":material/hourglass_top:",
        )
    if results.leaving and not results.reason:
        st.info(
            _(
                "Interviews that have been withdrawn or corrected are still in the figures as they "
                "were, until the figures move on. What they say is no longer quoted."
            ),
            icon=":material/hourglass_bottom:",
        )


def others(forms: Sequence[str]) -> None:
    """That interviews with forms of another kind are not in the figures."""
    if not forms:
        return
    known = definitions.load().questionnaires
    speak = texts.language()
    names_of = [known[one].title[speak] if one in known else one for one in forms]
    st.info(
        _("Interviews of this round with another form are not in these figures: {forms}.").format(
            forms=", ".join(names_of)
        ),
        icon=":material/info:",
    )


def in_short(results: WaveResults, form: Questionnaire) -> bool:
    """What an official takes along from a glance; whether there is more to show."""
    name = rounds.name(results.wave, texts.language())
    if results.reason:
        few = _("{round}: too few firms were interviewed. Figures appear when there are {n}.")
        least = texts.number(definitions.load().interviewing.shown)
        st.info(few.format(round=name, n=least), icon=":material/visibility_off:")
        return False
    st.markdown(_counted(results, name))
    balances = found(results, form)
    st.markdown("\n".join(f"- {line}" for line in [*balances, *_needed(results, form)]))
    notes = []
    if any("(" in line for line in balances):
        notes.append(
            _(
                "In brackets after a question stands its balance: the share of firms that say "
                "better less the share that say worse, from −100 to +100."
            )
        )
    if any(one.all.is_claimable for one in results.balances):
        notes.append(
            _(
                "A balance or a change is named only where it is beyond chance, all questions "
                "taken together; of many intervals some leave out zero by chance alone. Without "
                "any true difference, about one round in twenty would have a false line here."
            )
        )
    if results.weights:
        notes.append(_("These lines count one firm, one vote."))
    st.caption(" ".join([*notes, names.rounding()]))
    return True


def found(results: WaveResults, form: Questionnaire) -> list[str]:
    """What the balances say beyond chance, a sentence each, in marked-up words."""
    return [*_sides(results, form), *_changes(results, form)]


def _counted(results: WaveResults, name: str) -> str:
    words = _("**About {firms}** were interviewed for the round {round}.").format(
        firms=names.firms(results.firms), round=name
    )
    whole = next((row for row in results.coverage if not row.group.dimension), None)
    if whole and whole.stock is not None:
        words += " " + _("To compare, in the whole area: {n} ({stock}).").format(
            stock=names.stock(whole), n=texts.number(whole.stock)
        )
    return words


def _sides(results: WaveResults, form: Questionnaire) -> list[str]:
    """In which questions one side clearly outweighs the other."""
    clear = sorted(
        (one for one in results.balances if one.all.is_clear), key=lambda one: -abs(_value(one))
    )
    lines = []
    for words, side in (
        (_("**More firms say better than worse:** {questions}."), 1),
        (_("**More firms say worse than better:** {questions}."), -1),
    ):
        own = [
            _with_figure(form, one, _signed(_value(one))) for one in clear if side * _value(one) > 0
        ]
        if own:
            lines.append(words.format(questions=_listed(own)))
    if lines or not results.balances:
        return lines
    if any(one.all.is_claimable for one in results.balances):
        return [_("In no question is the balance beyond what chance can bring about.")]
    least = texts.number(definitions.load().interviewing.claims_from)
    few = _("Fewer than {n} firms answered any question: whether better or worse is not told.")
    return [few.format(n=least)]


def _changes(results: WaveResults, form: Questionnaire) -> list[str]:
    """What has really changed since the earlier round."""
    if not results.before or not results.balances:
        return []
    before = rounds.name(results.before, texts.language())
    found = [(one, _change_of_all(one)) for one in results.balances]
    comparable = [(one, own) for one, own in found if own and not own.reason]
    if not comparable:
        few = _("Since {round}: too few firms in one of the rounds to speak of changes.")
        return [few.format(round=before)]
    lines = []
    for words, direction in (
        (_("**Better than in {round}:** {questions}."), "up"),
        (_("**Worse than in {round}:** {questions}."), "down"),
    ):
        own = [
            _with_figure(form, one, _from_to(change))
            for one, change in sorted(comparable, key=lambda both: -_size(both[1]))
            if change.direction == direction
        ]
        if own:
            lines.append(words.format(round=before, questions=_listed(own)))
    if not lines:
        lines.append(_("Since {round} no balance has changed beyond chance.").format(round=before))
    return lines


def _change_of_all(one: QuestionBalance) -> GroupChange | None:
    return next((change for change in one.changes if change.group == told.ALL), None)


def _size(change: GroupChange) -> float:
    return abs(change.change.value) if change.change else 0.0


def _from_to(change: GroupChange) -> str:
    before, after = (one.value if one else None for one in (change.before, change.after))
    return f"{_signed(before)}\u00a0→\u00a0{_signed(after)}"


def _needed(results: WaveResults, form: Questionnaire) -> list[str]:
    """What most firms need help with; none where too many needs share a place to name any."""
    lines = []
    for one in results.needs:
        asked = [(item, item.all.as_told) for item in one.items if item.meaning != "no"]
        # One step of the rounding is no number yet.
        often = [both for both in asked if both[1] > definitions.load().interviewing.exist]
        counts = [n for _item, n in often]
        # Those of the same rounded number are named together or not at all.
        places = {n: sum(count >= n for count in counts) for n in counts}
        least = min((n for n in counts if places[n] <= _MOST_NAMED), default=None)
        if least is None:
            continue
        own = [
            f"{item_name(one, item, form)} ({count_words(item.all)})"
            for item, n in sorted(often, key=lambda both: -both[1])
            if n >= least
        ]
        words = _("**Needed most,** of about {firms}: {needs}.")
        lines.append(words.format(firms=names.firms(often[0][0].all.firms), needs=", ".join(own)))
    return lines


def _value(one: QuestionBalance) -> float:
    return one.all.balance.value if one.all.balance else 0.0


def _signed(value: float | None) -> str:
    return texts.number(value, signed=True)


def _with_figure(form: Questionnaire, one: QuestionBalance, figure: str) -> str:
    return f"{names.label(form, one.question)} ({figure})"


def _listed(own: Sequence[str]) -> str:
    """The first ones, and how many more there are."""
    said = ", ".join(own[:_MOST_NAMED])
    more = len(own) - _MOST_NAMED
    if more <= 0:
        return said
    return said + " " + ngettext("and {n} more", "and {n} more", more).format(n=more)
