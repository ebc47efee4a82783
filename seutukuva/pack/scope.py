"""For whom a pack is, and of what: what every section is asked with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from seutukuva import access, benchmarks, definitions, selectors, showing, texts
from seutukuva.pack.model import MUNICIPALITY, PUBLIC, STEERING_GROUP, Stamp


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked of a section.

    Attributes:
        area_id: whose picture it is.
        before: name of the edition that is compared with; "" for the one before, if any.
    """

    audience: str
    area_id: str
    stamp: Stamp
    before: str = ""

    @property
    def day(self) -> dt.date:
        """The day that figures and texts speak of."""
        return showing.today()

    @property
    def is_whole(self) -> bool:
        """Whether it is of the whole sub-region of the programme."""
        return self.area_id == definitions.load().programme.subregion

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.audience == PUBLIC

    @property
    def is_municipal(self) -> bool:
        """Whether it is for one municipality."""
        return self.audience == MUNICIPALITY

    @property
    def may_tell_firms(self) -> bool:
        """Whether what firms have told may be in it."""
        return self.audience == STEERING_GROUP and access.may_see("interviews")

    @property
    def beside(self) -> tuple[str, ...]:
        """The areas around it, the nearest first."""
        return benchmarks.wider(definitions.load(), self.area_id)

    @property
    def of_interest(self) -> tuple[str, ...]:
        """The same as a text tells them: the region before the sub-region, which moves much as
        its municipalities do."""
        return benchmarks.of_interest(definitions.load(), self.area_id)

    @property
    def areas(self) -> tuple[str, ...]:
        """The area and those around it."""
        return (self.area_id, *self.beside)


def place(area_id: str) -> str:
    """The name of an area in the language of this run; of one that is not known, its id."""
    found = definitions.load()
    if area_id not in found.areas:
        return area_id
    return selectors.area_name(found, area_id, texts.language())
