"""Serving: what goes over the wire, in which language, under which headers, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
import requests
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from seutukuva import frontend, navigation, texts
from tests import tiny_version
from tests.browser import chromium
from tests.conftest import REPOSITORY
from tests.loops import away_from_loops
from tests.program import started, stop

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize("token", [None, "2|00000000|00|1", "not one of ours"])
def test_a_file_is_not_taken_without_the_readers_token(site: str, token: str | None) -> None:
    host = urlsplit(site).netloc
    with connect(f"ws://{host}/_stcore/stream", origin=site):
        headers = {"Origin": site} | ({"X-Xsrftoken": token} if token else {})
        files = {"file": ("a.csv", b"a,b")}
        answer = requests.put(
            f"{site}/_stcore/upload_file/session/file", files=files, headers=headers, timeout=30
        )
    assert answer.status_code == 403 and "XSRF" in answer.text


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
    told = answer.json()
    assert (told["ready"], told["version"]) == (True, tiny_version.VERSION)
    assert set(told) == {"ready", "version", "log", "disk"}
    assert answer.headers["cache-control"] == "no-store"


# In a real browser


@pytest.mark.browser
def test_first_visit_in_a_browser(site: str) -> None:
    seen = away_from_loops(lambda: _first_visit(site))
    assert seen == ["fi", "sv"], "the language declared at first, and after the choice"


def _first_visit(site: str) -> list[str]:
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

        declared = [page.evaluate("document.documentElement.lang")]
        page.get_by_text("sv", exact=True).click()
        page.wait_for_url("**lang=sv", timeout=30_000)
        declared.append(page.evaluate("document.documentElement.lang"))
        browser.close()
    return declared


def test_the_yearly_clock_goes_over_the_wire_compressed_and_once(site: str) -> None:
    found = get(f"{site}/calendar.ics?lang=en", **{"Accept-Encoding": "gzip"})
    assert found.status_code == 200 and found.headers["Content-Encoding"] == "gzip"
    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert found.content.startswith(b"BEGIN:VCALENDAR\r\n") and b"BEGIN:VEVENT" in found.content
    known = {"Accept-Encoding": "gzip", "If-None-Match": found.headers["ETag"]}
    assert get(f"{site}/calendar.ics?lang=en", **known).status_code == 304
    assert get(f"{site}/calendar.ics?lang=xx").status_code == 400
