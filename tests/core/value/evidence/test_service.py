"""Cost to serve, as recorded and by the rates of Kaplan & Anderson's working paper (page 8)."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import UserError
from core.settings import CostBasis, CostPool, Kind, Rate, Role, Valuation
from core.tables.customers import Placed
from core.value.columns import NO_DAY
from core.value.evidence.buying import Span
from core.value.evidence.contacts import Contacts, contacts_of
from core.value.evidence.rates import cost_per_minute
from core.value.evidence.service import Served, served
from tests.core.value.making import MakeSource

POOL = CostPool("customer service", 560_000.0, 700_000.0)
PAPER = Valuation(
    pools=(POOL,),
    rates=(
        Rate("handle order", 40, POOL.name),
        Rate("complaint", 220, POOL.name),
        Rate("credit check", 250, POOL.name),
    ),
)
COUNTS = {"handle order": 9_800, "complaint": 280, "credit check": 500}
ALWAYS = Span(0, 10_000, 10_000, 0)


def contacts(counts: dict[str, int], **columns: object) -> Contacts:
    """Give so many contacts of each kind, each of another customer."""
    names = sorted(counts)
    size = sum(counts.values())
    made = Contacts(
        places=np.arange(size, dtype=np.int32),
        days=np.full(size, NO_DAY, np.int32),
        activities=np.repeat(np.arange(len(names)), [counts[name] for name in names]).astype(
            np.int32
        ),
        minutes=np.full(size, np.nan),
        costs=np.full(size, np.nan),
        names=tuple(names),
    )
    return replace(made, **columns)  # type: ignore[arg-type]


def of(made: Contacts, valuation: Valuation = PAPER, span: Span = ALWAYS) -> Served:
    return served(made, int(made.places.max()) + 1, span, valuation)


def test_a_minute_costs_what_the_paper_says() -> None:
    assert cost_per_minute(POOL) == pytest.approx(0.8)


def test_activities_cost_what_the_paper_says() -> None:
    costs = of(contacts(COUNTS)).costs
    assert costs is not None
    told = {one.activity: (one.contacts, one.minutes, one.cost) for one in costs.activities}
    assert told == {
        "handle order": (9_800, 392_000, pytest.approx(313_600)),
        "complaint": (280, 61_600, pytest.approx(49_280)),
        "credit check": (500, 125_000, pytest.approx(100_000)),
    }
    assert costs.activities[0].activity == "handle order"
    assert sum(one.cost for one in costs.activities) == pytest.approx(462_880)


def test_time_in_which_nobody_was_served_is_nobodys_cost() -> None:
    made = of(contacts(COUNTS))
    assert made.costs is not None
    (unused,) = made.costs.unused
    assert unused.minutes == 121_400
    assert unused.cost == pytest.approx(97_120)
    assert unused.used_share == pytest.approx(0.8266, abs=5e-5)
    assert made.cost is not None
    assert made.cost.sum() + unused.cost == pytest.approx(POOL.cost)


def test_a_customer_costs_what_their_contacts_cost() -> None:
    made = of(contacts({"handle order": 2, "complaint": 1}, places=np.array([0, 0, 1], np.int32)))
    assert made.cost is not None
    assert made.cost.tolist() == [pytest.approx(176 + 32), pytest.approx(32)]
    assert made.minutes is not None
    assert made.minutes.tolist() == [260, 40]


def test_recorded_minutes_are_taken_where_the_table_has_none() -> None:
    table = replace(PAPER, rates=(Rate("Complaint ", 0, POOL.name),))
    made = of(contacts({"complaint": 2}, minutes=np.array([10.0, 30.0])), table)
    assert made.cost is not None
    assert made.cost.tolist() == [8, 24]


def test_an_activity_without_a_rate_is_named() -> None:
    made = of(contacts({"complaint": 1, "chat": 3}))
    assert made.notes == ("The rate table has no ‘chat’; 3 contacts of that kind cost nothing.",)
    assert made.cost is not None
    assert made.cost.sum() == pytest.approx(176)


def test_more_minutes_than_there_are_is_told() -> None:
    small = replace(PAPER, pools=(replace(POOL, minutes=100.0),))
    notes = of(contacts({"complaint": 1}), small).notes
    assert notes[0].startswith("‘customer service’ served for 220 minutes, more than the 100")


def test_costs_that_are_recorded_come_first_unless_the_table_is_asked_for() -> None:
    made = contacts({"complaint": 2}, costs=np.array([5.0, np.nan]))
    recorded, rated = of(made), of(made, replace(PAPER, cost_basis=CostBasis.RATES))
    assert recorded.cost is not None
    assert recorded.cost.tolist() == [5, 0]
    assert recorded.notes == ("1 contact has no cost; they add none.",)
    assert rated.cost is not None
    assert rated.cost.tolist() == [176, 176]


def test_without_cost_and_table_contacts_are_counted_and_no_cost_is_made_up() -> None:
    made = of(contacts({"complaint": 2}), Valuation())
    assert made.contacts.tolist() == [1, 1]
    assert (made.cost, made.costs, made.minutes) == (None, None, None)


def test_contacts_outside_the_period_cost_nothing_in_it() -> None:
    when = np.array([5, 15, 25, NO_DAY], np.int32)
    made = contacts({"complaint": 4}, days=when, costs=np.full(4, 3.0))
    found = of(made, Valuation(), Span(0, 20, 20, 10))
    assert found.cost is not None
    assert found.cost.tolist() == [0, 3, 0, 3]
    assert found.contacts.tolist() == [1, 1, 0, 1]


@pytest.mark.parametrize(
    ("table", "what"),
    [
        (
            replace(PAPER, pools=(CostPool("idle", 10.0, 0.0),)),
            "‘idle’ costs 10 and can work 0 minutes",
        ),
        (
            replace(PAPER, rates=(Rate("chat", 5, "nobody"),)),
            "‘nobody’, which is none of the pools",
        ),
        (replace(PAPER, rates=(Rate("chat", -5, POOL.name),)), "‘chat’ takes -5 minutes"),
    ],
    ids=["no capacity", "no pool", "negative"],
)
def test_a_table_that_makes_no_sense_is_refused(table: Valuation, what: str) -> None:
    with pytest.raises(UserError, match=what):
        of(contacts({"chat": 1}), table)


def test_activities_that_differ_in_capitals_are_one(make_source: MakeSource) -> None:
    cells = {"id": ["a"] * 4, "what": ["Call", "call ", None, "Visit"], "long": [1.0, 2, 3, 4]}
    roles = {"id": Role.CUSTOMER, "what": Role.ACTIVITY, "long": Role.MINUTES}
    source = make_source("c.csv", Kind.CONTACTS, cells, roles)
    found = contacts_of([Placed(source, np.zeros(4, np.int32), np.zeros(0, np.int32))])
    assert found.names == ("Call", "Visit", "not said")
    assert found.activities.tolist() == [0, 0, 2, 1]


def test_contacts_without_an_activity_are_all_of_one_kind(make_source: MakeSource) -> None:
    source = make_source("c.csv", Kind.CONTACTS, {"id": ["a"]}, {"id": Role.CUSTOMER})
    found = contacts_of([Placed(source, np.zeros(1, np.int32), np.zeros(0, np.int32))])
    assert found.names == ("all contacts",)
