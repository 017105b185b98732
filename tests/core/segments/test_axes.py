from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from core.errors import UserError
from core.segments.axes import propose, recognised_axes
from core.segments.scoring import places_of, score
from core.settings import COST_TO_SERVE, LIFETIME_VALUE, SATISFACTION, Axis, Direction
from core.tables.customers import CustomerTable, Measure

AXES = (Axis("first", "first"), Axis("second", "second"))


def customers_with(**columns: Sequence[object]) -> CustomerTable:
    size = len(next(iter(columns.values())))
    ids = pd.Index([f"c{number:04d}" for number in range(size)], name="customer_id")
    table = pd.DataFrame(columns, index=ids)
    measures = tuple(Measure(name, "source", "", numeric=True) for name in columns)
    return CustomerTable(table, measures, (), ())


def recognised(*pairs: tuple[str, str]) -> CustomerTable:
    measures = tuple(
        Measure(name, "s", "", numeric=True, stands_for=known) for name, known in pairs
    )
    return CustomerTable(pd.DataFrame(columns=[name for name, _ in pairs]), measures, (), ())


def test_the_three_well_known_measures_are_proposed_with_their_directions() -> None:
    table = recognised(
        ("CLTV", LIFETIME_VALUE), ("CSat score", SATISFACTION), ("2024", COST_TO_SERVE)
    )
    assert propose(table) == (
        Axis(SATISFACTION, "CSat score", Direction.MORE),
        Axis(COST_TO_SERVE, "2024", Direction.LESS),
        Axis(LIFETIME_VALUE, "CLTV", Direction.MORE),
    )


@pytest.mark.parametrize(
    ("same", "proposed"),
    [
        ("", ["recency", "frequency"]),
        ("repeat_purchases", ["recency", "amount"]),
        ("days_since_purchase", ["frequency", "amount"]),
    ],
)
def test_orders_alone_propose_when_how_often_and_for_how_much_customers_bought(
    same: str, proposed: list[str]
) -> None:
    names = ("days_since_purchase", "repeat_purchases", "amount_per_purchase", LIFETIME_VALUE)
    table = recognised(*((name, name if name == LIFETIME_VALUE else "") for name in names))
    values = {name: [1.0, 1.0 if name == same else 2.0] for name in names}
    axes = propose(replace(table, table=pd.DataFrame(values)))
    assert [axis.measure for axis in axes] == [*proposed, LIFETIME_VALUE]
    assert all(axis.direction is Direction.MORE for axis in axes if axis.measure != "recency")


def test_a_column_that_may_be_meant_is_asked_for_though_there_are_orders() -> None:
    names = ("days_since_purchase", "repeat_purchases", "amount_per_purchase", LIFETIME_VALUE)
    table = recognised(*((name, name if name == LIFETIME_VALUE else "") for name in names))
    values = {**{name: [1.0, 2.0] for name in names}, "Mood": [4.0, 2.0]}
    mood = Measure("Mood", "customers.csv", "", numeric=True)
    more = replace(table, table=pd.DataFrame(values), measures=(*table.measures, mood))
    with pytest.raises(UserError, match="No column was recognised as satisfaction"):
        propose(more)


def test_orders_that_are_all_alike_propose_nothing() -> None:
    names = ("days_since_purchase", "repeat_purchases", "amount_per_purchase", LIFETIME_VALUE)
    table = recognised(*((name, name if name == LIFETIME_VALUE else "") for name in names))
    alike = replace(table, table=pd.DataFrame({name: [1.0, 1.0] for name in names}))
    with pytest.raises(UserError, match="No column was recognised as satisfaction"):
        propose(alike)


def test_what_is_recognised_is_known_even_if_one_measure_is_missing() -> None:
    table = recognised(("CLTV", LIFETIME_VALUE), ("cost", COST_TO_SERVE))
    assert list(recognised_axes(table.measures)) == [COST_TO_SERVE, LIFETIME_VALUE]


def test_an_axis_without_a_formula_is_named() -> None:
    customers = customers_with(first=[1, 2, 3], second=[3, 1, 2])
    with pytest.raises(UserError, match="second") as problem:
        score(customers, (Axis("first", "first"), Axis("second", " ")))
    assert "Axes page" in problem.value.hint


def test_fewer_complaints_are_better() -> None:
    table = recognised(
        ("Open complaints", SATISFACTION), ("cost", COST_TO_SERVE), ("CLTV", LIFETIME_VALUE)
    )
    assert propose(table)[0] == Axis(SATISFACTION, "Open complaints", Direction.LESS)


def test_a_lower_school_grade_is_better() -> None:
    table = recognised(
        ("Schulnote", SATISFACTION), ("cost", COST_TO_SERVE), ("CLTV", LIFETIME_VALUE)
    )
    assert propose(table)[0] == Axis(SATISFACTION, "Schulnote", Direction.LESS)


def test_a_measure_that_is_not_recognised_is_named_with_the_option_that_gives_it() -> None:
    with pytest.raises(UserError) as problem:
        propose(recognised(("CLTV", LIFETIME_VALUE)))
    assert problem.value.message == "No column was recognised as satisfaction and cost to serve."
    assert "--axis satisfaction=COLUMN --axis cost_to_serve=COLUMN" in problem.value.hint


def test_ties_share_their_mean_rank() -> None:
    scored = score(customers_with(first=[1.0, 2.0, 2.0, 5.0], second=[1.0, 1.0, 1.0, 2.0]), AXES)
    assert scored.scores[:, 0].tolist() == [0.125, 0.5, 0.5, 0.875]
    assert scored.scores[:, 1].tolist() == [0.375, 0.375, 0.375, 0.875]


@pytest.mark.parametrize(
    ("direction", "target", "expected"),
    [
        (Direction.MORE, None, [0.125, 0.375, 0.625, 0.875]),
        (Direction.LESS, None, [0.875, 0.625, 0.375, 0.125]),
        (Direction.TARGET, 2.9, [0.125, 0.625, 0.875, 0.375]),
        (Direction.TARGET, 2.5, [0.25, 0.75, 0.75, 0.25]),
    ],
)
def test_the_direction_says_which_end_is_best(
    direction: Direction, target: float | None, expected: list[float]
) -> None:
    axes = (Axis("first", "first", direction, target), Axis("second", "second"))
    scored = score(customers_with(first=[1.0, 2.0, 3.0, 4.0], second=[1.0, 2.0, 3.0, 4.0]), axes)
    assert scored.scores[:, 0].tolist() == expected


def test_customers_with_a_missing_axis_are_unscored() -> None:
    table = customers_with(first=[1.0, np.nan, 3.0, 4.0], second=[1.0, 9.0, 3.0, 2.0])
    scored = score(table, AXES)
    assert scored.scored.tolist() == [True, False, True, True]
    assert scored.missing == (1, 0)
    assert np.isnan(scored.scores[1]).all()
    assert scored.values[1, 1] == 9
    assert scored.scores[[0, 2, 3], 1].tolist() == [1 / 6, 5 / 6, 0.5]
    assert scored.notes == (
        "1 customer has no first.",
        "Without a value on every axis, and so unscored: 1 of 4 customers.",
    )


@given(
    st.lists(
        st.tuples(*[st.one_of(st.integers(-3, 3), st.floats(-1e100, 1e100))] * 2),
        min_size=2,
        max_size=60,
    )
)
def test_scores_are_percentile_ranks(rows: list[tuple[float, float]]) -> None:
    first, second = zip(*rows, strict=True)
    if len(set(first)) < 2 or len(set(second)) < 2:
        return
    table = customers_with(first=np.array(first, float), second=np.array(second, float))
    scored = score(table, AXES)
    expected = (rankdata(scored.values, axis=0) - 0.5) / len(rows)
    assert scored.scores == pytest.approx(expected, abs=1e-15)
    assert (places_of(scored).sum(axis=0) == 0).all()


@pytest.mark.parametrize(
    ("axes", "what"),
    [
        ((), "there are no"),
        (AXES[:1], "there is one"),
        ((*AXES, *(Axis(f"m{n}", "first") for n in range(4))), "there are six"),
        ((AXES[0], AXES[0]), "Two axes are called 'first'"),
        ((AXES[0], Axis("second", "second", weight=-1.0)), "weight of 'second' is -1"),
        ((AXES[0], Axis("second", "second", weight=float("nan"))), "weight of 'second' is nan"),
        ((AXES[0], Axis("second", "second", weight=1e308)), "weight of 'second' is 1e.308"),
        ((Axis("a", "first", weight=0), Axis("b", "second", weight=0)), "All axes have the weight"),
        ((AXES[0], Axis("b", "first * 1e200")), "'b' is too large to reckon with for 2 of 4"),
        ((AXES[0], Axis("b", "second", Direction.TARGET)), "there is none"),
        ((AXES[0], Axis("b", "empty")), "'b' has no value for any customer"),
        ((AXES[0], Axis("b", "same")), "'b' is 0 for every customer"),
        (
            (AXES[0], Axis("b", "huge")),
            "too large to reckon with for 1 of 4 customers, such as c0002",
        ),
        ((AXES[0], Axis("b", "half")), "No customer has a value for all of first and b"),
        ((AXES[0], Axis("b", "lone")), "Only 1 customer has a value for all of first and b"),
        ((AXES[0], Axis("b", "sides", Direction.TARGET, 0.0)), "equally far from its target"),
        ((AXES[0], Axis("b", "text")), "The column text has 4 values"),
    ],
)
def test_axes_that_cannot_divide_anybody_are_refused(axes: tuple[Axis, ...], what: str) -> None:
    table = customers_with(
        first=[1.0, 2.0, np.nan, np.nan],
        second=[1.0, 2.0, 3.0, 4.0],
        empty=[np.nan] * 4,
        same=[0.0] * 4,
        huge=[1.0, 2.0, np.inf, 3.0],
        half=[np.nan, np.nan, 1.0, 2.0],
        lone=[1.0, np.nan, np.nan, np.nan],
        sides=[1.0, -1.0, 1.0, -1.0],
        text=list("abcd"),
    )
    with pytest.raises(UserError, match=what) as problem:
        score(table, axes)
    assert problem.value.hint


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(UserError, match="no customers"):
        score(customers_with(first=[], second=[]), AXES)


def test_axes_that_nearly_say_the_same_and_axes_with_few_values_are_noted() -> None:
    rising = np.arange(40.0)
    notes = score(customers_with(first=rising, second=rising // 10), AXES).notes
    assert any(note.startswith("First and second move together") for note in notes)
    assert any(note.startswith("Second has just four different values") for note in notes)
    assert len(notes) == 2


def test_an_axis_may_be_a_formula() -> None:
    axes = (Axis("sum", "first + 2 * second"), Axis("first", "first"))
    scored = score(customers_with(first=[1.0, 2.0], second=[1.0, 2.0]), axes)
    assert scored.values[:, 0].tolist() == [3.0, 6.0]
