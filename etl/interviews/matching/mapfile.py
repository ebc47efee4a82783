"""A map of columns as a file, for imports without a page.

[columns]
"Liikevaihdon kehitys" = "turnover_outlook"
"Palvelutarpeet: rahoitus" = "needs.financing"
"Sisäinen huomautus" = ""

[labels.turnover_outlook]
"Nousee jonkin verran" = "better"
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from seutukuva.errors import UploadRefused
from seutukuva.texts import _


def read(path: Path) -> dict[str, Any]:
    """The corrections that a map file holds: ``headings`` and ``labels``.

    An empty question leaves the column without one, and out of what is kept.

    Raises:
        UploadRefused: the file is missing, is no TOML, or holds something else.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _refused(path, str(error)) from error
    for name in content:
        if name not in ("columns", "labels"):
            raise _refused(path, f"[{name}]")
    columns = _texts(path, "columns", content.get("columns", {}))
    labels = content.get("labels", {})
    if not isinstance(labels, dict):
        raise _refused(path, "labels")
    return {
        "headings": {heading: _column(asked) for heading, asked in columns.items()},
        "labels": {name: _texts(path, f"labels.{name}", one) for name, one in labels.items()},
    }


def _column(asked: str) -> dict[str, Any]:
    if not asked.strip():
        return {"question": None, "option": None, "keep": False}
    question, _point, option = asked.strip().partition(".")
    return {"question": question, "option": option or None}


def _texts(path: Path, where: str, content: Any) -> dict[str, str]:
    if not isinstance(content, dict) or not all(isinstance(one, str) for one in content.values()):
        raise _refused(path, where)
    return content


def _refused(path: Path, where: str) -> UploadRefused:
    return UploadRefused(
        _("the map of columns cannot be read"),
        where=f"{path.name}: {where}",
        todo=_(
            "Write [columns] with lines “heading = question”, and [labels.question] with lines "
            "“label = option”, in quotation marks."
        ),
    )
