"""Conclusions and projects as tests need them."""

from __future__ import annotations

from typing import Any

from seutukuva import records
from seutukuva.impact.statements import CHALLENGE, KIND, Statement
from seutukuva.projects.model import Project

AREAS = ("A1", "A2", "A3")


def statement(text: str = "Fewer hands", **more: Any) -> Statement:
    return Statement(**{"id": text, "box": CHALLENGE, "area_id": "FI-SK138", "text": text, **more})


def project(code: str = "S10001", area: str = "A1", **more: Any) -> dict[str, Project]:
    one = Project(code=code, key=code.lower(), name=f"Name of {code}", development_area=area)
    return {one.key: one} if not more else {one.key: Project(**_fields(one) | more)}


def _fields(one: Project) -> dict[str, Any]:
    names = ("code", "key", "name", "development_area", "state")
    return {name: getattr(one, name) for name in names}


def entered(text: str = "Fewer hands", **more: Any) -> records.Entry:
    body = {"box": CHALLENGE, "area": "FI-SK138", "text": text, **more}
    return records.append(KIND, body, by="local", source="situation/impact")
