"""The cells of one column of a choice: which options each distinct text names."""

from __future__ import annotations

from collections.abc import Iterable

from etl.interviews.matching.filemap import Label
from etl.interviews.matching.labels import BLANK, TOLD, Meaning, Meanings
from etl.interviews.matching.multi import Part, Splitter, is_marked
from etl.interviews.values.distinct import Distinct

# Labels shown of one question; those that a person has to look at come first.
SHOWN = 300
_RANK = {"none": 0, "fuzzy": 1, "analyst": 2, "remembered": 3, "synonym": 4, "option": 5}


def parts(held: Distinct, meanings: Meanings, option: str | None) -> list[list[Part]]:
    """What each distinct text of a column says.

    Args:
        option: the one that the column is of; none: the cells name the options themselves.
    """
    if option is not None:
        return _of_option(held.values, meanings, option)
    if meanings.question.type == "multi":
        return Splitter(meanings).split_all(held.values, held.counts.tolist())
    read = meanings.read_all(held.values)
    return [
        [] if found.means == BLANK and found.how not in TOLD else [Part(text.strip(), found)]
        for text, found in zip(held.values, read, strict=True)
    ]


def _of_option(texts: list[str], meanings: Meanings, option: str) -> list[list[Part]]:
    chosen = Meaning(option, "option")
    found: list[list[Part]] = []
    for text in texts:
        marked = is_marked(text, meanings, option)
        if marked is not None:
            found.append([Part(text.strip(), chosen)] if marked else [])
        elif option == meanings.other:
            # The column of "Muu, mikä?" holds what else.
            found.append([Part(text.strip(), Meaning(option, "option", is_longer=True))])
        else:
            found.append([Part(text.strip(), meanings.read_all([text])[0])])
    return found


def labels(question: str, columns: Iterable[tuple[Distinct, list[list[Part]]]]) -> list[Label]:
    """The labels of a question, those that nobody knows first, then the most frequent first."""
    count: dict[str, int] = {}
    means: dict[str, Meaning] = {}
    for held, split in columns:
        for found, n in zip(split, held.counts.tolist(), strict=True):
            for part in found:
                count[part.text] = count.get(part.text, 0) + n
                means[part.text] = part.meaning
    made = [
        Label(question, text, found.means, count[text], found.how, found.score, found.proposed)
        for text, found in means.items()
    ]
    made.sort(key=lambda one: (_RANK[one.how], -one.n, one.label))
    # What analysts have told is read from here, and so never left out.
    return [one for at, one in enumerate(made) if at < SHOWN or one.how in TOLD]
