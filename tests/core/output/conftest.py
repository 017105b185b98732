"""An analysis of any size, made by hand: nine segments of which the first is the ideal."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.output.contents import PlanContents
from core.progress import Progress
from core.results.plan import measure_plan
from core.settings import (
    Action,
    Axis,
    Direction,
    Kind,
    Objective,
    PlanSettings,
    Recipe,
    Scenario,
    Segmentation,
    Settings,
    Source,
)
from core.tables.actions import ActionTable, Arm, Blocked, Journey, NextAction, SegmentAction
from core.tables.customers import CustomerTable, Join, Measure, ScoredCustomers
from core.tables.moves import NaturalMoves
from core.tables.plan import (
    CustomerActions,
    FrontierPoint,
    Plan,
    PlanLine,
    Possible,
    Reached,
    ScenarioResult,
    Takes,
    Use,
)
from core.tables.segments import Ideal, Segment, SegmentTable, Spread
from core.tables.sources import Receipt, SourceTable
from tests.core.results.worlds import first_year, read_treatments, second_year, treatments_of

Make = Callable[..., PlanContents]

NAMES = (
    "Delighted, cheap to serve, valuable",
    "Content, cheap to serve, valuable",
    "Content, costly, valuable",
    "Delighted, costly, middling value",
    "Unhappy, cheap to serve, valuable",
    "Content, cheap to serve, little value",
    "Unhappy, costly, middling value",
    "Delighted, costly, little value",
    "Unhappy, costly, little value",
)
WORTH = (5210.17, 4333.3, 3900.1, 2750.55, 4100.03, 812.4, 905.99, 455.5, -120.25)
AXES = (
    Axis("satisfaction", "Satisfaction Score"),
    Axis("cost_to_serve", "Refunds + 2 * Calls", Direction.LESS, weight=0.5),
    Axis("lifetime_value", "CLTV"),
)
CATALOGUE = (
    Action(
        "cocooning",
        "Cocooning",
        "Win back the trust of an unhappy customer.",
        12.35,
        0.1,
        0.3,
        0.5,
        moves=(("satisfaction", 1.0),),
        needs=(("satisfaction", 0.0, 0.4),),
    ),
    Action(
        "upsell",
        "Upsell",
        "Offer more.",
        8.0,
        0.05,
        0.1,
        0.2,
        sells=True,
        uses=(("calls", 0.5),),
    ),
    Action("loyalty", "Loyalty and advocacy", "Keep what is good.", 5.1, 0.1, 0.2, 0.3),
    Action("premium", "Premium offer", "Offer the best.", 45.5, 0.05, 0.1, 0.2, sells=True),
)


@pytest.fixture(scope="session")
def make_contents() -> Make:
    return contents


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> PlanContents:
    """Give an analysis with what the plan of an earlier period earned."""
    world = first_year()
    lines = [*treatments_of(world, "cocooning", 3), *treatments_of(world, "upsell", 2)]
    source = read_treatments(tmp_path_factory.mktemp("lists"), lines)
    later = second_year(world, lines, 0.5)
    table = measure_plan(world.earlier, later, [source], {}, Progress())
    return replace(contents(), results=table, earlier=world.segments.segments)


def contents(
    customers: int = 180,
    *,
    budget: float | None = None,
    ids: Sequence[str] | None = None,
    names: Sequence[str] = NAMES,
    pays: bool = True,
) -> PlanContents:
    named = list(ids) if ids else [f"{number:07d}" for number in range(1, customers + 1)]
    index = pd.Index(named, dtype="str", name="customer_id")
    segments = _segments(index, names)
    settings = Settings(
        sources=(Source("/data/customers.xlsx", Recipe(), "ab" * 32),),
        axes=AXES,
        segmentation=Segmentation(starts=20),
        catalogue=CATALOGUE,
        plan=PlanSettings(budget=budget, hold_out=0.1, capacities=(("calls", 90.0),)),
        objectives=(Objective("satisfaction", 2.0), Objective("cost_to_serve", -5, relative=True)),
        scenarios=(Scenario("Half", PlanSettings(budget=450.0)),),
    )
    actions = _actions(segments, pays=pays)
    made = _plan(actions, budget)
    return PlanContents(
        settings=settings,
        sources=(_source(len(index)),),
        customers=_customers(index),
        scored=_scored(index, segments),
        segments=segments,
        actions=actions,
        plan=made,
        advice=_advice(made, actions, segments),
        takes=_takes(),
        scenarios=(ScenarioResult("Half", _plan(actions, 450.0)),),
        version="1.0.0",
    )


def _codes(count: int) -> np.ndarray:
    """Nine segments of unlike size; every thirtieth customer is not scored."""
    sizes = np.array([3, 4, 2, 3, 2, 4, 1, 2, 5])
    codes = np.resize(np.repeat(np.arange(1, 10), sizes), count).astype(np.int8)
    codes[29::30] = 0
    return codes


def _values(count: int) -> np.ndarray:
    codes = _codes(count).astype(float)
    noise = np.random.default_rng(1).random((count, 3))
    values = np.column_stack(
        (
            np.round(1 + 9 * (1 - codes / 10) * 0.7 + 3 * noise[:, 0]),
            np.round(40 * noise[:, 1] + 12 * codes, 2),
            np.round(6500 / np.maximum(codes, 1) ** 0.6 * (0.6 + 0.8 * noise[:, 2]), 2),
        )
    )
    values[codes == 0, 0] = np.nan
    return values


def _scored(index: pd.Index, segments: SegmentTable) -> ScoredCustomers:
    values = _values(len(index))
    scored = segments.codes > 0
    scores = pd.DataFrame(np.where(scored[:, None], values, np.nan)).rank(pct=True).to_numpy()
    return ScoredCustomers(index, AXES, values, scores, scored, (int((~scored).sum()), 0, 0), ())


def _spread(measure: str, values: np.ndarray) -> Spread:
    if not len(values):
        return Spread(measure, *[float("nan")] * 7)
    low, lower, median, upper, high = np.quantile(values, [0.1, 0.25, 0.5, 0.75, 0.9]).tolist()
    return Spread(measure, float(values.mean()), median, low, lower, upper, high, 0.5)


def _spreads(values: np.ndarray) -> tuple[Spread, ...]:
    return tuple(_spread(axis.measure, values[:, at]) for at, axis in enumerate(AXES))


def _segments(index: pd.Index, names: Sequence[str]) -> SegmentTable:
    codes, values = _codes(len(index)), _values(len(index))
    total = max(int((codes > 0).sum()), 1)
    segments = tuple(
        Segment(
            code=code,
            name=name,
            ideal=code == 1,
            customers=int((codes == code).sum()),
            share=float((codes == code).sum() / total),
            spreads=_spreads(values[codes == code]),
            levels=("high", "mid", "low") if code % 2 else ("low", "high", "mid"),
            desirability=1 - code / 10,
            to_ideal=(0.1, -0.2, 0.3),
        )
        for code, name in enumerate(names, 1)
    )
    confidence = np.where(codes > 0, 0.1 + 0.2, np.nan)
    second = np.where(codes > 0, codes % 9 + 1, 0).astype(np.int8)
    reason = f"‘{names[0]}’ is good on every axis; 12 customers are as good already."
    return SegmentTable(
        customer_ids=index,
        codes=codes,
        confidence=confidence,
        second=second,
        segments=segments,
        ideal=Ideal(1, 1, reason, (0.6, 0.6, 0.6), 12),
        everyone=_spreads(values[codes > 0]),
        centres=np.full((9, 3), 0.5),
        inertia=12.5,
        silhouette=0.31,
        notes=("Nine segments were found.",),
    )


def _weighed(segment: Segment, action: Action, to: int) -> SegmentAction:
    without = WORTH[segment.code - 1] * (0.85 if to == segment.code else 1.0)
    difference = WORTH[to - 1] - without
    gain = action.success * difference - action.unit_cost
    return SegmentAction(
        segment=segment.code,
        to=to,
        action=action.name,
        title=action.title,
        customers=segment.customers,
        unit_cost=action.unit_cost,
        works=action.success,
        reach=1.0,
        success_low=action.success_low,
        success=action.success,
        success_high=action.success_high,
        worth_without=without,
        worth_with=WORTH[to - 1],
        gain=gain,
        gain_low=gain - 3.25,
        gain_high=gain + 4.75,
        chance=0.9,
        best_chance=0.8,
        roi=gain / action.unit_cost,
        break_even=None if difference < action.unit_cost else action.unit_cost / difference,
        total=gain * segment.customers,
        advantage=1.5,
        evidence=action.evidence.value,
        reason=f"{action.title} leads on from ‘{segment.name}’ and earns {gain:,.2f} each.",
    )


def _best(segment: Segment) -> SegmentAction | None:
    """Keep the ideal, win back the unhappy; two segments have nothing that pays, one nothing."""
    cocooning, upsell, loyalty, premium = CATALOGUE
    choices = {
        1: (loyalty, 1),
        2: (upsell, 1),
        3: (upsell, 1),
        4: (upsell, 3),
        5: (cocooning, 2),
        6: (premium, 7),
        7: (cocooning, 4),
        8: (upsell, 9),
    }
    chosen = choices.get(segment.code)
    return _weighed(segment, *chosen) if chosen else None


def _actions(segments: SegmentTable, *, pays: bool) -> ActionTable:
    best = [_best(segment) for segment in segments.segments]
    paying = [one for one in best if one is not None and one.gain > 0 and pays]
    ranking = tuple(one.segment for one in sorted(paying, key=lambda one: -one.total))
    following = tuple(
        NextAction(
            segment=code,
            best=one,
            pays=code in ranking,
            rank=ranking.index(code) + 1 if code in ranking else None,
            considered=(one,) if one else (),
            blocked=(Blocked("upsell", "Upsell", 9.5, "Unhappy customers are first won back."),),
            obvious=None,
        )
        for code, one in enumerate(best, 1)
    )
    journeys = tuple(
        Journey(code, (("cocooning", 2), ("upsell", 1)), arrives=True, stops="")
        for code in range(1, 10)
    )
    told = ("Value is counted over 36 months.", "Success shares are assumed.")
    still = np.column_stack([0.9 * np.eye(9), np.full(9, 0.1)])
    natural = NaturalMoves(still, np.full(9, 40.0), np.eye(9), None)
    return ActionTable(WORTH, following, ranking, journeys, told, natural)


def _plan(actions: ActionTable, budget: float | None) -> Plan:
    lines = []
    left = float("inf") if budget is None else budget
    for code in actions.ranking:
        best = actions.next_actions[code - 1].best
        assert best is not None
        count = int(min(best.customers, left // best.unit_cost))
        spend, gain = count * best.unit_cost, count * best.gain
        left -= spend
        if count:
            more = best.worth_with - best.worth_without
            lines.append(
                PlanLine(
                    code, best.action, best.title, count, best.reach, best.success, more,
                    spend, gain, best.roi, 1, 52.5,
                )
            )  # fmt: skip
    gain = sum(line.gain for line in lines)
    return Plan(
        budget,
        tuple(lines),
        sum(line.customers for line in lines),
        sum(line.spend for line in lines),
        gain,
        gain_low=0.5 * gain,
        gain_high=1.5 * gain,
        chance=0.99,
        bound=gain,
        held_out=len(lines),
        uses=(Use("calls", 12.5, 90.0),),
        objectives=(
            Reached("satisfaction", 2.0, relative=False, today=5.5, reached=0.7, met=False),
            Reached("cost_to_serve", -5, relative=True, today=80.0, reached=-6.5, met=True),
        ),
        frontier=tuple(FrontierPoint(100.0 * n, 60 * n**0.5, (0.1 * n, -1.0)) for n in range(4)),
    )


def _takes() -> Takes:
    each = (
        Possible(
            "satisfaction", 2.0, relative=False, most=0.9, most_in_budget=0.8, least_cost=None
        ),
        Possible("cost_to_serve", -5, True, most=-9.0, most_in_budget=-8.0, least_cost=321.0),
    )
    return Takes(None, 0.0, 0.55, 0.6, each, 0)


def _advice(plan: Plan, actions: ActionTable, segments: SegmentTable) -> CustomerActions:
    """Everybody gets the next action of their segment; the first ones of it are in the plan."""
    names = [action.name for action in CATALOGUE]
    count = len(segments.codes)
    action, planned, arm = (np.zeros(count, dtype=np.int8) for _ in range(3))
    gain, cost = np.full(count, np.nan, np.float32), np.full(count, np.nan, np.float32)
    ending = np.zeros(count, dtype=np.int8)
    for following in actions.next_actions:
        members = np.flatnonzero(segments.codes == following.segment)
        if following.pays and following.best is not None:
            action[members] = names.index(following.best.action) + 1
            gain[members], cost[members] = following.best.gain, following.best.unit_cost
            ending[members] = following.best.to
    for line in plan.lines:
        members = np.flatnonzero(segments.codes == line.segment)[: line.customers]
        planned[members], arm[members] = names.index(line.action) + 1, Arm.TREATED
        if len(members) > 1:
            arm[members[-1]] = Arm.HOLD_OUT
    none = np.zeros(count, dtype=np.int8)
    marks = np.zeros(count, dtype=np.uint8)
    return CustomerActions(action, none, gain, cost, ending, none, marks, planned, arm)


def _customers(index: pd.Index) -> CustomerTable:
    measures = tuple(
        Measure(axis.formula, "customers.xlsx", "As it stands in the file.", numeric=True)
        for axis in AXES
    )
    joins = (Join("customers.xlsx", len(index), 2, 0, ("0009", "0010")),)
    return CustomerTable(pd.DataFrame(index=index), measures, joins, ("Two ids were left out.",))


def _source(rows: int) -> SourceTable:
    return SourceTable(
        name="customers.xlsx",
        path="/data/customers.xlsx",
        digest="ab" * 32,
        recipe=Recipe(header_row=1),
        sheets=("Customers",),
        kind=Kind.PROFILES,
        kind_reason="One row per customer.",
        columns=(),
        raw=pd.DataFrame(),
        table=pd.DataFrame(),
        receipt=Receipt("customers.xlsx", rows + 4, 1, rows, 0, 2, 1, 0),
        set_aside=(),
        questions=(),
        notes=("One row is blank.",),
    )
