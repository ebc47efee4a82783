"""Meetings: what they conclude and decide, who acts by when, and what a round still lacks.

`register` reads what was entered, `agendas` keeps the items of an agenda, `checklist` tells what is
there and what is missing. The page's words are in `seutukuva.ui.meetings`.
"""
