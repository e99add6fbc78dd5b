"""Why a witness won, in words."""

from __future__ import annotations

from envnews.extract.choose import TRUST
from envnews.extract.reasons import REASONS, why
from envnews.model import Origin, Witness


def witness(name: str, origin: Origin, *, chosen: bool = False) -> Witness:
    return Witness(name, origin, "甲", "甲", chosen=chosen)


def test_a_field_with_an_order_of_its_own_has_a_reason_of_its_own() -> None:
    assert REASONS.keys() == TRUST.keys()


def test_a_single_witness_needs_no_order() -> None:
    assert why([witness("source", Origin.LABEL, chosen=True)]) == "label is the only witness"


def test_the_place_in_the_order_is_told_with_its_reason() -> None:
    said = why([witness("source", Origin.META_LINE, chosen=True), witness("source", Origin.LABEL)])
    assert said.startswith("meta_line comes first in rule > meta_line > text > label")
    assert said.endswith(REASONS["source"])


def test_the_first_of_equals_is_called_that() -> None:
    said = why([witness("author", Origin.TEXT, chosen=True), witness("author", Origin.TEXT)])
    assert said.startswith("text, the first of 2 of this origin, comes first in rule > ")


def test_a_time_that_refines_another_is_told_apart() -> None:
    said = why([witness("published_at", Origin.LABEL, chosen=True), witness("published_at", Origin.RULE)])
    assert said.startswith("label says the same time more exactly than rule, ")
