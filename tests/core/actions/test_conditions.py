from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from core.actions.conditions import codes_meant, true_of
from core.actions.eligibility import Customers
from core.errors import UserError
from core.settings import Comparison, Condition

MakeCompany = Callable[..., Customers]

TABLE = pd.DataFrame(
    {
        "Region": ["North", " north ", None, "South", "Zürich"],
        "Mail": ["a@b.c", " ", None, "", "\u00a0\t"],
        "Consent": pd.array([True, False, None, True, False], dtype="boolean"),
        "Orders": [1.0, 2.0, float("nan"), 4.0, 2.0],
        "Since": pd.to_datetime(["2024-01-31", "2025-02-01", None, "2026-03-03", "2020-01-01"]),
    }
)


@pytest.mark.parametrize(
    ("column", "test", "value", "expected"),
    [
        ("Region", Comparison.IS, "NORTH", "11000"),
        ("Region", Comparison.IS_NOT, "north", "00111"),
        ("Region", Comparison.ONE_OF, "South; zürich", "00011"),
        ("Region", Comparison.KNOWN, "", "11011"),
        ("Region", Comparison.UNKNOWN, "", "00100"),
        ("Mail", Comparison.KNOWN, "", "10000"),
        ("Mail", Comparison.UNKNOWN, "", "01111"),
        ("Mail", Comparison.IS, "", "00000"),
        ("Consent", Comparison.IS, "yes", "10010"),
        ("Consent", Comparison.IS, "no", "01001"),
        ("Orders", Comparison.IS, "2", "01001"),
        ("Orders", Comparison.AT_LEAST, "2", "01011"),
        ("Orders", Comparison.AT_MOST, "1.5", "10000"),
        ("Since", Comparison.AT_LEAST, "2025-02-01", "01010"),
        ("Since", Comparison.AT_MOST, "2020-01-01", "00001"),
        ("Since", Comparison.IS, "2026-03-03", "00010"),
        ("segment", Comparison.IS, "group 2", "00011"),
        ("segment", Comparison.IS_NOT, "2", "11100"),
        ("segment", Comparison.ONE_OF, "1;Group 2", "11111"),
    ],
)
def test_a_condition_is_true_of_the_customers_it_describes(
    make_company: MakeCompany, column: str, test: Comparison, value: str, expected: str
) -> None:
    segments = make_company([((0.5,) * 3, 1, 0, 3), ((0.6,) * 3, 1, 0, 2)]).segments
    found = true_of(Condition(column, test, value), TABLE, segments, "‘Call’")
    assert "".join(str(int(one)) for one in found) == expected


def test_a_segment_is_meant_by_every_name_that_its_levels_make(make_company: MakeCompany) -> None:
    table = make_company([((0.5,) * 3, 1, 0, 3), ((0.6,) * 3, 1, 0, 2)]).segments
    first, second = (
        replace(one, name=name, made_names=names)
        for one, name, names in zip(
            table.segments,
            ("Mittelfeld", "Over-served"),
            (("Middle ground", "Mittelfeld"), ("Quiet earners", "Stille Leistungsträger")),
            strict=True,
        )
    )
    table = replace(table, segments=(first, second))
    for text, codes in (
        ("middle ground", [1]),
        ("Mittelfeld", [1]),
        ("Quiet earners", [2]),
        ("over-served", [2]),
    ):
        assert codes_meant(Condition("segment", Comparison.IS, text), table, "‘Call’") == codes


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (Condition("Regoin", Comparison.IS, "North"), "‘Regoin’, which is not there"),
        (Condition("Region", Comparison.AT_LEAST, "3"), "holds text"),
        (Condition("Orders", Comparison.AT_LEAST, "many"), "‘many’ is not a number"),
        (Condition("Since", Comparison.AT_MOST, "5"), "‘5’ is not a day"),
        (Condition("segment", Comparison.IS, "Group 9"), "‘group 9’, which is not there"),
        (Condition("segment", Comparison.AT_LEAST, "2"), "a segment “is at least” nothing"),
    ],
)
def test_a_condition_that_makes_no_sense_is_told(
    make_company: MakeCompany, condition: Condition, told: str
) -> None:
    segments = make_company([((0.5,) * 3, 1, 0, 5)]).segments
    with pytest.raises(UserError) as problem:
        true_of(condition, TABLE, segments, "‘Call’")
    assert told in problem.value.message
    assert "Call" in problem.value.message
