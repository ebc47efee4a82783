"""What is killed works where the test works that kills it."""

from __future__ import annotations

import os
import sys
from types import ModuleType

import pytest

from tests import killing


def _public() -> None:
    print("ready", flush=True)
    print(os.environ.get("SEUTUKUVA_PUBLIC"), flush=True)


@pytest.mark.parametrize("value", ["1", None, "2"])
def test_a_process_has_the_environment_of_now_and_not_that_of_another_test(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    if value:
        monkeypatch.setenv("SEUTUKUVA_PUBLIC", value)
    process, said = killing.ready(_public)
    with said:
        assert said.read().decode().strip() == str(value)
    process.join()
    assert process.exitcode == 0


def test_a_page_that_was_run_before_is_not_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    page = ModuleType("__main__")
    page.__file__ = "a page that is gone.py"
    monkeypatch.setitem(sys.modules, "__main__", page)
    process, said = killing.ready(_public)
    with said:
        assert said.read()
    process.join()
    assert process.exitcode == 0
    assert sys.modules["__main__"] is page
