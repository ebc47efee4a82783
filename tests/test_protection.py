"""What protects answers: what pages may load, under whose names they are asked for, by whom."""

from __future__ import annotations

import json
import logging

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from seutukuva import protection
from seutukuva.protection import Reach

OWN, ANYBODY = Reach(public=False), Reach(public=True)
AT_ONE_NAME = Reach(public=True, hosts=frozenset({"seutu.example"}), secure=True)
ELSEWHERE = "https://evil.example"


async def page(scope, receive, send) -> None:
    await PlainTextResponse("page")(scope, receive, send)


def client(reach: Reach, base: str = "https://seutu.example", app=page) -> TestClient:
    guarded = protection.ProtectionMiddleware(app, "default-src 'none'", reach)
    return TestClient(guarded, base_url=base)


def test_pages_may_load_from_this_site_only() -> None:
    policy = protection.page_policy(["'sha256-x'"])
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"].split()
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == "'none'"


def test_public_pages_answer_to_any_name() -> None:
    for reach, status in ((ANYBODY, 200), (OWN, 421)):
        asked = client(reach)
        assert asked.get("/").status_code == status
        other = asked.get("/_stcore/host-config", headers={"Origin": ELSEWHERE})
        assert other.status_code == (403 if reach.public else 421)


@pytest.mark.parametrize(
    "name",
    [
        *("Forwarded", "Via", "X-Forwarded-For", "x-forwarded-host", "X-Forwarded-Proto"),
        *("X-Real-IP", "CF-Connecting-IP", "CDN-Loop"),
    ],
)
def test_what_a_proxy_passes_on_is_answered_in_public_only(name: str) -> None:
    for reach, status in ((ANYBODY, 200), (OWN, 421)):
        asked = client(reach, "http://127.0.0.1")
        assert asked.get("/", headers={name: "203.0.113.5"}).status_code == status


# Names that the server answers to


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("seutu.example", "/", 200),
        ("SEUTU.example:443", "/", 200),
        ("evil.example", "/", 421),
        ("seutu.example.evil.example", "/", 421),
        ("evil.example", "/health", 421),
        ("127.0.0.1:8501", "/health", 200),
        ("localhost", "/ready", 200),
        ("[::1]:8501", "/ready", 200),
        # By this computer's own name health alone: pages are served under one name.
        ("127.0.0.1:8501", "/", 421),
        ("localhost", "/health/x", 421),
        ("localhost", "/api/v1/", 421),
        ("", "/", 421),
    ],
)
def test_a_named_server_answers_to_its_name_and_a_watchdog(host: str, path: str, status) -> None:
    answer = client(AT_ONE_NAME).get(path, headers={"Host": host})
    assert answer.status_code == status


def test_names_are_compared_without_port_and_size() -> None:
    assert protection.names([" Seutu.Example:8443 ", "", "[::1]:1"]) == {"seutu.example", "::1"}


# Requests that another site makes in a reader's name


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {"Origin": ELSEWHERE}, 200),
        ("GET", "/", {"Sec-Fetch-Site": "cross-site"}, 200),
        ("POST", "/api/v1/areas", {"Origin": ELSEWHERE}, 403),
        ("PUT", "/_stcore/upload_file/a/b", {"Origin": ELSEWHERE}, 403),
        ("PUT", "/_stcore/upload_file/a/b", {"Origin": "null"}, 403),
        # The same name without TLS is another site: who sits on the wire could have made it.
        ("PUT", "/_stcore/upload_file/a/b", {"Origin": "http://seutu.example"}, 403),
        ("PUT", "/_stcore/upload_file/a/b", {"Origin": "https://seutu.example"}, 200),
        ("GET", "/auth/logout", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("GET", "/auth/logout", {"Sec-Fetch-Site": "same-origin"}, 200),
        ("GET", "/auth/logout", {"Origin": ELSEWHERE}, 403),
        # The provider sends readers back here: they do come from another site.
        ("GET", "/oauth2callback", {"Sec-Fetch-Site": "cross-site"}, 200),
        ("GET", "/auth/login", {"Sec-Fetch-Site": "cross-site"}, 200),
    ],
)
def test_another_site_cannot_act_for_a_reader(method, path, headers, status) -> None:
    assert client(AT_ONE_NAME).request(method, path, headers=headers).status_code == status


# What is too much


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/_stcore/upload_file/a/b", 1000 + protection.LARGEST_BODY, 200),
        ("/_stcore/upload_file/a/b", 1001 + protection.LARGEST_BODY, 413),
        ("/api/v1/", protection.LARGEST_BODY, 200),
        ("/api/v1/", protection.LARGEST_BODY + 1, 413),
        ("/", "-1", 400),
        ("/", "1e9", 400),
        ("/", "٣", 400),
    ],
)
def test_a_body_that_is_too_large_is_not_read(path: str, size, status) -> None:
    reach = Reach(public=True, upload_bytes=1000)
    headers = [(b"host", b"a"), (b"content-length", str(size).encode("utf-8"))]
    scope = {"type": "http", "method": "PUT", "path": path, "headers": headers}
    refusal = protection.refused(scope, reach)
    assert (refusal[0] if refusal else 200) == status


def test_an_address_that_is_too_long_is_refused() -> None:
    asked = client(ANYBODY)
    assert asked.get("/?a=" + "x" * (protection.LONGEST_ADDRESS - 10)).status_code == 200
    assert asked.get("/?a=" + "x" * protection.LONGEST_ADDRESS).status_code == 414


# Cookies and transport


@pytest.mark.parametrize(
    ("cookie", "secure", "expected"),
    [
        ("a=1; Path=/", False, "a=1; Path=/; HttpOnly; SameSite=Lax"),
        ("a=1; path=/", True, "a=1; path=/; HttpOnly; SameSite=Lax; Secure"),
        ("a=1; httponly; samesite=strict; secure", True, "a=1; httponly; samesite=strict; secure"),
        ("_streamlit_xsrf=2|a; Path=/; SameSite=Lax", True, None),
        # A value that says "secure" is no attribute.
        ("a=secure", True, "a=secure; HttpOnly; SameSite=Lax; Secure"),
    ],
)
def test_cookies_are_sealed(cookie: str, secure: bool, expected: str | None) -> None:
    assert protection.sealed(cookie, secure) == (expected or f"{cookie}; Secure")


@pytest.mark.parametrize(
    ("cookie", "age"),
    [
        ("_streamlit_user=x; Max-Age=2592000", "36000"),
        ("_streamlit_user_tokens_1=x; max-age=2592000", "36000"),
        ("_streamlit_user=x; Max-Age=60", "60"),
        ("_streamlit_user=; Max-Age=0", "0"),
        ("other=x; Max-Age=2592000", "2592000"),
    ],
)
def test_a_sign_in_stands_no_longer_than_it_may(cookie: str, age: str) -> None:
    sealed = protection.sealed(cookie, True, 36_000)
    assert f"ax-age={age};" in sealed.replace("Max-Age", "max-age") + ";"


@pytest.mark.parametrize(
    ("reach", "base", "expected"),
    [
        (AT_ONE_NAME, "http://seutu.example", True),
        (ANYBODY, "https://seutu.example", True),
        (ANYBODY, "http://seutu.example", False),
        (OWN, "http://127.0.0.1", False),
    ],
)
def test_browsers_are_told_to_stay_with_tls_where_there_is_tls(reach, base, expected) -> None:
    async def with_cookies(scope, receive, send) -> None:
        response = PlainTextResponse("page")
        response.set_cookie("one", "1")
        response.set_cookie("two", "2", httponly=True)
        await response(scope, receive, send)

    answer = client(reach, base, with_cookies).get("/")
    assert ("strict-transport-security" in answer.headers) is expected
    cookies = answer.headers.get_list("set-cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["one", "two"]
    for cookie in cookies:
        assert cookie.lower().count("httponly") == 1
        assert ("; Secure" in cookie) is expected


def test_what_is_taken_away_stays_in_no_store_between() -> None:
    answer = client(ANYBODY).get("/media/abc.xlsx")
    assert answer.headers["cache-control"] == "private, no-store"
    assert "cache-control" not in client(ANYBODY).get("/").headers


# When something breaks


def test_a_broken_address_gives_a_reference_and_no_traceback(caplog) -> None:
    async def broken(scope, receive, send) -> None:
        raise ValueError("what somebody typed")

    with caplog.at_level(logging.ERROR):
        answer = client(ANYBODY, app=broken).get("/somewhere?secret=1")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    (record,) = caplog.records
    assert record.reference in answer.text and len(record.reference) == 8
    assert "ValueError" not in answer.text and "typed" not in answer.text
    assert "secret" not in json.dumps(record.getMessage())


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
