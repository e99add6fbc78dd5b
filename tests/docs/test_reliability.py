from __future__ import annotations

from tests.docs.reliability import NUMBERS, PAGE, page, proofs


def test_the_page_is_what_the_marks_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.docs.reliability"


def test_every_number_is_proved_and_no_other() -> None:
    assert {proof.number for proof in proofs()} == set(NUMBERS)
