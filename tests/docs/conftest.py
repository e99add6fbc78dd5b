"""The demo's database, of which the documents speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.demonstration import Demo


@pytest.fixture
def database(demonstrated: Demo) -> Path:
    return demonstrated.database
