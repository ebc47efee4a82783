"""What the open data interface says when it cannot answer: problem details, never a traceback."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import orjson
from starlette.responses import Response

from seutukuva import failures

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):  # noqa: N818 - it is what the standard calls it (RFC 9457)
    """A request that cannot be answered, for a reason the one who asked can act on.

    Args:
        status: HTTP status.
        kind: short name of the reason, the end of its ``type``.
        title: the reason, the same for every case of the kind.
        detail: this case, and what to do about it.
        more: further members of the answer, such as ``allowed`` or ``similar``.
    """

    def __init__(self, status: int, kind: str, title: str, detail: str, **more: Any) -> None:
        self.status, self.kind, self.title, self.detail = status, kind, title, detail
        self.more = more
        super().__init__(detail)


def unknown(what: str, value: str, known: Iterable[str], where: str) -> Problem:
    """An unknown indicator, area or the like: names similar ones and where all are listed."""
    # What is echoed and compared is bounded: comparing is quadratic in the length.
    ids, value = list(known), value[:80]
    same_end = [one for one in ids if one.lower().endswith(f"-{value.lower()}")]
    close = difflib.get_close_matches(value, ids, n=5, cutoff=0.5)
    return Problem(
        404,
        f"unknown-{what}",
        f"Unknown {what}",
        f"There is no {what} {value!r}. All of them: {where}",
        similar=list(dict.fromkeys([*same_end, *close]))[:5],
        all=where,
    )


def wrong_parameter(name: str, problem: str, allowed: Iterable[str] = ()) -> Problem:
    """A parameter that does not exist, is missing, or has a value that it cannot have."""
    more = {"allowed": list(allowed)} if allowed else {}
    return Problem(
        400, "wrong-parameter", "Wrong parameter", f"{name}: {problem}", parameter=name, **more
    )


def no_data(what: str) -> Problem:
    """Nothing that could be asked has been published."""
    return Problem(503, "no-data", "Nothing has been published yet", f"{what}.")


def answer(problem: Problem, path: str) -> Response:
    """The response that tells the problem."""
    content = {
        "type": f"urn:seutukuva:problem:{problem.kind}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": path,
        **problem.more,
    }
    headers = {"Cache-Control": "no-store"}
    if problem.status == 503:
        headers["Retry-After"] = "60"
    return Response(orjson.dumps(content), problem.status, media_type=MEDIA_TYPE, headers=headers)


def unexpected(error: Exception, path: str) -> Response:
    """The answer to an error of ours: a reference number here, the details in the log."""
    reference = failures.noted(error, path)
    problem = Problem(
        500,
        "unexpected",
        "Something went wrong here",
        f"The details are in the server's log under the reference {reference}.",
        reference=reference,
    )
    return answer(problem, path)
