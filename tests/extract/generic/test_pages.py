"""Pages of no known portal, in the structures of the field: every stated field is read, nothing is invented."""

from __future__ import annotations

import pytest

from tests.extract.generic.fixtures import Fixture, load


@pytest.mark.parametrize("fixture", load(), ids=lambda fixture: fixture.name)
def test_a_page_gives_what_a_reader_sees_on_it(fixture: Fixture) -> None:
    assert fixture.wrong(fixture.read()) == {}
