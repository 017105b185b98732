import pytest

from core.errors import UserError
from core.settings import Axis, Direction
from ui import directions


@pytest.mark.parametrize(
    ("text", "axis"),
    [
        ("satisfaction=Score", Axis("satisfaction", "Score", Direction.MORE)),
        ("cost_to_serve=Total Refunds", Axis("cost_to_serve", "Total Refunds", Direction.LESS)),
        ("cost to serve=Calls", Axis("cost_to_serve", "Calls", Direction.LESS)),
        ("cost_to_serve=Calls:more", Axis("cost_to_serve", "Calls", Direction.MORE)),
        ("age=Age:target=40.5", Axis("age", "Age", Direction.TARGET, 40.5)),
        ("x=a : b / 2", Axis("x", "a : b / 2", Direction.MORE)),
        ("ratio=Refunds + 2 * Calls:less", Axis("ratio", "Refunds + 2 * Calls", Direction.LESS)),
    ],
)
def test_an_axis_is_understood(text: str, axis: Axis) -> None:
    assert directions.axis(text) == axis


@pytest.mark.parametrize("text", ["satisfaction", "=Score", "a=b:target=1.2.3"])
def test_an_axis_that_is_not_one_is_told_with_a_hint(text: str) -> None:
    with pytest.raises(UserError) as caught:
        directions.axis(text)
    assert text in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("spend", ("spend", Direction.MORE)),
        ("visits to the shop:less", ("visits to the shop", Direction.LESS)),
        ("time: minutes:more", ("time: minutes", Direction.MORE)),
    ],
)
def test_an_outcome_is_understood(text: str, outcome: tuple[str, Direction]) -> None:
    assert directions.outcome(text) == outcome


def test_an_outcome_without_a_column_is_told() -> None:
    with pytest.raises(UserError) as caught:
        directions.outcome("")
    assert "--outcome COLUMN" in caught.value.hint
