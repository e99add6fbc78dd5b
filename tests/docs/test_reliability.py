from __future__ import annotations

from tests.docs.reliability import NUMBERS, PAGE, page, proofs

UNPROVED = frozenset(
    [
        "F39",
        "F40",
        "F41",
        "F43",
        "F44",
        "O2",
        "O12",
        "S2",
        "S12",
        "S14",
        "S15",
        "S16",
        "S18",
        "S19",
        "S22",
    ]
)


def test_the_page_is_what_the_marks_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.docs.reliability"


def test_every_number_is_proved_and_no_other() -> None:
    assert {proof.number for proof in proofs()} | UNPROVED == set(NUMBERS)
