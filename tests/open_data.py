"""The open data interface on the tiny version, and a question to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from seutukuva import api
from tests import tiny_version

ROOT = api.ROOT


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The interface alone, over the tiny version."""
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tiny_version.publish(tmp_path)))
    return TestClient(Starlette(routes=api.routes()), base_url="http://localhost")


def ask(client: TestClient, query: str) -> dict:
    """The answer to a question for observations that is not refused."""
    answer = client.get(f"{ROOT}/observations?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()
