import numpy as np
import pytest

from core.errors import UserError
from core.settings import Kind, Role, Valuation
from core.tables.customers import Placed
from core.value.evidence.buying import Span
from core.value.evidence.referral import (
    Referrals,
    earned_by_referred,
    referral_value,
    referrals_of,
)
from tests.core.value.making import MakeSource, table_of

ALWAYS = Span(0, 10**6, 10**6, 0)


def brought(*pairs: tuple[int, int], size: int = 4) -> Referrals:
    by, who = (np.array(one, np.int32) for one in zip(*pairs, strict=True))
    return Referrals(by, who, np.bincount(by, minlength=size))


def test_type_one_brings_their_value_and_type_two_saves_what_winning_them_costs() -> None:
    lifetime = np.array([0.0, 100.0, 60.0, 0.0])
    settings = Valuation(type_one_share=0.5, acquisition_cost=20.0, referral_reward=4.0)
    credit, twice = referral_value(brought((0, 1), (0, 2)), lifetime, settings)
    assert credit.tolist() == [(50 + 10 - 4) + (30 + 10 - 4), 0, 0, 0]
    assert twice == 80


def test_whoever_was_brought_by_several_is_shared_among_them() -> None:
    lifetime = np.array([0.0, 0.0, 90.0, 0.0])
    credit, twice = referral_value(brought((0, 2), (1, 2)), lifetime, Valuation(type_one_share=1.0))
    assert credit.tolist() == [45, 45, 0, 0]
    assert twice == 90
    assert earned_by_referred(brought((0, 2), (1, 2)), lifetime) == 90


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_what_is_counted_twice_is_exactly_what_lifetime_values_hold(share: float) -> None:
    lifetime = np.array([10.0, 20.0, 30.0, 40.0])
    referrals = brought((0, 1), (0, 2), (3, 2))
    settings = Valuation(type_one_share=share, acquisition_cost=7.0)
    credit, twice = referral_value(referrals, lifetime, settings)
    assert credit.sum() - twice == pytest.approx(2 * (1 - share) * 7.0)


def test_a_share_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match=r"would not have come otherwise is 1\.5"):
        referral_value(brought((0, 1)), np.zeros(4), Valuation(type_one_share=1.5))


def test_the_same_pair_counts_once_and_nobody_brings_themselves(make_source: MakeSource) -> None:
    cells = {"by": ["a", "a", "b", "c"], "who": ["b", "b", "b", "x"]}
    roles = {"by": Role.CUSTOMER, "who": Role.REFERRED}
    part = Placed(
        make_source("r.csv", Kind.REFERRALS, cells, roles),
        np.array([0, 0, 1, 2], np.int32),
        np.array([1, 1, 1, -1], np.int32),
    )
    found = referrals_of([part], 3, ALWAYS)
    assert (found.by.tolist(), found.who.tolist()) == ([0], [1])
    assert found.brought.tolist() == [2, 1, 1]


def test_referred_customers_are_found_by_their_ids(make_source: MakeSource) -> None:
    people = make_source(
        "p.csv",
        Kind.PROFILES,
        {"id": ["a", "b"], "CLV": [5.0, 80.0]},
        {"id": Role.CUSTOMER, "CLV": Role.LIFETIME_VALUE},
    )
    brought_in = make_source(
        "r.csv",
        Kind.REFERRALS,
        {"by": ["a"], "who": [" b "]},
        {"by": Role.CUSTOMER, "who": Role.REFERRED},
    )
    found = table_of(people, brought_in)
    assert found.table["referral_value"].tolist() == [40, 0]
    assert found.table["total_value"].tolist() == [45, 80]
