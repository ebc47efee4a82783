"""Errors that are told to whoever caused them, none of their signs taken for markup."""

from __future__ import annotations

from seutukuva.errors import InvalidRecord, SeutukuvaError
from seutukuva.ui.entry import plain


def told(error: SeutukuvaError) -> str:
    """What happened, where, and what to do, as markdown; names of files and sheets among it."""
    if isinstance(error, InvalidRecord):
        return "\n".join(f"- {plain(text)}" for _field, text in error.problems)
    lines = [f"**{sentence(error.what)}**", plain(error.where), sentence(error.todo)]
    return "  \n".join(line for line in lines if line)


def sentence(text: str) -> str:
    """A message as a sentence: its first letter large, a full stop at its end."""
    if not text:
        return ""
    whole = text[0].upper() + text[1:]
    return plain(whole if whole.endswith((".", "!", "?", "…")) else f"{whole}.")
