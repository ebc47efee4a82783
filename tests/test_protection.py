"""What protects answers: what pages may load, and under whose names they are asked for."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from seutukuva import protection


def test_pages_may_load_from_this_site_only() -> None:
    policy = protection.page_policy(["'sha256-x'"])
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in rules["script-src"].split()
    assert rules["default-src"] == rules["object-src"] == rules["base-uri"] == "'none'"


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
