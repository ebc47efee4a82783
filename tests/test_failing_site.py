"""A real server whose pages and addresses break: what readers get, and what the log holds."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from tests import tiny_version
from tests.conftest import REPOSITORY
from tests.program import started, stop

pytestmark = pytest.mark.slow

TYPED = "Matti Meikäläinen 040 123 4567"
FRAME = f"""
import threading
import streamlit as st
from seutukuva import ui

def failing():
    raise ValueError({TYPED!r})

asked = st.query_params.get("fail", "")
if asked == "frame":
    failing()
if asked == "section":
    ui.guarded(failing)
if asked == "thread":
    threading.Thread(target=failing, name="work").start()
st.write("the end of the page")
"""
# The small page, errors to a file, and an address of which the code breaks.
LAUNCH = """
import sys
from argparse import Namespace
from pathlib import Path
sys.stderr = open(sys.argv[2], "w", buffering=1, encoding="utf-8")
import serve
from starlette.routing import Route

async def broken(request):
    raise KeyError(request.query_params["name"])

made, routes = serve.application, serve.routes
serve.routes = lambda: [Route("/geo/broken", broken), *routes()]
serve.application = lambda: made(Path(sys.argv[1]))
serve._serve(serve._bound("127.0.0.1", 0), Namespace(host="127.0.0.1", no_browser=True))
"""


class Site:
    """The server: its address and the lines of its log."""

    def __init__(self, address: str, log: Path) -> None:
        self.address, self._log = address, log

    def lines(self, reference: str = "") -> list[dict[str, Any]]:
        """Every line is JSON; those of a reference, waited for."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            told = self._log.read_text(encoding="utf-8").splitlines()
            found = [json.loads(line) for line in told]
            if found := [one for one in found if reference in json.dumps(one)]:
                return found
            time.sleep(0.05)
        raise AssertionError(f"nothing in the log under {reference}")

    def page(self, query: str) -> list[ForwardMsg]:
        """What a page sends until its run has ended."""
        said = []
        host = urlsplit(self.address).netloc
        with connect(f"ws://{host}/_stcore/stream", origin=self.address) as connection:
            asked = BackMsg()
            asked.rerun_script.query_string = query
            connection.send(asked.SerializeToString())
            while True:
                message = ForwardMsg()
                message.ParseFromString(connection.recv(timeout=30))
                said.append(message)
                if message.WhichOneof("type") == "script_finished":
                    return said


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("failing")
    (folder / "frame.py").write_text(FRAME, encoding="utf-8")
    (folder / ".streamlit").mkdir()
    settings_file = REPOSITORY / ".streamlit" / "config.toml"
    (folder / ".streamlit" / "config.toml").write_bytes(settings_file.read_bytes())
    environment = {
        "SEUTUKUVA_DATA": str(tiny_version.publish(folder / "data")),
        "SEUTUKUVA_LOG": "json",
        "SEUTUKUVA_PUBLIC": "",
    }
    log = folder / "log.jsonl"
    process, address = started(
        ["-c", LAUNCH, str(folder / "frame.py"), str(log)], environment, folder
    )
    yield Site(address, log)
    stop(process)


def _shown(messages: list[ForwardMsg]) -> list[str]:
    """Errors on the page."""
    elements = [one.delta.new_element for one in messages if one.HasField("delta")]
    assert not [one for one in elements if one.HasField("exception")], "a traceback for a reader"
    return [one.alert.body for one in elements if one.HasField("alert")]


@pytest.mark.parametrize(("where", "goes_on"), [("frame", False), ("section", True)])
def test_a_page_that_breaks_gives_a_reference(site: Site, where: str, goes_on: bool) -> None:
    messages = site.page(f"fail={where}")
    (shown,) = _shown(messages)
    reference = shown.split()[-1].strip(".")
    (line,) = site.lines(reference)
    assert line["reference"] == reference and line["level"] == "error"
    assert line["error"][0]["type"] == "ValueError"
    assert line["error"][0]["at"][-1].endswith(" failing")
    sent = b"".join(message.SerializeToString() for message in messages)
    assert b"ValueError" not in sent and b"Matti" not in sent
    assert (b"the end of the page" in sent) is goes_on


def test_an_address_that_breaks_gives_a_reference(site: Site) -> None:
    answer = requests.get(f"{site.address}/geo/broken", {"name": TYPED}, timeout=30)
    assert answer.status_code == 500 and "Matti" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    reference = answer.text.split()[-1].strip(".")
    (line,) = site.lines(reference)
    assert line["where"] == "/geo/broken" and line["error"][0]["type"] == "KeyError"


def test_a_thread_that_breaks_is_in_the_log_too(site: Site) -> None:
    site.page("fail=thread")
    (line,) = site.lines("work")
    assert line["where"] == "work" and line["error"][0]["type"] == "ValueError"


def test_the_log_is_json_throughout_and_names_nobody(site: Site) -> None:
    lines = site.lines()
    assert len(lines) >= 1 and all(line["time"].endswith("Z") for line in lines)
    text = json.dumps(lines, ensure_ascii=False)
    assert "Matti" not in text and "123 4567" not in text and "fail=" not in text
