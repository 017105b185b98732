import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.actions.advice import advise, with_plan
from core.actions.allocation import Allocation, allocate
from core.actions.catalogue import read_catalogue
from core.actions.eligibility import Customers
from core.actions.frontier import frontier_of
from core.actions.gain import Assumptions, Weighing, weigh
from core.actions.ground import Ground, ground_of
from core.actions.knapsack import NOTHING
from core.actions.plan import plan_of
from core.actions.takes import takes_of
from core.errors import UserError
from core.progress import Progress
from core.settings import (
    Action,
    Aim,
    Comparison,
    Condition,
    Economics,
    MoveAssumptions,
    Objective,
    PlanSettings,
)
from core.tables.actions import Arm
from core.tables.plan import Plan

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "actions.json"
HAPPIER = Objective("satisfaction", 0.2)
CHEAPER = Objective("cost_to_serve", -5, relative=True)
RICHER = Objective("lifetime_value", 5, relative=True)


def catalogue() -> tuple[Action, ...]:
    found = read_catalogue(SHIPPED.read_text("utf-8"))
    calls = {"cocooning": 1.0, "retention": 0.5}
    return tuple(
        replace(one, uses=(("calls", calls[one.name]),) if one.name in calls else ())
        for one in found
    )


@pytest.fixture(scope="module")
def weighing(varied: Customers) -> Weighing:
    assumed = Assumptions(catalogue(), Economics(), MoveAssumptions())
    found = weigh(varied, assumed, None, Progress())
    assert found is not None
    return found


def made(
    weighing: Weighing, plan: PlanSettings, *objectives: Objective
) -> tuple[Ground, Allocation, Plan]:
    ground = ground_of(weighing, plan, objectives, 0)
    allocation = allocate(ground, plan.aim)
    return ground, allocation, plan_of(ground, allocation, plan, frontier_of(ground))


EVERYBODY = PlanSettings(hold_out=0.0)


def test_without_a_limit_everybody_gets_what_gains_most(weighing: Weighing) -> None:
    _ground, allocation, plan = made(weighing, EVERYBODY)
    may = np.where(weighing.customers.marks == 0, weighing.customers.gains, -np.inf)
    best = may.max(axis=0)
    assert plan.gain == pytest.approx(best[best > 0].sum(), rel=1e-6)
    assert plan.assignments == (best > 0).sum()
    assert (allocation.choice == NOTHING).sum() == (best <= 0).sum()
    assert plan.price == 0


def test_the_lines_are_those_who_are_treated_and_add_up(weighing: Weighing) -> None:
    _ground, allocation, plan = made(weighing, replace(EVERYBODY, budget=3000))
    assert plan.assignments == (allocation.choice != NOTHING).sum()
    assert plan.spend == math.fsum(line.spend for line in plan.lines)
    returns = [line.gain_per_money for line in plan.lines]
    assert returns == sorted(returns, reverse=True)
    for line in plan.lines:
        cost = line.spend / line.customers
        assert line.gain == pytest.approx(
            line.customers * (line.success * line.worth_more - cost), rel=1e-6
        )


def test_spending_is_exact_to_the_cent_and_never_above_the_budget(weighing: Weighing) -> None:
    for budget in (0.0, 7.99, 8.0, 123.45, 2500.0):
        plan = made(weighing, replace(EVERYBODY, budget=budget))[2]
        costs = {action.name: Decimal(str(action.unit_cost)) for action in catalogue()}
        spent = sum((costs[line.action] * line.customers for line in plan.lines), Decimal(0))
        assert plan.spend == float(spent) <= budget


@pytest.mark.parametrize("budget", [-1.0, math.nan, math.inf])
def test_a_budget_that_cannot_be_spent_is_refused(weighing: Weighing, budget: float) -> None:
    with pytest.raises(UserError, match="budget"):
        made(weighing, PlanSettings(budget=budget))


def test_the_plan_earns_the_most_possible_but_for_one_step(weighing: Weighing) -> None:
    largest = float(weighing.customers.gains.max())
    for budget in (500.0, 1500.0, 4000.0):
        plan = made(weighing, replace(EVERYBODY, budget=budget))[2]
        assert plan.gain - 1e-3 <= plan.bound <= plan.gain + largest


def test_a_capacity_is_kept_and_costs_gain(weighing: Weighing) -> None:
    free = made(weighing, EVERYBODY)[2]
    calls = next(use.used for use in free.uses if use.channel == "calls")
    limited = replace(EVERYBODY, capacities=(("calls", calls // 3),))
    plan = made(weighing, limited)[2]
    use = next(use for use in plan.uses if use.channel == "calls")
    assert use.used <= calls // 3 == use.capacity
    assert plan.gain < free.gain
    assert plan.bound - plan.gain < 2 * weighing.customers.gains.max()
    none = made(weighing, replace(EVERYBODY, capacities=(("calls", 0.0),)))[2]
    assert not {line.action for line in none.lines} & {"cocooning", "retention"}


def test_who_has_been_contacted_enough_is_left_alone(weighing: Weighing) -> None:
    plan = replace(EVERYBODY, contact_column="Contacts", contact_limit=3)
    allocation = made(weighing, plan)[1]
    contacts = weighing.situation.customers.table.table["Contacts"].to_numpy()
    assert contacts[weighing.customers.rows][allocation.choice != NOTHING].max() == 2
    with pytest.raises(UserError, match="which is not there"):
        made(weighing, replace(plan, contact_column="Calls"))
    with pytest.raises(UserError, match="holds no numbers"):
        made(weighing, replace(plan, contact_column="Consent"))


def test_a_share_is_held_out_at_random_and_known_by_what_it_would_get(weighing: Weighing) -> None:
    ground, allocation, plan = made(weighing, PlanSettings(hold_out=0.2))
    everybody = made(weighing, EVERYBODY)[2]
    would = plan.assignments + plan.held_out
    assert would == pytest.approx(everybody.assignments, abs=3)
    assert plan.held_out == pytest.approx(0.2 * would, abs=4)
    for line in plan.lines:
        assert (line.detectable is None) == (line.held_out == 0)
    advice = with_plan(advise(weighing, catalogue(), 600), ground, allocation)
    assert (advice.arm == Arm.HOLD_OUT).sum() == plan.held_out
    assert (advice.planned[advice.arm != Arm.NONE] > 0).all()


def test_an_action_may_have_a_share_of_its_own(weighing: Weighing) -> None:
    settings_ = PlanSettings(hold_out=0.0, hold_outs=(("upsell", 0.5),))
    plan = made(weighing, settings_)[2]
    for line in plan.lines:
        if line.action == "upsell":
            assert line.held_out == pytest.approx(line.customers, abs=2 + 0.2 * line.customers)
        else:
            assert line.held_out == 0


def test_the_same_customers_are_held_out_whatever_the_budget(weighing: Weighing) -> None:
    small = ground_of(weighing, PlanSettings(budget=100), (), 0)
    large = ground_of(weighing, PlanSettings(budget=9000), (), 0)
    other = ground_of(weighing, PlanSettings(budget=100), (), 1)
    assert (small.held == large.held).all()
    assert (small.held != other.held).any()


def test_a_cautious_plan_counts_less_and_takes_no_more(weighing: Weighing) -> None:
    bold = made(weighing, EVERYBODY)
    careful = made(weighing, replace(EVERYBODY, cautious=True))
    assert (careful[0].gains <= bold[0].gains + 1e-4).all()
    assert careful[2].assignments <= bold[2].assignments


def test_the_interval_of_a_plan_holds_its_gain(weighing: Weighing) -> None:
    plan = made(weighing, EVERYBODY)[2]
    assert plan.gain_low < plan.gain < plan.gain_high
    assert plan.chance > 0.9


def test_objectives_that_can_be_reached_are_reached(weighing: Weighing) -> None:
    most = made(weighing, EVERYBODY, HAPPIER, CHEAPER, RICHER)[2]
    assert most.aimed
    assert all(one.met for one in most.objectives)
    far = Objective("satisfaction", 1.2 * most.objectives[0].reached)
    plan = made(weighing, EVERYBODY, far)[2]
    assert plan.aimed
    assert plan.objectives[0].met
    assert plan.objectives[0].reached == pytest.approx(far.change, rel=0.05)
    assert plan.gain < most.gain


def test_objectives_at_least_cost_spend_less_and_just_reach_them(weighing: Weighing) -> None:
    least = replace(EVERYBODY, aim=Aim.OBJECTIVES)
    cheap = made(weighing, least, HAPPIER)[2]
    dear = made(weighing, EVERYBODY, HAPPIER)[2]
    assert cheap.objectives[0].met
    assert cheap.objectives[0].reached == pytest.approx(0.2, rel=0.05)
    assert cheap.spend < dear.spend


def test_objectives_out_of_reach_are_told_apart_and_the_plan_gains_most(
    weighing: Weighing,
) -> None:
    plan = made(weighing, EVERYBODY, Objective("satisfaction", 5))[2]
    assert not plan.aimed
    assert not plan.objectives[0].met
    assert plan.gain == pytest.approx(made(weighing, EVERYBODY)[2].gain)


def test_what_it_takes_is_what_the_cheapest_plan_spends(weighing: Weighing) -> None:
    ground = ground_of(weighing, replace(EVERYBODY, budget=100), (HAPPIER, CHEAPER), 0)
    takes = takes_of(ground)
    assert takes is not None
    assert takes.missed == 0
    assert takes.missed_in_budget > 0
    least = replace(EVERYBODY, aim=Aim.OBJECTIVES)
    cheap = made(weighing, least, HAPPIER, CHEAPER)[2]
    assert takes.least_cost == pytest.approx(cheap.spend, rel=0.01)
    alone = [one.least_cost for one in takes.each]
    assert all(cost is not None and cost <= takes.least_cost + 1e-6 for cost in alone)
    assert takes.breaks_first is None


def test_what_is_out_of_reach_is_proven_with_what_breaks_first(weighing: Weighing) -> None:
    ground = ground_of(weighing, EVERYBODY, (Objective("satisfaction", 8), CHEAPER), 0)
    takes = takes_of(ground)
    assert takes is not None
    assert takes.least_cost is None
    assert takes.breaks_first == 0
    first = takes.each[0]
    towards = ground.towards[0]
    most = np.where(np.isfinite(ground.gains), towards, 0).max(axis=0).sum() / 600
    assert first.most == pytest.approx(most, rel=1e-3)
    assert takes.missed == pytest.approx(1 - most / 8, abs=1e-3)
    assert takes_of(ground_of(weighing, EVERYBODY, (), 0)) is None


def test_the_frontier_rises_ever_more_slowly_and_holds_the_plan(weighing: Weighing) -> None:
    for plan in (EVERYBODY, replace(EVERYBODY, capacities=(("calls", 40.0),))):
        points = made(weighing, plan, HAPPIER)[2].frontier
        spends = np.array([point.spend for point in points])
        gains = np.array([point.gain for point in points])
        assert (spends[0], gains[0]) == (0, 0)
        assert (np.diff(spends) >= 0).all()
        assert (np.diff(gains) >= -1e-6).all()
        inside = np.interp((spends[:-2] + spends[2:]) / 2, spends, gains)
        assert (inside >= (gains[:-2] + gains[2:]) / 2 - 0.01 * gains.max()).all()
        half = made(weighing, replace(plan, budget=float(spends[-1]) / 2))[2]
        assert half.gain == pytest.approx(np.interp(half.spend, spends, gains), rel=0.02)


def test_an_objective_may_be_any_column_of_numbers(weighing: Weighing) -> None:
    plan = made(weighing, EVERYBODY, Objective("Contacts", -0.5))[2]
    assert plan.objectives[0].today == pytest.approx(
        weighing.situation.customers.table.table["Contacts"].mean()
    )


@pytest.mark.parametrize(
    "objective", [Objective("Fun", 1), Objective("satisfaction", 0), Objective("Consent", 1)]
)
def test_an_objective_that_makes_no_sense_is_refused(
    weighing: Weighing, objective: Objective
) -> None:
    with pytest.raises(UserError):
        made(weighing, EVERYBODY, objective)


def plans() -> Iterator[st.SearchStrategy[object]]:
    yield st.one_of(st.none(), st.floats(0, 8000))
    yield st.one_of(st.just(()), st.floats(0, 100).map(lambda most: (("calls", most),)))
    yield st.sampled_from(list(Aim))
    yield st.booleans()
    yield st.sampled_from(
        [(), (HAPPIER,), (HAPPIER, CHEAPER, RICHER), (Objective("satisfaction", 3),)]
    )


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=st.tuples(*plans()), line=st.floats(0, 1))
def test_no_plan_ever_sells_to_a_customer_below_the_satisfaction_line(
    varied: Customers, drawn: tuple[object, ...], line: float
) -> None:
    budget, capacities, aim, cautious, objectives = drawn
    assumed = Assumptions(catalogue(), Economics(selling_needs=line), MoveAssumptions())
    weighing = weigh(varied, assumed, None, Progress())
    assert weighing is not None
    plan = PlanSettings(
        budget=budget,
        capacities=capacities,
        aim=aim,
        cautious=cautious,  # type: ignore[arg-type]
    )
    ground = ground_of(weighing, plan, objectives, 0)  # type: ignore[arg-type]
    allocation = allocate(ground, plan.aim)
    choice = allocation.choice
    sells = np.array([*(action.sells for action in catalogue()), False])
    satisfaction = varied.scored.scores[weighing.customers.rows, 0]
    assert not (sells[choice] & (satisfaction < line)).any()
    treated = np.where(ground.held, NOTHING, choice)
    counts = np.bincount(treated + 1, minlength=len(sells))[1:]
    assert plan.budget is None or counts @ ground.limits.costs <= ground.limits.budget
    assert (ground.limits.uses @ counts <= ground.limits.capacities + 1e-9).all()


def test_nobody_gets_what_they_have_not_agreed_to(varied: Customers) -> None:
    consent = Condition("Consent", Comparison.IS, "yes")
    asked = tuple(replace(action, who=(consent,)) for action in catalogue())
    weighing = weigh(varied, Assumptions(asked, Economics(), MoveAssumptions()), None, Progress())
    assert weighing is not None
    choice = made(weighing, EVERYBODY)[1].choice
    agreed = varied.table.table["Consent"].to_numpy()[weighing.customers.rows]
    assert agreed[choice != NOTHING].all()


def test_each_customer_has_a_best_a_second_best_and_what_stands_against_a_better_one(
    weighing: Weighing,
) -> None:
    advice = advise(weighing, catalogue(), 600)
    customers = weighing.customers
    for at, row in enumerate(customers.rows[:200]):
        gains = customers.gains[:, at]
        may = [(float(gains[a]), a + 1) for a in range(9) if customers.marks[a, at] == 0]
        ranked = [a for gain, a in sorted(may, reverse=True) if gain > 0]
        assert [int(advice.action[row]), int(advice.second[row])] == [*ranked, 0, 0][:2]
        if advice.obvious[row]:
            obvious = int(advice.obvious[row]) - 1
            assert customers.marks[obvious, at] == advice.mark[row] > 0
            assert gains[obvious] > max(advice.gain[row] if ranked else 0, 0)
