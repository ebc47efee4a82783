"""What stands in addresses: of the pages, with their choices, and of the open data."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote, urlencode

from streamlit.runtime.state import query_params_proxy

from bench import fuzzing
from bench.fuzzing import REFUSED, TAKEN, Tally
from bench.reader import PageFailed, Reader, arrive
from seutukuva import definitions, navigation, settings, texts

FIRST = "situation/overview"
# The sign of a part that could not be shown, with the reference of what is in the log.
APOLOGY = ":material/report:"
# Asked of every page by its frame.
COMMON = ("lang", "area", "edition", "present", "walk", "step", "print")
_ROUTES = (
    *("/api/v1", "/api/v1/indicators", "/api/v1/areas", "/api/v1/observations", "/api/v1/sources"),
    *("/api/v1/version", "/api/v1/openapi.json", "/api/v1/indicators/{}", "/api/v1/areas/{}"),
    *("/api/{}", "/geo/{}", "/calendar.ics", "/health", "/ready", "/api/v1/{}/{}", "/{}"),
)
_PARAMETERS = ("indicator", "area", "from", "to", "format", "lang", "edition", "kind", "country")


def of_data(count: int, chance: random.Random) -> Tally:
    """Addresses beside the pages, with any words in place of names and any parameters."""
    from starlette.applications import Starlette

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from starlette.testclient import TestClient

    import serve

    tally, known = Tally(), _known_values()
    with TestClient(Starlette(routes=serve.routes())) as client:
        for _number in range(count):
            path = chance.choice(_ROUTES)
            while "{}" in path:
                path = path.replace(
                    "{}", quote(_word(chance, known), safe="/.:%", errors="replace"), 1
                )
            names = chance.sample(_PARAMETERS, chance.randrange(5))
            if "observations" in path and chance.random() < 0.7:
                names = ["indicator", *names]
            address = f"{path}?{_query(names, chance, known)}"
            _asked(tally, client, chance.choice(("GET", "GET", "GET", "HEAD", "POST")), address)
    return tally


def _asked(tally: Tally, client: object, method: str, address: str) -> None:
    try:
        status = client.request(method, address, follow_redirects=False).status_code  # type: ignore[attr-defined]
    except Exception as error:
        tally.crash(error, (method, address))
        return
    if status >= 500:
        tally.note(fuzzing.CRASH, f"{status}: {method} {address}")
    else:
        tally.note(TAKEN if status < 400 else REFUSED)


def _known_values() -> list[str]:
    found = definitions.load()
    ids = [*found.programme.areas, *list(found.indicators)[:20], *found.programme.organisations]
    ids += [area.code for area in found.programme.development_areas]
    ids += [
        "2026-10",
        "2025",
        "2026M01",
        "fi",
        "sv",
        "en",
        "nb",
        "csv",
        "json-stat",
        "1",
        "0",
        "on",
    ]
    return [*ids, "all", "municipality", "FI", *texts.LANGUAGES]


def _word(chance: random.Random, known: Sequence[str]) -> str:
    return chance.choice(known) if chance.random() < 0.4 else fuzzing.text(chance)[:1_500]


def _query(names: Sequence[str], chance: random.Random, known: Sequence[str]) -> str:
    """Parameters with known and with hostile values, some given twice, some without a name."""
    pairs = [(name, _word(chance, known)) for name in names]
    if chance.random() < 0.2:
        pairs.append((fuzzing.text(chance)[:60], fuzzing.text(chance)[:60]))
    if pairs and chance.random() < 0.3:
        pairs.append((chance.choice(pairs)[0], _word(chance, known)))
    query = urlencode(pairs, errors="replace")
    return query + chance.choice(("", "", "", "&", "&=", "&&a", "%", "%zz", "#x", "?lang=fi"))


# ── pages ────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def noting_names() -> Iterator[set[str]]:
    """Inside, every name that a page of this process asks its address for is noted."""
    own = query_params_proxy.QueryParamsProxy
    found: set[str] = set()
    plain = {name: getattr(own, name) for name in ("get_all", "get", "__contains__", "__getitem__")}

    def noted(name: str) -> object:
        def ask(self: object, key: str, *more: object) -> object:
            found.add(str(key))
            return plain[name](self, key, *more)

        return ask

    for name in plain:
        setattr(own, name, noted(name))
    try:
        yield found
    finally:
        for name, method in plain.items():
            setattr(own, name, method)


def names_of(page: str) -> set[str]:
    """The names that a page asks its address for, as it shows itself without any."""
    from streamlit.testing.v1 import AppTest

    with noting_names() as found:
        at = AppTest.from_file(str(settings.REPOSITORY / "app.py"), default_timeout=60)
        at.switch_page(f"pages/{page}.py")
        at.run()
    return found


def pages() -> list[str]:
    """Every page: section and name."""
    return [f"{one.section}/{one.name}" for one in navigation.found()]


def query_for(names: Sequence[str], chance: random.Random) -> str:
    """The part of an address behind the question mark, for a page that asks for these names."""
    own = list(names) or list(COMMON)
    return _query(
        chance.sample(own, min(len(own), chance.choice((1, 1, 2, 3, 5)))), chance, _values()
    )


def _values() -> list[str]:
    return [*_known_values(), *(f"2026-{n:02d}" for n in (4, 10)), "S11010", "coordination"]


async def of_pages(
    count: int, chance: random.Random, address: str, names: dict[str, set[str]]
) -> Tally:
    """Pages of a running server, each with an address that somebody has changed.

    Args:
        address: of the server.
        names: what each page asks its address for.
    """
    tally = Tally()
    reader: Reader | None = None
    for _number in range(count):
        page = chance.choice(sorted(names))
        query = query_for(sorted(names[page]), chance)
        reader = reader or await arrive(address)
        try:
            # The first page has the bare address.
            await reader.visit("" if page == FIRST else page.rpartition("/")[2], query)
            tally.note(TAKEN)
        except PageFailed as error:
            refused = _is_refused(reader)
            tally.note(REFUSED if refused else fuzzing.CRASH, f"{page}?{query[:300]} — {error}")
            reader = None  # the rest of that run is not waited for
        except Exception as error:  # the connection has broken: the server, or this reader
            tally.crash(error, (page, query[:300]))
            reader = None
    if reader:
        await reader.leave()
    return tally


def _is_refused(reader: Reader) -> bool:
    """Whether a page that complains does so in words of its own, and not with a reference."""
    told = [message.delta.new_element for message in reader._shown]
    alerts = [one.alert for one in told if one.WhichOneof("type") == "alert"]
    wrong = [one for one in alerts if one.format == one.ERROR]
    broken = any(one.WhichOneof("type") == "exception" for one in told)
    return bool(wrong) and not broken and all(one.icon != APOLOGY for one in wrong)
