from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.actions.catalogue import read_catalogue
from core.actions.eligibility import Customers
from core.actions.gain import Assumptions, Weighing, weigh
from core.actions.table import action_table
from core.errors import UserError
from core.progress import Progress
from core.settings import (
    COST_TO_SERVE,
    LIFETIME_VALUE,
    SATISFACTION,
    Action,
    Axis,
    Comparison,
    Condition,
    Economics,
    MoveAssumptions,
)
from core.tables.actions import ActionTable, NextAction

MakeCompany = Callable[..., Customers]

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "actions.json"

COCOONING = Action("cocooning", "Cocooning", "Call.", 20, 0.1, 0.3, 0.5, moves=((SATISFACTION, 1),))
UPSELL = Action("upsell", "Upsell", "Offer.", 10, 0.1, 0.2, 0.3, moves=((LIFETIME_VALUE, 1),))
UPSELL = replace(UPSELL, sells=True)
KEEPING = Action("keep", "Keep and care", "Care.", 3, 0.1, 0.2, 0.3)

STILL = MoveAssumptions(drift=0.0, unhappy=1.0)
"""Nobody moves by themselves."""

NOBODY_LOST = Economics(loss_share=0.0)

Group = tuple[tuple[float, ...], float, float, int]


def group(scores: tuple[float, ...], value: float, cost: float = 0, customers: int = 10) -> Group:
    return scores, value, cost, customers


# Ten customers count half and the mean of everybody half: the worths of 700 - 3 x 100 = 400,
# 300 - 3 x 0 = 300 and 200 - 3 x 50 = 50, whose mean is 250, become 325, 275 and 150.
IDEAL = group((0.9, 0.5, 0.9), 700, 100)
UPSET = group((0.2, 0.5, 0.9), 300)
SMALL = group((0.9, 0.5, 0.2), 200, 50)
THREE = [IDEAL, UPSET, SMALL]


def weighing(
    make_company: MakeCompany,
    catalogue: tuple[Action, ...],
    groups: list[Group] | None = None,
    economics: Economics = NOBODY_LOST,
    moves: MoveAssumptions = STILL,
    **more: object,
) -> tuple[Weighing | None, Customers]:
    company = make_company(THREE if groups is None else groups, **more)
    assumed = Assumptions(catalogue, economics, moves)
    return weigh(company, assumed, None, Progress()), company


def weighed(
    make_company: MakeCompany, catalogue: tuple[Action, ...], *a: object, **k: object
) -> ActionTable:
    found, company = weighing(make_company, catalogue, *a, **k)  # type: ignore[arg-type]
    return action_table(found, catalogue, company.segments)


def blocked_in(found: NextAction, title: str) -> str:
    return {one.title: one.reason for one in found.blocked}[title]


def test_the_worth_of_a_segment_is_value_less_cost_drawn_towards_everybody(
    make_company: MakeCompany,
) -> None:
    assert weighed(make_company, (KEEPING,)).worth == (325, 275, 150)


def test_a_value_that_is_net_has_no_cost_taken_off(make_company: MakeCompany) -> None:
    economics = replace(NOBODY_LOST, value_is_net=True)
    found = weighed(make_company, (KEEPING,), economics=economics)
    assert found.worth == (550, 350, 300)
    assert "already taken off" in found.assumptions[0]


def test_the_costs_of_the_data_are_scaled_to_the_horizon(make_company: MakeCompany) -> None:
    economics = replace(NOBODY_LOST, horizon_months=24, cost_months=6)
    # 700 - 4 x 100, 300 and 200 - 4 x 50 with the mean of 200
    assert weighed(make_company, (KEEPING,), economics=economics).worth == (250, 250, 100)


def test_without_an_axis_of_cost_a_customer_is_worth_their_value(
    make_company: MakeCompany,
) -> None:
    axes = (Axis(SATISFACTION, "CSat"), Axis("loyalty", "Years"), Axis(LIFETIME_VALUE, "CLV"))
    found = weighed(make_company, (KEEPING,), axes=axes)
    assert found.worth == (550, 350, 300)
    assert "no axis is the cost to serve" in found.assumptions[0]


def test_who_is_lost_brings_nothing_any_more(make_company: MakeCompany) -> None:
    # a share q is lost each year, so that 0.729 are left of 1 after three: q = 0.1
    economics = Economics(loss_share=1 - 0.729)
    worth = weighed(make_company, (KEEPING,), economics=economics).worth
    assert worth[0] == pytest.approx(325 / 3 * (1 + 0.9 + 0.81), abs=0.01)


def test_a_foreseen_value_is_the_worth_as_it_is(make_company: MakeCompany) -> None:
    moves = MoveAssumptions(foreseen=True)
    found = weighed(make_company, (KEEPING,), economics=Economics(), moves=moves)
    assert found.worth == (325, 275, 150)
    assert any("already reckons" in sentence for sentence in found.assumptions)


def test_without_an_axis_of_value_nothing_is_weighed_and_the_reason_is_given(
    make_company: MakeCompany,
) -> None:
    axes = (Axis(SATISFACTION, "CSat"), Axis("a", "A"), Axis("b", "B"))
    found = weighed(make_company, (KEEPING,), axes=axes)
    assert found.ranking == ()
    assert all(one.best is None and not one.pays for one in found.next_actions)
    assert "no axis is the lifetime value" in found.journeys[0].stops.lower()
    assert found.natural is None


def test_an_empty_catalogue_is_refused(make_company: MakeCompany) -> None:
    with pytest.raises(UserError, match="no action"):
        weighed(make_company, ())


def test_the_gain_is_success_times_the_difference_less_the_cost(
    make_company: MakeCompany,
) -> None:
    found = weighed(make_company, (COCOONING,)).next_actions[1]
    best = found.best
    assert best is not None
    assert (best.segment, best.to, best.customers) == (2, 1, 10)
    # what sets the upset apart, (300 - 275) / 2, is kept
    assert (best.worth_without, best.worth_with) == pytest.approx((275 + 12.5, 325 + 12.5))
    assert best.gain == pytest.approx(0.3 * 50 - 20)
    assert best.roi == pytest.approx(-5 / 20)
    assert best.break_even == pytest.approx(20 / 50)
    assert best.total == pytest.approx(-50)
    assert not found.pays


def test_who_is_offered_more_ends_at_the_value_of_the_ending_segment(
    make_company: MakeCompany,
) -> None:
    best = weighed(make_company, (UPSELL,)).next_actions[2].best
    assert best is not None
    # values are 700, 300 and 200 with the mean 400, so 550, 350 and 300; costs 300, 0 and 150
    # with the mean 150, so 225, 75 and 150. Apart are (200 - 300) / 2 and (150 - 150) / 2.
    assert (best.worth_without, best.worth_with) == pytest.approx((150 - 50, 325))
    assert best.gain == pytest.approx(0.2 * 225 - 10)
    assert best.reason == (
        "At 10 each, 20 in 100 reach ‘Group 1’ and are worth 225 more over 36 months than if "
        "nothing is done; it earns 35 per customer."
    )


def test_what_customers_do_by_themselves_is_taken_off(make_company: MakeCompany) -> None:
    moves = MoveAssumptions(drift=0.2, unhappy=1.0)
    calm = weighed(make_company, (COCOONING,)).next_actions[1].considered[0]
    moving = weighed(make_company, (COCOONING,), moves=moves)
    natural = moving.natural
    assert natural is not None
    assert natural.chances[1].tolist() == pytest.approx([0.1, 0.8, 0.1, 0])
    found = moving.next_actions[1].considered[0]
    worth = np.array(moving.worth)
    expected = worth[0] - np.array([0.1, 0.8, 0.1]) @ worth
    assert found.worth_with - found.worth_without == pytest.approx(expected, abs=0.02)
    assert found.gain < calm.gain


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


def test_an_action_may_reach_less_far_than_the_ideal_and_cost_something_else(
    make_company: MakeCompany,
) -> None:
    groups = [group((0.9, 0.8, 0.9), 700), group((0.5, 0.8, 0.9), 500), group((0.2, 0.8, 0.9), 300)]
    little = replace(COCOONING, moves=((SATISFACTION, 0.3), (COST_TO_SERVE, -0.05)))
    best = weighed(make_company, (little,), groups).next_actions[2].best
    assert best is not None
    assert best.to == 2
    assert best.reach == pytest.approx(1 - 0.05 / 0.3)


def test_an_action_that_keeps_saves_what_would_be_lost(make_company: MakeCompany) -> None:
    best = weighed(make_company, (KEEPING,), economics=Economics()).next_actions[0].best
    assert best is not None
    assert best.to == 1
    yearly = 1 - 0.85 ** (1 / 3)
    value = 325 / 3 * sum((1 - yearly) ** year for year in range(3))
    lasting = sum((1 - yearly) ** year for year in range(3))
    apart = (400 - 325) / 2 / 3 * lasting
    assert best.gain == pytest.approx(0.2 * yearly * (value + apart) - 3)
    assert "5.3 in 100 are lost within a year" in best.reason


def test_the_least_satisfied_are_lost_most_often(make_company: MakeCompany) -> None:
    moves = MoveAssumptions(drift=0, unhappy=4)
    natural = weighed(make_company, (KEEPING,), economics=Economics(), moves=moves).natural
    assert natural is not None
    lost = natural.chances[:, -1]
    assert lost[1] / lost[0] == pytest.approx(4 ** (2 * 0.7))
    assert lost.mean() == pytest.approx(1 - 0.85 ** (1 / 3))


def test_nothing_is_sold_to_the_unhappy(make_company: MakeCompany) -> None:
    sad = [IDEAL, group((0.3, 0.5, 0.2), 0)]
    found = weighed(make_company, (UPSELL,), sad).next_actions[1]
    assert found.best is None
    assert blocked_in(found, "Upsell") == (
        "Satisfaction is below 40 of 100, from where the order rule allows offers."
    )
    assert found.obvious is not None
    assert found.obvious.action == "upsell"
    allowed = replace(NOBODY_LOST, selling_needs=0.3)
    assert weighed(make_company, (UPSELL,), sad, allowed).next_actions[1].best is not None


def test_each_customer_is_judged_by_their_own_score(make_company: MakeCompany) -> None:
    found, company = weighing(make_company, (UPSELL,))
    assert found is not None
    company.scored.scores[20:24, 0] = 0.1  # four of the small ones are unhappy
    again = weigh(company, Assumptions((UPSELL,), NOBODY_LOST, STILL), None, Progress())
    best = action_table(again, (UPSELL,), company.segments).next_actions[2].best
    assert best is not None
    assert best.customers == 6


def test_an_action_is_kept_from_customers_that_it_is_not_meant_for(
    make_company: MakeCompany,
) -> None:
    picky = replace(KEEPING, needs=((LIFETIME_VALUE, 0.5, 1.0),))
    found = weighed(make_company, (picky,)).next_actions
    assert found[1].best is not None
    assert "lifetime value at 50 to 100 of 100" in blocked_in(found[2], "Keep and care")


def test_an_action_may_ask_for_any_column(make_company: MakeCompany) -> None:
    consent = Condition("Consent", Comparison.IS, "yes")
    columns = {"Consent": [place % 5 < 2 for place in range(30)]}
    found = weighed(make_company, (replace(COCOONING, who=(consent,)),), columns=columns)
    best = found.next_actions[1].best
    assert best is not None
    assert best.customers == 4
    nobody = replace(COCOONING, who=(Condition("Consent", Comparison.UNKNOWN),))
    blocked = weighed(make_company, (nobody,), columns=columns).next_actions[1]
    assert blocked_in(blocked, "Cocooning") == (
        "It is meant for customers whose Consent is not known."
    )


def test_the_ideal_is_not_left(make_company: MakeCompany) -> None:
    found = weighed(make_company, (UPSELL, KEEPING)).next_actions[0]
    assert [one.action for one in found.considered] == ["keep"]
    assert "ideal" in blocked_in(found, "Upsell")


def test_an_action_that_changes_nothing_measured_is_not_weighed(make_company: MakeCompany) -> None:
    odd = replace(COCOONING, moves=(("loyalty", 1.0),))
    found = weighed(make_company, (odd,)).next_actions[1]
    assert blocked_in(found, "Cocooning") == "It changes loyalty, which no axis measures."


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
    # 0.3 x 50 - 20 = -5, and 20 / 50 = 40 in 100
    assert found.best.reason == (
        "None pays yet. Cocooning comes closest: it loses 5 per customer and would pay from 40 "
        "successes in 100; 30 are assumed."
    )


def test_what_no_success_makes_pay_has_no_break_even(make_company: MakeCompany) -> None:
    best = weighed(make_company, (replace(UPSELL, unit_cost=226),)).next_actions[2].best
    assert best is not None
    assert best.break_even is None
    assert "even if it always succeeded" in best.reason


def test_equal_gains_are_ordered_by_cost_then_by_name(make_company: MakeCompany) -> None:
    # nobody is lost, so what keeps gains nothing, whatever its success
    dear = replace(KEEPING, name="a", title="A", unit_cost=30)
    cheap = replace(KEEPING, unit_cost=5)
    catalogue = (dear, replace(cheap, name="z", title="Z"), replace(cheap, name="y", title="Y"))
    found = weighed(make_company, catalogue, [group((0.9,) * 3, 400)]).next_actions[0]
    assert [(one.action, one.gain) for one in found.considered] == [
        ("y", -5),
        ("z", -5),
        ("a", -30),
    ]


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
    said = weighed(make_company, (UPSELL, KEEPING), economics=Economics()).assumptions
    assert (
        "Upsell: 10 per customer; works for 20 in 100, at least 10 and at most 30 (assumed)."
    ) in said
    assert any("below 0.4 of 1" in sentence for sentence in said)
    assert any("5.3 to 5.3 in 100 are lost" in sentence for sentence in said)


def test_without_an_axis_of_satisfaction_the_order_rule_is_said_to_be_out_of_reach(
    make_company: MakeCompany,
) -> None:
    axes = (Axis("loyalty", "Years"), Axis("ease", "Ease"), Axis(LIFETIME_VALUE, "CLV"))
    picky = replace(UPSELL, needs=((SATISFACTION, 0.5, 1.0),))
    found = weighed(make_company, (picky,), axes=axes)
    assert found.next_actions[2].best is not None
    assert any("the order rule cannot be applied" in sentence for sentence in found.assumptions)
    assert any("is not checked" in sentence for sentence in found.assumptions)


def test_the_interval_holds_the_gain_and_widens_with_what_is_not_known(
    make_company: MakeCompany,
) -> None:
    sure = replace(UPSELL, success_low=0.19, success_high=0.21)
    narrow = weighed(make_company, (sure,)).next_actions[2].considered[0]
    wide = weighed(make_company, (UPSELL,)).next_actions[2].considered[0]
    for one in (narrow, wide):
        assert one.gain_low < one.gain < one.gain_high
        assert 0 <= one.chance <= 1
    assert wide.gain_high - wide.gain_low > 2 * (narrow.gain_high - narrow.gain_low)


def test_the_best_chances_of_a_segment_add_up_to_one(make_company: MakeCompany) -> None:
    found = weighed(make_company, (UPSELL, COCOONING, KEEPING)).next_actions
    for one in found:
        assert sum(action.best_chance for action in one.considered) == pytest.approx(1)


def test_weighing_twice_gives_the_same(make_company: MakeCompany) -> None:
    one = weighed(make_company, (UPSELL, COCOONING, KEEPING), economics=Economics())
    other = weighed(make_company, (UPSELL, COCOONING, KEEPING), economics=Economics())
    assert one.next_actions == other.next_actions


@given(low=st.floats(0, 1), high=st.floats(0, 1))
def test_where_an_action_leads_to_more_worth_more_success_earns_more(
    make_company: MakeCompany, low: float, high: float
) -> None:
    gains = []
    for success in sorted((low, high)):
        action = replace(UPSELL, success_low=0, success=success, success_high=1)
        best = weighed(make_company, (action,)).next_actions[2].best
        assert best is not None
        gains.append(best.gain)
    assert gains[0] <= gains[1] + 1e-6


@given(scores=st.lists(st.tuples(*[st.floats(0, 1)] * 3), min_size=2, max_size=9))
def test_no_customer_below_the_line_is_ever_offered_something_for_sale(
    make_company: MakeCompany, scores: list[tuple[float, ...]]
) -> None:
    catalogue = read_catalogue(SHIPPED.read_text("utf-8"))
    groups = [group(at, 1000 * at[2], 10 * (1 - at[1])) for at in scores]
    found = weighed(make_company, catalogue, groups)
    sells = {action.name for action in catalogue if action.sells}
    for one, at in zip(found.next_actions, scores, strict=True):
        assert at[0] >= 0.4 or not sells & {weighed.action for weighed in one.considered}
        assert len(one.considered) + len(one.blocked) == len(catalogue)
