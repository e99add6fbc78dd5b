from __future__ import annotations

from datetime import datetime

import pytest

from envnews.extract.choose import TRUST, Witnesses
from envnews.model import CHINA_TIME, Origin, Precision, Timestamp


def at(text: str, precision: Precision) -> Timestamp:
    return Timestamp(datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME), precision)


def test_the_more_trusted_witness_wins_whatever_the_order() -> None:
    for origins in ((Origin.LABEL, Origin.META_LINE), (Origin.META_LINE, Origin.LABEL)):
        witnesses = Witnesses()
        for origin in origins:
            witnesses.add("source", origin, f"{origin} 日报", "")
        assert witnesses.choose("source", str) == "meta_line 日报"


def test_the_first_of_equals_wins() -> None:
    witnesses = Witnesses()
    witnesses.add("source", Origin.META_LINE, "甲报", "")
    witnesses.add("source", Origin.META_LINE, "乙报", "")
    assert witnesses.choose("source", str) == "甲报"


@pytest.mark.parametrize("value", [None, "", ()])
def test_an_empty_value_is_no_witness(value: object) -> None:
    witnesses = Witnesses()
    witnesses.add("source", Origin.RULE, value, "来源：")
    assert not witnesses.has("source")
    assert witnesses.choose("source", str) is None
    assert witnesses.as_tuple() == ()


def test_zero_views_are_a_value() -> None:
    witnesses = Witnesses()
    witnesses.add("views", Origin.META_LINE, 0, "0")
    assert witnesses.choose("views", int) == 0


def test_witnesses_say_who_was_chosen_and_who_disagrees() -> None:
    witnesses = Witnesses()
    witnesses.add("source", Origin.LABEL, "临江日报", "临江日报", "contentsource")
    witnesses.add("source", Origin.META_LINE, "临江 日报", "来源：临江 日报", "above the text")
    witnesses.add("source", Origin.TEXT, "晚报", "来源：晚报" + "。" * 500)
    witnesses.choose("source", str)
    chosen, agreeing, other = sorted(witnesses.as_tuple(), key=lambda w: (not w.chosen, not w.agrees))
    assert (chosen.origin, chosen.detail) == (Origin.META_LINE, "above the text")
    assert (agreeing.origin, agreeing.agrees, agreeing.chosen) == (Origin.LABEL, True, False)
    assert (other.value, other.agrees) == ("晚报", False)
    assert len(other.raw) == 200


@pytest.mark.parametrize(
    ("displayed", "label", "chosen"),
    [
        (("2022-07-22", Precision.DAY), ("2022-07-22T14:46:00", Precision.SECOND), "2022-07-22T14:46:00"),
        (("2022-07-22", Precision.DAY), ("2022-07-21T14:46:00", Precision.SECOND), "2022-07-22T00:00:00"),
        (
            ("2022-07-22T15:10", Precision.MINUTE),
            ("2022-07-22T03:10:00", Precision.SECOND),
            "2022-07-22T15:10:00",
        ),
        (("2022-07-22T15:10", Precision.MINUTE), ("2022-07-22", Precision.DAY), "2022-07-22T15:10:00"),
        (
            ("2022-07-22T15:10:17", Precision.SECOND),
            ("2022-07-22T15:10", Precision.MINUTE),
            "2022-07-22T15:10:17",
        ),
        (
            ("2022-07-22T15:10", Precision.MINUTE),
            ("2022-07-22T15:10:17", Precision.SECOND),
            "2022-07-22T15:10:17",
        ),
    ],
)
def test_a_finer_time_of_the_same_day_refines_and_never_contradicts(
    displayed: tuple[str, Precision], label: tuple[str, Precision], chosen: str
) -> None:
    witnesses = Witnesses()
    witnesses.add("published_at", Origin.LABEL, at(*label), label[0])
    witnesses.add("published_at", Origin.META_LINE, at(*displayed), displayed[0])
    found = witnesses.choose("published_at", Timestamp)
    assert found is not None
    assert found.isoformat()[:19] == chosen


def test_every_origin_has_its_place_in_every_order() -> None:
    """An origin that a field lists nowhere may not be added to it; the page's own are listed everywhere."""
    assert all(order[0] is Origin.RULE and len(set(order)) == len(order) for order in TRUST.values())


def test_peeking_decides_nothing() -> None:
    witnesses = Witnesses()
    witnesses.add("headline", Origin.GENERIC, "标题", "标题")
    assert witnesses.peek("headline") == "标题"
    assert witnesses.peek("source") is None
    assert witnesses.as_tuple() == ()
