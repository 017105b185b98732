import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UserError
from core.results.later import placed_alike
from core.tables.results import Floats
from tests.core.results.worlds import World, first_year, measured_of, table_of

WORLD = first_year(60)


def test_the_earlier_customers_are_where_they_were(world: World) -> None:
    found = placed_alike(world.customers, world.scored, world.segments)
    assert np.array_equal(found.codes, world.segments.codes)
    assert np.allclose(found.scores, world.scored.scores)


def test_later_customers_are_placed_by_the_earlier_quantiles(world: World) -> None:
    best = table_of({"csat": np.array([99.0]), "cost": np.array([-9.0]), "value": np.array([1e6])})
    found = placed_alike(best, world.scored, world.segments)
    assert found.scores.tolist() == [[1.0, 1.0, 1.0]]
    assert found.codes.tolist() == [1]


def test_who_lacks_a_value_is_not_placed(world: World) -> None:
    columns = {"csat": np.array([5.0, np.nan]), "cost": np.ones(2), "value": np.ones(2)}
    found = placed_alike(table_of(columns), world.scored, world.segments)
    assert found.codes[1] == 0
    assert np.isnan(found.scores[1]).all()


def test_a_later_file_without_an_axis_is_told_in_words(world: World) -> None:
    with pytest.raises(UserError) as caught:
        placed_alike(table_of({"csat": np.ones(3)}), world.scored, world.segments)
    assert "later files do not give the axis 'cost_to_serve'" in caught.value.message
    assert caught.value.hint


@given(st.lists(st.floats(-50, 2_000), min_size=1, max_size=30))
def test_better_values_never_have_a_lower_score(values: list[float]) -> None:
    numbers: Floats = np.array(values)
    columns = {"csat": np.ones(len(numbers)), "cost": np.ones(len(numbers)), "value": numbers}
    scores = placed_alike(table_of(columns), WORLD.scored, WORLD.segments).scores[:, 2]
    order = np.argsort(numbers, kind="stable")
    assert (np.diff(scores[order]) >= 0).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_another_year_of_the_same_customers_mostly_finds_them_there(world: World) -> None:
    again = placed_alike(measured_of(world.groups, 2), world.scored, world.segments)
    assert (again.codes == world.segments.codes).mean() > 0.8
