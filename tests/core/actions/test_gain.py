from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.catalogue import read_catalogue
from core.actions.gain import weigh
from core.errors import UserError
from core.settings import LIFETIME_VALUE, SATISFACTION, Action, Axis, Economics
from core.tables.actions import ActionTable, NextAction
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

MakeCompany = Callable[..., tuple[ScoredCustomers, SegmentTable]]

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "actions.json"

COCOONING = Action("cocooning", "Cocooning", "Call.", 20, 0.1, 0.3, 0.5, raises=(SATISFACTION,))
UPSELL = Action("upsell", "Upsell", "Offer.", 10, 0.1, 0.2, 0.3, raises=("lifetime_value",))
UPSELL = replace(UPSELL, sells=True)
KEEPING = Action("keep", "Keep and care", "Care.", 3, 0.1, 0.2, 0.3)


Group = tuple[tuple[float, ...], float, float, int]


def group(scores: tuple[float, ...], value: float, cost: float = 0, customers: int = 10) -> Group:
    return scores, value, cost, customers


# Ten customers count half and the mean of everybody half: the worths of 700 - 3 x 100 = 400,
# 300 - 3 x 0 = 300 and 200 - 3 x 50 = 50, whose mean is 250, become 325, 275 and 150.
IDEAL = group((0.9, 0.5, 0.9), 700, 100)
UPSET = group((0.2, 0.5, 0.9), 300)
SMALL = group((0.9, 0.5, 0.2), 200, 50)
THREE = [IDEAL, UPSET, SMALL]


def weighed(
    make_company: MakeCompany,
    catalogue: tuple[Action, ...],
    groups: list[Group] | None = None,
    economics: Economics | None = None,
    **more: object,
) -> ActionTable:
    scored, segments = make_company(THREE if groups is None else groups, **more)
    return weigh(scored, segments, catalogue, economics or Economics())


def blocked_in(found: NextAction, title: str) -> str:
    return dict(found.blocked)[title]


def test_the_worth_of_a_segment_is_value_less_cost_drawn_towards_everybody(
    make_company: MakeCompany,
) -> None:
    assert weighed(make_company, (KEEPING,)).worth == (325, 275, 150)


def test_a_value_that_is_net_has_no_cost_taken_off(make_company: MakeCompany) -> None:
    found = weighed(make_company, (KEEPING,), economics=Economics(value_is_net=True))
    assert found.worth == (550, 350, 300)
    assert "already taken off" in found.assumptions[0]


def test_the_costs_of_the_data_are_scaled_to_the_horizon(make_company: MakeCompany) -> None:
    economics = Economics(horizon_months=24, cost_months=6)
    # 700 - 4 x 100, 300 and 200 - 4 x 50 with the mean of 200
    assert weighed(make_company, (KEEPING,), economics=economics).worth == (250, 250, 100)


def test_without_an_axis_of_cost_a_customer_is_worth_their_value(
    make_company: MakeCompany,
) -> None:
    axes = (Axis(SATISFACTION, "CSat"), Axis("loyalty", "Years"), Axis(LIFETIME_VALUE, "CLV"))
    found = weighed(make_company, (KEEPING,), axes=axes)
    assert found.worth == (550, 350, 300)
    assert "no axis is the cost to serve" in found.assumptions[0]


def test_a_mean_leaves_out_the_lowest_and_highest_in_a_hundred(
    make_company: MakeCompany,
) -> None:
    groups = [group((0.9, 0.5, 0.9), 100, customers=99), group((0.1, 0.5, 0.1), 1e9, customers=1)]
    assert weighed(make_company, (KEEPING,), groups).worth[0] == 100


def test_without_an_axis_of_value_nothing_is_weighed_and_the_reason_is_given(
    make_company: MakeCompany,
) -> None:
    axes = (Axis(SATISFACTION, "CSat"), Axis("a", "A"), Axis("b", "B"))
    found = weighed(make_company, (KEEPING,), axes=axes)
    assert found.ranking == ()
    assert all(one.best is None and not one.pays for one in found.next_actions)
    assert "no axis is the lifetime value" in found.journeys[0].stops.lower()


def test_an_empty_catalogue_is_refused(make_company: MakeCompany) -> None:
    with pytest.raises(UserError, match="no action"):
        weighed(make_company, ())


def test_the_gain_is_success_times_the_difference_less_the_cost(
    make_company: MakeCompany,
) -> None:
    found = weighed(make_company, (UPSELL,)).next_actions[2]
    best = found.best
    assert best is not None
    assert (best.segment, best.to, best.customers) == (3, 1, 10)
    assert (best.worth_without, best.worth_with) == (150, 325)
    assert best.gain == pytest.approx(0.2 * 175 - 10)
    assert (best.gain_low, best.gain_high) == pytest.approx((7.5, 42.5))
    assert best.roi == pytest.approx(2.5)
    assert best.break_even == pytest.approx(10 / 175)
    assert best.total == pytest.approx(250)
    assert found.pays
    assert best.reason == (
        "At 10 each, 20 in 100 reach ‘Group 1’, where a customer is worth 175 more over 36 "
        "months; it earns 25 per customer."
    )


def test_an_action_that_covers_part_of_the_way_brings_as_many_fewer_there(
    make_company: MakeCompany,
) -> None:
    # From (0.2, 0.5, 0.5) satisfaction is raised to 0.9; the ideal lies 0.4 further on in value,
    # so 1 - 0.4 / hypot(0.7, 0.4) of the way is covered.
    far = [group((0.9, 0.5, 0.9), 700), group((0.2, 0.5, 0.5), 300)]
    best = weighed(make_company, (COCOONING,), far).next_actions[1].best
    assert best is not None
    reach = 1 - 0.4 / 0.65**0.5
    assert best.reach == pytest.approx(reach)
    assert (best.works, best.success) == (0.3, pytest.approx(0.3 * reach))
    difference = best.worth_with - best.worth_without
    assert best.gain == pytest.approx(0.3 * reach * difference - 20)
    assert "covers 50 % of the way" in best.reason


def test_an_action_that_keeps_saves_what_would_be_lost(make_company: MakeCompany) -> None:
    best = weighed(make_company, (KEEPING,)).next_actions[0].best
    assert best is not None
    assert best.to == 1
    assert best.worth_without == pytest.approx(0.85 * 325)
    assert best.gain == pytest.approx(0.2 * 0.15 * 325 - 3)
    assert "15 in 100 are lost" in best.reason


def test_nothing_is_sold_to_the_unhappy(make_company: MakeCompany) -> None:
    sad = [IDEAL, group((0.3, 0.5, 0.2), 0)]
    found = weighed(make_company, (UPSELL,), sad).next_actions[1]
    assert found.best is None
    assert blocked_in(found, "Upsell").startswith("Satisfaction stands at 30 of 100; the order")
    allowed = Economics(selling_needs=0.3)
    assert weighed(make_company, (UPSELL,), sad, allowed).next_actions[1].best is not None


def test_an_action_is_kept_from_segments_that_it_is_not_meant_for(
    make_company: MakeCompany,
) -> None:
    picky = replace(KEEPING, needs=((LIFETIME_VALUE, 0.5, 1.0),))
    found = weighed(make_company, (picky,)).next_actions
    assert found[1].best is not None
    assert "lifetime value at 50 to 100 of 100" in blocked_in(found[2], "Keep and care")


def test_the_ideal_is_not_left(make_company: MakeCompany) -> None:
    found = weighed(make_company, (UPSELL, KEEPING)).next_actions[0]
    assert [one.action for one in found.considered] == ["keep"]
    assert "ideal" in blocked_in(found, "Upsell")


def test_an_action_that_raises_nothing_measured_is_not_weighed(make_company: MakeCompany) -> None:
    odd = replace(COCOONING, raises=("loyalty",))
    found = weighed(make_company, (odd,)).next_actions[1]
    assert blocked_in(found, "Cocooning") == "It raises loyalty, which no axis measures."


def test_an_action_leads_nowhere_that_is_clearly_worse_in_something(
    make_company: MakeCompany,
) -> None:
    groups = [group((0.9, 0.3, 0.9), 9), group((0.2, 0.5, 0.9), 9)]
    found = weighed(make_company, (COCOONING,), groups).next_actions[1]
    assert "leads nowhere new" in blocked_in(found, "Cocooning")


def test_an_action_does_not_carry_a_customer_where_mostly_something_else_differs(
    make_company: MakeCompany,
) -> None:
    groups = [group((0.9, 0.9, 0.9), 9), group((0.6, 0.9, 0.2), 9)]
    found = weighed(make_company, (COCOONING,), groups).next_actions[1]
    assert "leads nowhere new" in blocked_in(found, "Cocooning")


def test_the_nearest_of_the_better_segments_is_the_ending_one(make_company: MakeCompany) -> None:
    near = group((0.8, 0.5, 0.5), 9)
    groups = [IDEAL, near, group((0.2, 0.5, 0.5), 0)]
    best = weighed(make_company, (COCOONING,), groups).next_actions[2].best
    assert best is not None
    assert best.to == 2


def test_none_pays_tells_how_far_the_closest_is(make_company: MakeCompany) -> None:
    found = weighed(make_company, (COCOONING, replace(KEEPING, unit_cost=90))).next_actions[1]
    assert found.best is not None
    assert not found.pays
    assert found.rank is None
    # 0.3 x (325 - 275) - 20 = -5, and 20 / 50 = 40 in 100
    assert found.best.reason == (
        "None pays yet. Cocooning comes closest: it loses 5 per customer and would pay from 40 "
        "successes in 100; 30 are assumed."
    )


def test_what_no_success_makes_pay_has_no_break_even(make_company: MakeCompany) -> None:
    best = weighed(make_company, (replace(UPSELL, unit_cost=176),)).next_actions[2].best
    assert best is not None
    assert best.break_even is None
    assert "even if it always succeeded" in best.reason


def test_equal_gains_are_ordered_by_cost_then_by_name(make_company: MakeCompany) -> None:
    # a quarter of 400 is lost; 0.25 x 100 - 5 = 0.5 x 100 - 30
    economics = Economics(loss_share=0.25)
    cheap = replace(KEEPING, unit_cost=5, success=0.25)
    dear = replace(KEEPING, name="a", unit_cost=30, success=0.5)
    catalogue = (dear, replace(cheap, name="z"), replace(cheap, name="y"))
    found = weighed(make_company, catalogue, [group((0.9,) * 3, 400)], economics).next_actions[0]
    assert [(one.action, one.gain) for one in found.considered] == [("y", 20), ("z", 20), ("a", 20)]


def test_segments_are_ranked_by_the_total_gain_of_what_pays(make_company: MakeCompany) -> None:
    groups = [IDEAL, group((0.9, 0.5, 0.2), 200, 50, customers=10), UPSET]
    found = weighed(make_company, (UPSELL, COCOONING, KEEPING), groups)
    totals = {one.segment: one.best.total for one in found.next_actions if one.best and one.pays}
    assert list(found.ranking) == sorted(totals, key=lambda code: -totals[code])
    assert [found.next_actions[code - 1].rank for code in found.ranking] == list(
        range(1, len(found.ranking) + 1)
    )


def test_every_number_of_the_catalogue_is_among_the_assumptions(
    make_company: MakeCompany,
) -> None:
    said = weighed(make_company, (UPSELL, KEEPING)).assumptions
    assert (
        "Upsell: 10 per customer; succeeds with 20 in 100, at least 10 and at most 30 (assumed)."
    ) in said
    assert any("below 0.4 of 1" in sentence for sentence in said)
    assert any("15 in 100" in sentence for sentence in said)


def test_without_an_axis_of_satisfaction_the_order_rule_is_said_to_be_out_of_reach(
    make_company: MakeCompany,
) -> None:
    axes = (Axis("loyalty", "Years"), Axis("ease", "Ease"), Axis(LIFETIME_VALUE, "CLV"))
    picky = replace(UPSELL, needs=((SATISFACTION, 0.5, 1.0),))
    found = weighed(make_company, (picky,), axes=axes)
    assert found.next_actions[2].best is not None
    assert any("the order rule cannot be applied" in sentence for sentence in found.assumptions)
    assert any("is not checked" in sentence for sentence in found.assumptions)


@given(
    low=st.floats(0, 1),
    high=st.floats(0, 1),
    worths=st.lists(st.floats(0, 10_000), min_size=3, max_size=3),
)
def test_where_an_action_leads_to_more_worth_more_success_earns_more(
    make_company: MakeCompany, low: float, high: float, worths: list[float]
) -> None:
    low, high = sorted((low, high))
    groups = [group(base[0], worth) for base, worth in zip(THREE, worths, strict=True)]
    rising, gains = worths[0] >= worths[2], []
    for success in (low, high):
        action = replace(UPSELL, success_low=0, success=success, success_high=1)
        best = weighed(make_company, (action,), groups).next_actions[2].best
        assert best is not None
        gains.append(best.gain)
        assert not rising or best.gain_low <= best.gain <= best.gain_high
    assert gains[0] <= gains[1] if rising else gains[0] >= gains[1]


@given(scores=st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=2, max_size=9))
def test_no_segment_below_the_line_is_ever_offered_something_for_sale(
    make_company: MakeCompany, scores: list[tuple[float, ...]]
) -> None:
    catalogue = read_catalogue(SHIPPED.read_text("utf-8"))
    groups = [group(at, 1000 * at[2], 10 * (1 - at[1])) for at in scores]
    found = weighed(make_company, catalogue, groups)
    sells = {action.name for action in catalogue if action.sells}
    for one, at in zip(found.next_actions, scores, strict=True):
        assert at[0] >= 0.4 or not sells & {weighed.action for weighed in one.considered}
        assert len(one.considered) + len(one.blocked) == len(catalogue)
