"""What tests of uploads share."""

from __future__ import annotations

import pytest

from seutukuva import texts


@pytest.fixture
def english() -> None:
    """Messages as they are written."""
    texts.use("en")
