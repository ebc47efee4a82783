"""Serving: what goes over the wire, in which language, under which headers, and to whom."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import requests
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

import serve
from seutukuva import frontend, memory, navigation, protection, texts
from tests import tiny_version
from tests.browser import chromium
from tests.conftest import REPOSITORY
from tests.program import started, stop

MIB = 2**20
MOST_FIRST_VISIT = 3 * MIB
FRAME = """
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Seutukuva", layout="wide")
st.title("Sivu", anchor=False)
st.plotly_chart(go.Figure(go.Scatter(x=[1, 2, 3], y=[3, 1, 2])), key="line")
figure = go.Figure(
    go.Choroplethmap(
        geojson="/geo/BORDERS", featureidkey="properties.id", locations=["a"], z=[1]
    )
)
figure.update_layout(map={"style": "white-bg", "center": {"lat": 0.5, "lon": 0.5}, "zoom": 5})
st.plotly_chart(figure, key="map")
st.dataframe(pd.DataFrame({"a": [1, 2]}))
st.selectbox("Alue", ["a", "b"], key="area")
if chosen := st.segmented_control("Kieli", ["fi", "sv"], key="lang"):
    st.query_params["lang"] = chosen
""".replace("BORDERS", tiny_version.BORDERS_FILE)
LAUNCH = """
import socket, sys
from argparse import Namespace
from pathlib import Path
import serve

made = serve.application
serve.application = lambda: made(Path(sys.argv[1]))
serve._serve(serve._bound("127.0.0.1", 0), Namespace(host="127.0.0.1", no_browser=True))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server of a small page with a chart and a map, on the tiny version."""
    folder = tmp_path_factory.mktemp("site")
    data = tiny_version.publish(folder / "data")
    (folder / "frame.py").write_text(FRAME, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    settings_file = REPOSITORY / ".streamlit" / "config.toml"
    (folder / ".streamlit" / "config.toml").write_bytes(settings_file.read_bytes())
    process, address = started(
        ["-c", LAUNCH, str(folder / "frame.py")], {"SEUTUKUVA_DATA": str(data)}, folder
    )
    yield address
    stop(process)


def get(address: str, **headers: str) -> requests.Response:
    """The answer to exactly this path, without following a redirection."""
    request = requests.Request("GET", address, headers=headers).prepare()
    request.url = address
    with requests.Session() as session:
        session.trust_env = False
        return session.send(request, allow_redirects=False, timeout=30)


def scripts(site: str) -> list[str]:
    return re.findall(r'(?:src|href)="\.(/static/[^"]+\.js)"', get(f"{site}/").text)


# Files of the front end


def test_scripts_come_compressed_and_for_ever(site: str) -> None:
    (first, *_rest) = scripts(site)
    packed = get(site + first, **{"Accept-Encoding": "gzip"})
    plain = get(site + first, **{"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < 0.5 * len(plain.content)
    for answer in (packed, plain):
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert packed.headers["etag"] != plain.headers["etag"]


def test_known_file_is_not_sent_again(site: str) -> None:
    (first, *_rest) = scripts(site)
    tag = get(site + first, **{"Accept-Encoding": "gzip"}).headers["etag"]
    again = get(site + first, **{"Accept-Encoding": "gzip", "If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag


def test_fonts_and_pictures_are_not_compressed_again(site: str) -> None:
    answer = get(f"{site}/favicon.png", **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-type"] == "image/png"
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "no-cache"


def test_file_is_compressed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    pack = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda *a, **k: calls.append(1) or pack(*a, **k))
    file = tmp_path / "a.12345678.js"
    file.write_text("x" * 1000)
    asset = frontend.Asset(file, file.name)
    for _ in range(3):
        answer = asset.response(Headers({"accept-encoding": "gzip"}))
        assert gzip.decompress(answer.body) == b"x" * 1000
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, gzip;q=0.8", True),
        ("*", True),
        ("", False),
        ("gzip;q=0", False),
        ("gzip;q=0.0", False),
        ("identity", False),
        ("br", False),
        ("x-gzip-not", False),
        ("gzip;q=nonsense", True),
    ],
)
def test_accepted_encodings(accepted: str, expected: bool) -> None:
    assert frontend.accepts_gzip(accepted) is expected


def test_wire_format_of_figures_is_compressed_too(site: str) -> None:
    answer = get(f"{site}/api/v1/openapi.json", **{"Accept-Encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.json()["openapi"] == "3.1.0"


# Pages


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "fi"),
        ("?lang=fi", "fi"),
        ("?lang=sv", "sv"),
        ("?area=x&lang=en", "en"),
        ("?lang=nb", "nb"),
        ("?lang=de", "fi"),
        ('?lang="><script>', "fi"),
    ],
)
def test_page_declares_its_language(site: str, query: str, language: str) -> None:
    for path in ("/", "/indicator", "/index.html"):
        answer = get(f"{site}{path}{query}")
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text
        assert answer.text.count("<html") == 1
        assert "<title>Seutukuva</title>" in answer.text
        assert answer.headers["cache-control"] == "no-cache"
        (no_script,) = re.findall(r"<noscript>(.*?)</noscript>", answer.text, flags=re.S)
        assert texts.translator(language)(frontend.NO_SCRIPT) in no_script.replace("&#x27;", "'")
        assert "A Streamlit app" not in answer.text


def test_start_page_names_only_files_that_exist(site: str) -> None:
    named = re.findall(r'(?:src|href)="\.(/[^"]+)"', get(f"{site}/").text)
    assert len(named) > 40
    for path in named:
        assert get(site + path).status_code == 200, path


def test_page_names_are_free(site: str) -> None:
    taken = {page.name for page in navigation.found()} & frontend.RESERVED
    assert not taken, "these addresses are not pages"


@pytest.mark.parametrize(
    "path",
    [
        "/a/b",
        "/robots.txt",
        "/manifest.json",
        "/static/js/no.js",
        "/static/",
        "/.git/config",
        "/app.py",
        "/.streamlit/config.toml",
    ],
)
def test_unknown_address_says_so(site: str, path: str) -> None:
    answer = get(f"{site}{path}?lang=en")
    assert answer.status_code == 404
    assert '<html lang="en">' in answer.text
    assert 'href="/?lang=en"' in answer.text


# Headers


def test_every_answer_is_protected(site: str) -> None:
    (first, *_rest) = scripts(site)
    for path in (
        "/",
        first,
        "/nowhere.txt",
        "/_stcore/health",
        "/_stcore/host-config",
        "/health",
        "/ready",
        "/api/v1/",
        "/api/v1/areas/x",
        "/geo/x",
        "/_stcore/metrics",
    ):
        headers = get(site + path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["x-frame-options"] == "DENY", path
        assert "geolocation=()" in headers["permissions-policy"], path
        assert "frame-ancestors 'none'" in headers["content-security-policy"], path
        assert "server" not in headers, path


def test_pages_may_load_from_this_site_only() -> None:
    policy = protection.page_policy(["'sha256-x'"])
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"].split()
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == "'none'"


def test_only_open_data_is_for_other_sites(site: str) -> None:
    for path in ("/", "/health", "/geo/x", "/_stcore/health"):
        headers = get(site + path, Origin="https://example.org").headers
        assert headers.get("access-control-allow-origin") != "*", path
        assert headers["cross-origin-resource-policy"] == "same-origin"
    headers = get(f"{site}/api/v1/areas", Origin="https://example.org").headers
    assert headers["access-control-allow-origin"] == "*"
    assert headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
def test_side_doors_are_closed(site: str, path: str) -> None:
    assert get(site + path).status_code == 404


def test_another_name_for_this_computer_is_refused(site: str) -> None:
    port = urlsplit(site).port
    assert get(f"{site}/health", Host=f"localhost:{port}").status_code == 200
    assert get(f"{site}/health", Host=f"[::1]:{port}").status_code == 200
    for host in ("evil.example", f"evil.example:{port}", "localhost.evil.example", "10.0.0.1"):
        assert get(f"{site}/health", Host=host).status_code == 421, host


def test_public_pages_answer_to_any_name() -> None:
    async def page(scope, receive, send) -> None:
        await PlainTextResponse("page")(scope, receive, send)

    for public, status in ((True, 200), (False, 421)):
        guarded = protection.ProtectionMiddleware(page, "default-src 'none'", public)
        client = TestClient(guarded, base_url="https://seutu.example")
        assert client.get("/").status_code == status
        other = client.get("/_stcore/host-config", headers={"Origin": "https://evil.example"})
        assert other.status_code == (403 if public else 421)


@pytest.mark.parametrize(
    "name",
    [
        *("Forwarded", "Via", "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto"),
        *("X-Real-IP", "CF-Connecting-IP", "CDN-Loop"),
    ],
)
def test_what_a_proxy_passes_on_is_answered_in_public_only(name: str) -> None:
    async def page(scope, receive, send) -> None:
        await PlainTextResponse("page")(scope, receive, send)

    for public, status in ((True, 200), (False, 421)):
        guarded = protection.ProtectionMiddleware(page, "default-src 'none'", public)
        client = TestClient(guarded, base_url="http://127.0.0.1")
        assert client.get("/", headers={name: "203.0.113.5"}).status_code == status


@pytest.mark.parametrize("where", ["origin", "host"])
def test_another_site_does_not_get_the_connection(site: str, where: str) -> None:
    host = urlsplit(site).netloc
    with connect(f"ws://{host}/_stcore/stream", origin=site) as connection:
        assert connection.protocol.state.name == "OPEN"
    origin = "https://evil.example" if where == "origin" else "http://evil.example"
    headers = {} if where == "origin" else {"Host": "evil.example"}
    with (
        pytest.raises(WebSocketException),
        connect(f"ws://{host}/_stcore/stream", origin=origin, additional_headers=headers),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("::1", True),
        ("localhost", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("example.org", False),
        ("", False),
        ("127.0.0.1.example.org", False),
    ],
)
def test_loopback(host: str, expected: bool) -> None:
    assert protection.is_loopback(host) is expected


# Borders


def test_published_borders_are_served(site: str) -> None:
    answer = get(f"{site}/geo/{tiny_version.BORDERS_FILE}", **{"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"] == frontend.FOREVER
    assert answer.content == tiny_version.BORDERS


def test_a_name_without_hash_is_asked_again(site: str) -> None:
    answer = get(f"{site}/geo/{tiny_version.UNHASHED_FILE}")
    assert answer.headers["cache-control"] == frontend.ASK_AGAIN
    again = get(answer.url, **{"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "unnamed.geojson",
        "",
        "..",
        "../current.json",
        "..%2fcurrent.json",
        "%2e%2e/current.json",
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "..%5ccurrent.json",
        "C:%5cx",
        "geo%2f" + quote(tiny_version.BORDERS_FILE),
        tiny_version.BORDERS_FILE + "%00",
        f"seutukuva-{tiny_version.VERSION}.duckdb",
        "current.json",
        "..%252fcurrent.json",
    ],
)
def test_nothing_else_is_served(site: str, name: str) -> None:
    answer = get(f"{site}/geo/{name}")
    assert answer.status_code in (400, 404)
    assert b"root:" not in answer.content and b"published_at" not in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/index.html",
        "/static/..%2f..%2fsecrets.toml",
        "//etc/passwd",
        "/static//etc/passwd",
        "/static/js/%00",
        "/%5c%5chost%5cshare",
    ],
)
def test_front_end_leads_nowhere_else(site: str, path: str) -> None:
    assert get(site + path).status_code in (400, 404)


# Health


def test_alive_and_ready(site: str) -> None:
    assert get(f"{site}/health").json() == {"alive": True}
    answer = get(f"{site}/ready")
    assert answer.json() == {"ready": True, "version": tiny_version.VERSION}
    assert answer.headers["cache-control"] == "no-store"


def test_not_ready_without_a_version(nothing_published: Path) -> None:
    answer = serve._ready()
    assert answer.status_code == 503
    assert json.loads(answer.body) == {
        "ready": False,
        "reason": "no statistics have been published yet.",
    }


def test_not_ready_when_the_version_is_damaged(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    (tmp_path / "build" / f"seutukuva-{tiny_version.VERSION}.duckdb").write_bytes(b"damaged")
    answer = serve._ready()
    assert answer.status_code == 503
    assert b"damaged" not in answer.body


def test_what_is_kept_for_a_time_goes_at_the_start_and_every_hour(monkeypatch) -> None:
    done: list[float] = []
    monkeypatch.setattr(serve, "_forget", lambda: done.append(0))
    monkeypatch.setattr(serve, "SECONDS_BETWEEN_FORGETTING", 0.01)

    async def served() -> None:
        forgetting = asyncio.create_task(serve._forget_hourly())
        while len(done) < 3:
            await asyncio.sleep(0.01)
        forgetting.cancel()

    asyncio.run(asyncio.wait_for(served(), 10))
    assert len(done) >= 3, "once at the start, then again and again"


def test_a_start_clears_abandoned_uploads_away(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    abandoned = tmp_path / "inbox" / ("a" * 32)
    abandoned.mkdir(parents=True)
    long_ago = time.time() - 90_000
    os.utime(abandoned, (long_ago, long_ago))
    with TestClient(serve.application()):
        deadline = time.monotonic() + 20
        while abandoned.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
    assert not abandoned.exists()


def test_messages_leave_at_once() -> None:
    """asyncio sets TCP_NODELAY on what a listener accepts, but only if that knows it is TCP."""

    async def accepted() -> int:
        heard: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        def connected(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            taken = writer.get_extra_info("socket")
            heard.set_result(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        listener = serve._bound("127.0.0.1", 0)
        address = listener.getsockname()
        async with await asyncio.start_server(connected, sock=listener):
            _reader, writer = await asyncio.open_connection(*address)
            writer.close()
            return await asyncio.wait_for(heard, 10)

    assert asyncio.run(accepted()) != 0


def test_garbage_is_settled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen = []
    monkeypatch.setattr(memory, "_settled", False)
    monkeypatch.setattr(memory.gc, "freeze", lambda: frozen.append(1))
    assert [memory.settle(), memory.settle()] == [True, False]
    assert len(frozen) == 1


# In a real browser


@pytest.mark.browser
def test_first_visit_in_a_browser(site: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.FLAGS
        )
        page = browser.new_page()
        addresses: list[str] = []
        said: list[str] = []
        received: dict[str, float] = {}
        page.on("request", lambda request: addresses.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.add_init_script(
            "window.violations = []; document.addEventListener('securitypolicyviolation',"
            " e => violations.push([e.blockedURI, e.violatedDirective]))"
        )
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on(
            "Network.loadingFinished",
            lambda event: received.__setitem__(event["requestId"], event["encodedDataLength"]),
        )
        page.goto(f"{site}/?area=a", timeout=60_000)
        page.wait_for_selector(".js-plotly-plot .main-svg .scatterlayer", timeout=60_000)
        page.wait_for_selector("canvas.maplibregl-canvas", timeout=60_000)
        page.wait_for_selector("[data-testid=stDataFrame] canvas", timeout=60_000)
        page.wait_for_timeout(1500)

        hosts = {urlsplit(one).netloc for one in addresses if one.startswith(("http", "ws"))}
        assert hosts == {urlsplit(site).netloc}
        assert f"{site}/geo/{tiny_version.BORDERS_FILE}" in addresses
        assert page.evaluate("violations") == []
        assert not [text for text in said if "Content Security Policy" in text]
        assert 1 * MIB < sum(received.values()) <= MOST_FIRST_VISIT

        assert page.evaluate("document.documentElement.lang") == "fi"
        page.get_by_text("sv", exact=True).click()
        page.wait_for_url("**lang=sv", timeout=30_000)
        assert page.evaluate("document.documentElement.lang") == "sv"
        browser.close()
