"""Sets of criteria for evaluations: ``data/definitions/evaluations/<set>.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from seutukuva.definitions.model import Text
from seutukuva.definitions.reading import Keys, tomls

FEWEST_GRADES, MOST_GRADES = 2, 9
# It stands in the id of a grade.
_LONGEST_ID = 30


@dataclass(frozen=True, slots=True)
class EvaluationCriterion:
    """What is graded."""

    id: str
    title: Text
    description: Text


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """What an evaluation grades, and by which scale.

    Attributes:
        grades: what each grade means, the worst first; grade 1 is the first of them.
    """

    id: str
    order: int
    title: Text
    description: Text
    grades: tuple[Text, ...]
    criteria: tuple[EvaluationCriterion, ...]


def criteria_sets(folder: Path) -> dict[str, CriteriaSet]:
    """Every set of the folder, in the order in which they are offered.

    Raises:
        DefinitionError: names the file and the key.
    """
    if not folder.exists():
        return {}
    found = [_set(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def _set(name: str, keys: Keys) -> CriteriaSet:
    found = CriteriaSet(
        id=name,
        order=keys.integer("order", 100),
        title=keys.text("title"),
        description=keys.text("description"),
        grades=tuple(_grade(entry) for entry in keys.tables("grade")),
        criteria=tuple(_criterion(entry) for entry in keys.tables("criterion")),
    )
    if not FEWEST_GRADES <= len(found.grades) <= MOST_GRADES:
        allowed = f"{FEWEST_GRADES} to {MOST_GRADES}"
        raise keys.error("grade", f"there are {len(found.grades)}", f"allowed: {allowed}")
    ids = [one.id for one in found.criteria]
    for one in ids:
        if ids.count(one) > 1 or len(one) > _LONGEST_ID:
            problem = f"{one!r} stands twice, or has more than {_LONGEST_ID} characters"
            raise keys.error("criterion", problem)
    if not ids:
        raise keys.error("criterion", "there is none", "add a [[criterion]]")
    keys.finish()
    return found


def _grade(keys: Keys) -> Text:
    title = keys.text("title")
    keys.finish()
    return title


def _criterion(keys: Keys) -> EvaluationCriterion:
    found = EvaluationCriterion(keys.name(), keys.text("title"), keys.text("description"))
    keys.finish()
    return found
