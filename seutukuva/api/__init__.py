"""The open data interface: indicators, areas and observations for other programs, read-only.

Every route answers from the published version through named queries, in a small pool of threads
of its own, so that a heavy download does not hold up the pages.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from seutukuva import __version__, definitions, store
from seutukuva.api import catalogue, editions, observations, openapi, problems
from seutukuva.definitions.model import AREA_KINDS
from seutukuva.errors import MissingData
from seutukuva.frontend import is_known

ROOT = "/api/v1"
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
}
_METHODS = ("GET", "HEAD", "OPTIONS")
_pool = ThreadPoolExecutor(4, thread_name_prefix="api")

Maker = Callable[[Request], Response]


def _json(content: object) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


def index(request: Request) -> Response:
    """What there is, and under which licences."""
    _only(request)
    licences = {source["licence"]: source["licence_url"] for source in catalogue.sources().values()}
    return _json(
        {
            "title": "Seutukuva open data",
            "description": "Statistics of municipalities, sub-regions and regions, as published by "
            "their producers.",
            "version": store.current_version().id,
            "licences": [{"licence": key, "licence_url": url} for key, url in licences.items()],
            "licence_note": "Each indicator names its source, licence and attribution; name the "
            "producer when you use its figures.",
            "links": {
                "indicators": f"{ROOT}/indicators",
                "indicator": f"{ROOT}/indicators/{{id}}",
                "areas": f"{ROOT}/areas{{?kind,country}}",
                "area": f"{ROOT}/areas/{{id}}",
                "observations": f"{ROOT}/observations"
                "{?indicator*,area*,from,to,format,lang,edition}",
                "sources": f"{ROOT}/sources",
                "version": f"{ROOT}/version",
                "openapi": f"{ROOT}/openapi.json",
            },
        }
    )


def indicators(request: Request) -> Response:
    """Every indicator."""
    _only(request)
    return _json({"indicators": list(catalogue.indicators().values())})


def indicator(request: Request) -> Response:
    """One indicator."""
    _only(request)
    known = catalogue.indicators()
    asked = request.path_params["id"]
    if asked not in known:
        raise problems.unknown("indicator", asked, known, f"{ROOT}/indicators")
    return _json(known[asked])


def areas(request: Request) -> Response:
    """Areas, all or of one kind and country."""
    _only(request, "kind", "country")
    kind, country = (request.query_params.get(name, "") for name in ("kind", "country"))
    if kind and kind not in AREA_KINDS:
        raise problems.wrong_parameter("kind", f"{kind[:80]!r} is not possible", AREA_KINDS)
    countries = sorted({area["country"] for area in catalogue.areas().values()})
    if country and country not in countries:
        raise problems.wrong_parameter("country", f"{country[:80]!r} is not known", countries)
    return _json({"areas": list(catalogue.areas(kind, country).values())})


def area(request: Request) -> Response:
    """One area with what happened to it."""
    _only(request)
    known = catalogue.areas()
    asked = request.path_params["id"]
    if asked not in known:
        raise problems.unknown("area", asked, known, f"{ROOT}/areas")
    return _json({**known[asked], "history": catalogue.area_history(asked)})


def observed(request: Request) -> Response:
    """Observations as JSON, CSV or JSON-stat."""
    asked = observations.question(request.query_params)
    write, media_type = observations.WRITERS[asked.format]
    with editions.opened(asked.edition):
        answer = observations.ask(asked)
        response = Response(write(answer), media_type=media_type)
    if answer.licence_links:
        response.headers["Link"] = answer.licence_links
    if asked.format == "csv":
        name = "-".join(filter(None, ("seutukuva", asked.edition)))
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def sources(request: Request) -> Response:
    """Every source."""
    _only(request)
    return _json({"sources": list(catalogue.sources().values())})


def version(request: Request) -> Response:
    """The published version."""
    _only(request)
    return _json(catalogue.version())


def description(request: Request) -> Response:
    """The interface described for programs (OpenAPI 3.1)."""
    _only(request)
    return _json(openapi.document(ROOT, __version__))


def _only(request: Request, *allowed: str) -> None:
    """Refuse a parameter that the route does not take, or one given twice."""
    for name in request.query_params:
        if name not in allowed:
            raise problems.wrong_parameter(name, "this address takes no such parameter", allowed)
        if len(request.query_params.getlist(name)) > 1:
            raise problems.wrong_parameter(name, "may be given once only")


def _tag(request: Request, version_id: str) -> str:
    """A tag that changes with the data, the definitions, the program and the question."""
    query = sorted(request.query_params.multi_items())
    known = definitions.load().fingerprint
    edition = editions.stamp(request.query_params.get(editions.PARAMETER, ""))
    facts = repr((version_id, edition, known, __version__, request.url.path, query))
    # Weak, since the same answer may go out compressed or not.
    return f'W/"{hashlib.sha256(facts.encode()).hexdigest()[:24]}"'


def _version_id() -> str:
    # Without a version there is still the description; what needs figures says so itself.
    try:
        return store.current_version().id
    except MissingData:
        return ""


def _answer(make: Maker, request: Request) -> Response:
    """Make the answer of one version: made again when a new one came in between."""
    while True:
        before = _version_id()
        tag = _tag(request, before)
        known = is_known(tag, request.headers.get("if-none-match", ""))
        response = Response(status_code=304) if known else make(request)
        if _version_id() == before:
            response.headers["ETag"] = tag
            response.headers["Cache-Control"] = "no-cache"
            return response


def _safely(make: Maker, request: Request) -> Response:
    path = request.url.path
    try:
        return _answer(make, request)
    except problems.Problem as problem:
        return problems.answer(problem, path)
    except MissingData as error:
        return problems.answer(problems.no_data(error.what), path)
    except Exception as error:
        return problems.unexpected(error, path)


def _endpoint(make: Maker) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        if request.method == "OPTIONS":
            allow = ", ".join(_METHODS)
            preflight = {
                "Access-Control-Allow-Methods": allow,
                "Access-Control-Max-Age": "86400",
                "Access-Control-Allow-Headers": "*",
                "Allow": allow,
            }
            return Response(status_code=204, headers={**_CORS, **preflight})
        loop = asyncio.get_running_loop()
        response = await loop.run_in_executor(_pool, _safely, make, request)
        response.headers.update(_CORS)
        return response

    return route


def _no_such_address(request: Request) -> Response:
    raise problems.Problem(
        404, "unknown-address", "Unknown address", f"What there is: {ROOT}/", all=f"{ROOT}/"
    )


ADDRESSES: dict[str, Maker] = {
    f"{ROOT}/": index,
    f"{ROOT}/indicators": indicators,
    f"{ROOT}/indicators/{{id}}": indicator,
    f"{ROOT}/areas": areas,
    f"{ROOT}/areas/{{id}}": area,
    f"{ROOT}/observations": observed,
    f"{ROOT}/sources": sources,
    f"{ROOT}/version": version,
    f"{ROOT}/openapi.json": description,
}


def routes() -> list[BaseRoute]:
    """The routes of the interface; anything else under ``/api`` says what there is."""
    known = [Route(path, _endpoint(make), methods=_METHODS) for path, make in ADDRESSES.items()]
    first = Route(ROOT, _endpoint(index), methods=_METHODS)
    rest = Route("/api/{rest:path}", _endpoint(_no_such_address), methods=_METHODS)
    return [*known, first, rest]
