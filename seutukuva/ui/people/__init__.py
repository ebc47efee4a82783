"""The page of people and roles: who has which, and what each may."""

from seutukuva.ui.people.allowed import entered, roles, seen
from seutukuva.ui.people.listing import called, everyone, history, mine
from seutukuva.ui.people.working import adding, became, ending, giving, taking

__all__ = [
    "adding",
    "became",
    "called",
    "ending",
    "entered",
    "everyone",
    "giving",
    "history",
    "mine",
    "roles",
    "seen",
    "taking",
]
