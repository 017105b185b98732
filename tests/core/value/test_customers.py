from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.settings import Economics, Kind, Recipe, Role, Source, Valuation
from core.tables.customers import CustomerTable, Measure
from core.tables.sources import Question, SourceTable
from core.value.customers import customer_table
from core.value.evidence.bought import bought
from core.value.joining import join
from core.value.lifetime.choosing import lifetime_value
from core.value.valuing import value_table

MakeSource = Callable[..., SourceTable]

ID = {"id": Role.CUSTOMER}
ORDER_ROLES = {**ID, "day": Role.DATE, "amount": Role.AMOUNT, "margin": Role.MARGIN}


def measure_of(customers: CustomerTable, name: str) -> Measure:
    return next(measure for measure in customers.measures if measure.name == name)


def table_of(*sources: SourceTable, months: int = 36) -> CustomerTable:
    joined, value, economics = join(sources), Valuation(), Economics(horizon_months=months)
    found = bought(joined, value, economics.cost_months)
    valued = lifetime_value(found, value, economics)
    return customer_table(joined, value_table(joined, found, valued, value, economics))


def days(*written: str) -> pd.Series:
    return pd.Series(np.array(written, dtype="datetime64[ns]"))


def profiles(make_source: MakeSource, *ids: str | None) -> SourceTable:
    return make_source("people.csv", Kind.PROFILES, {"id": list(ids)}, ID)


def orders(make_source: MakeSource, *, with_margin: bool = True) -> SourceTable:
    cells = {
        "id": ["b", "a", "b", "x"],
        "day": days("2025-01-01", "2025-03-05T14:30", "2025-12-31", "2025-06-01"),
        "amount": [10.10, 99.99, 20.20, 1.0],
        "margin": [4.0, 30.0, None, 1.0],
    }
    if not with_margin:
        del cells["margin"]
    return make_source("orders.csv", Kind.ORDERS, cells, ORDER_ROLES)


def test_profiles_say_who_is_a_customer_and_the_others_are_counted_and_named(
    make_source: MakeSource,
) -> None:
    found = table_of(profiles(make_source, "c", "a", "b"), orders(make_source))
    assert found.table.index.tolist() == ["a", "b", "c"]
    assert found.table.index.name == "customer_id"
    people, bought = found.joins
    assert (people.matched, people.left_out, people.without) == (3, 0, 0)
    assert (bought.matched, bought.left_out, bought.without) == (2, 1, 1)
    assert bought.examples == ("x",)


def test_orders_that_are_given_twice_do_not_count_twice(make_source: MakeSource) -> None:
    cells = {"id": ["a", "b"], "day": days("2025-01-01", "2025-02-01"), "amount": [1.0, 2.0]}
    orders = replace(make_source("o.csv", Kind.ORDERS, cells, ORDER_ROLES), digest="d")
    copy = replace(orders, name="o copy.csv", path="/data/o copy.csv")
    with pytest.raises(UserError, match="have the same content"):
        table_of(orders, copy)
    sheet = replace(copy, recipe=Recipe(sheet="March"))
    assert table_of(orders, sheet).table["revenue"].tolist() == [2.0, 4.0]


def test_without_profiles_everybody_who_is_named_is_a_customer(make_source: MakeSource) -> None:
    calls = make_source("calls.csv", Kind.CONTACTS, {"id": ["d", "a"]}, ID)
    found = table_of(orders(make_source), calls)
    assert found.table.index.tolist() == ["a", "b", "d", "x"]
    assert found.table["contacts"].tolist() == [1, 0, 1, 0]


def test_ids_meet_whatever_their_spaces_and_accents_and_keep_their_first_spelling(
    make_source: MakeSource,
) -> None:
    composed, decomposed = "Zo\u00eb", "Zoe\u0308"
    people = profiles(make_source, decomposed, "007")
    calls = make_source("calls.csv", Kind.CONTACTS, {"id": [composed, " 007 ", "7"]}, ID)
    found = table_of(people, calls)
    assert found.table.index.tolist() == ["007", decomposed]
    assert found.table["contacts"].tolist() == [1, 1]
    assert found.joins[1].examples == ("7",)


def test_rows_that_name_nobody_are_counted_in_a_note(make_source: MakeSource) -> None:
    found = table_of(profiles(make_source, "a", None, " "))
    assert found.table.index.tolist() == ["a"]
    assert "2 rows of people.csv name no customer" in found.notes[0]


def test_a_lone_source_without_ids_calls_customers_after_their_rows(
    make_source: MakeSource,
) -> None:
    bank = make_source("bank.csv", Kind.PROFILES, {"age": list(range(20, 31))})
    found = table_of(bank)
    assert found.table.index[:2].tolist() == ["row 02", "row 03"]
    assert found.table.index.is_monotonic_increasing
    assert found.table["age"].tolist() == list(range(20, 31))
    assert "bank.csv has no customer ids" in found.notes[0]


def test_several_sources_without_ids_cannot_meet(make_source: MakeSource) -> None:
    bank = make_source("bank.csv", Kind.PROFILES, {"age": [20]})
    with pytest.raises(UserError, match=r"bank\.csv has no column with the customer ids"):
        table_of(profiles(make_source, "a"), bank)


def test_a_column_with_the_customers_of_another_source_is_told(make_source: MakeSource) -> None:
    ids = [str(1000 + place) for place in range(50)]
    refs = [1000 + place % 60 for place in range(200)]
    cells = {"pieces": [1 + place % 5 for place in range(200)], "ref": refs}
    sold = make_source("sold.csv", Kind.ORDERS, cells)
    with pytest.raises(UserError, match=r"sold\.csv has no column") as told:
        table_of(profiles(make_source, *ids), sold)
    assert told.value.hint == (
        "Set the role of ‘ref’ to ‘customer’: 83% of its different values are customers of "
        "people.csv."
    )


def test_a_few_numbers_that_are_ids_by_chance_are_not_told(make_source: MakeSource) -> None:
    ids = [str(place) for place in range(500)]
    cells = {"pieces": [1 + place % 5 for place in range(200)]}
    sold = make_source("sold.csv", Kind.ORDERS, cells)
    with pytest.raises(UserError) as told:
        table_of(profiles(make_source, *ids), sold)
    assert told.value.hint == "Set the role of the column that names the customer to ‘customer’."


def test_profiles_that_name_a_customer_twice_are_refused_with_the_rows(
    make_source: MakeSource,
) -> None:
    with pytest.raises(UserError, match="‘a’ more than once, first in rows 3 and 5; in all, 1"):
        table_of(profiles(make_source, "b", "a", "c", "a "))


def test_columns_of_one_name_that_agree_are_one_measure(make_source: MakeSource) -> None:
    one = make_source("one.csv", Kind.PROFILES, {"id": ["a", "b"], "Count": [1, 2]}, ID)
    two = make_source("two.csv", Kind.PROFILES, {"id": ["b", "c"], "Count": [2.0, 3.0]}, ID)
    found = table_of(one, two)
    assert [measure.name for measure in found.measures] == ["Count"]
    assert found.table["Count"].tolist() == [1, 2, 3]
    assert "one.csv and two.csv" in found.measures[0].meaning


def test_columns_of_one_name_that_differ_carry_their_source(make_source: MakeSource) -> None:
    one = make_source("one.csv", Kind.PROFILES, {"id": ["a", "b"], "Age": [30, 40]}, ID)
    two = make_source("two.csv", Kind.PROFILES, {"id": ["b", "a"], "Age": [41, 30]}, ID)
    found = table_of(one, two)
    assert [measure.name for measure in found.measures] == ["Age (one.csv)", "Age (two.csv)"]
    assert found.table["Age (two.csv)"].tolist() == [30, 41]
    assert found.notes[-1] == (
        "In one.csv and two.csv the same customers differ in ‘Age’, so each file keeps its own. "
        "If one is of an earlier time, add it as an earlier period."
    )


def test_whole_numbers_stay_whole_where_some_customers_have_none(make_source: MakeSource) -> None:
    big = 2**53 + 1
    one = make_source("one.csv", Kind.PROFILES, {"id": ["a"], "big": [big]}, ID)
    found = table_of(one, profiles(make_source, "b"))
    assert found.table["big"].iloc[0] == big
    assert pd.isna(found.table["big"].iloc[1])


def test_orders_become_measures_to_the_cent(make_source: MakeSource) -> None:
    found = table_of(profiles(make_source, "a", "b", "c"), orders(make_source))
    table = found.table
    assert table["orders"].tolist() == [1, 2, 0]
    assert table["revenue"].tolist() == [99.99, 30.30, 0]
    assert table["margin"].tolist() == [30, 4, 0]
    assert table["first_order"].tolist()[:2] == [
        pd.Timestamp("2025-03-05"),
        pd.Timestamp("2025-01-01"),
    ]
    assert table["last_order"].isna().tolist() == [False, False, True]
    # 365 days are 12.0 months; the margin of a year is carried forward to three.
    assert table["lifetime_value"].tolist() == [90, 12, 0]
    measure = measure_of(found, "lifetime_value")
    assert measure.stands_for == "lifetime_value"
    assert "margin × 36 / 12" in measure.meaning
    assert found.notes[-1].startswith("Margin is missing for 1 order of 20.20 in all.")


def test_without_a_margin_the_lifetime_value_is_made_from_revenue_and_says_so(
    make_source: MakeSource,
) -> None:
    found = table_of(orders(make_source, with_margin=False), months=24)
    assert found.table["lifetime_value"].tolist() == [199.98, 60.6, 2.0]
    assert "The revenue of the orders" in measure_of(found, "lifetime_value").meaning
    assert "revenue stands in for it" in found.notes[-1]


def test_orders_of_a_few_days_count_as_one_month(make_source: MakeSource) -> None:
    cells = {"id": ["a", "a"], "day": days("2025-01-01", "2025-01-05"), "amount": [1.0, 2.0]}
    found = table_of(make_source("o.csv", Kind.ORDERS, cells, ORDER_ROLES))
    assert found.table["lifetime_value"].tolist() == [108]


def test_orders_without_dates_are_taken_to_cover_the_months_of_the_costs(
    make_source: MakeSource,
) -> None:
    cells = {"id": ["a"], "amount": [10.0]}
    found = table_of(make_source("o.csv", Kind.ORDERS, cells, ORDER_ROLES))
    assert found.table["lifetime_value"].tolist() == [30]
    assert "they have no dates" in measure_of(found, "lifetime_value").meaning


def test_two_sources_of_orders_are_added_up(make_source: MakeSource) -> None:
    found = table_of(orders(make_source), orders(make_source))
    assert found.table["revenue"].tolist() == [199.98, 60.6, 2.0]


def test_contacts_surveys_and_referrals_become_measures(make_source: MakeSource) -> None:
    calls = make_source(
        "calls.csv",
        Kind.CONTACTS,
        {"id": ["a", "a"], "length": [3, 4], "cost": [1.35, 0.1]},
        {**ID, "length": Role.MINUTES, "cost": Role.COST},
    )
    survey = make_source(
        "survey.csv",
        Kind.SURVEYS,
        {"id": ["a", "a", "b"], "answer": [7, 8, None]},
        {**ID, "answer": Role.SATISFACTION},
    )
    brought = make_source("refs.csv", Kind.REFERRALS, {"id": ["b", "b"]}, ID)
    found = table_of(calls, survey, brought)
    assert found.table["minutes"].tolist() == [7, 0]
    assert found.table["cost_to_serve"].tolist() == [1.45, 0]
    assert found.table["satisfaction"].iloc[0] == 7.5
    assert found.table["satisfaction"].isna().tolist() == [False, True]
    assert found.table["answers"].tolist() == [2, 0]
    assert found.table["referrals"].tolist() == [0, 2]
    stands = [measure.stands_for for measure in found.measures if measure.stands_for]
    assert stands == ["cost_to_serve", "satisfaction"]


def test_a_profile_column_named_like_a_measure_of_events_carries_its_source(
    make_source: MakeSource,
) -> None:
    people = make_source("crm.csv", Kind.PROFILES, {"id": ["a"], "revenue": [5]}, ID)
    found = table_of(people, orders(make_source))
    assert found.table["revenue"].tolist() == [99.99]
    assert found.table["revenue (crm.csv)"].tolist() == [5]


def test_recognised_columns_stand_for_the_well_known_measures(make_source: MakeSource) -> None:
    roles = {**ID, "CSat": Role.SATISFACTION, "CLV": Role.LIFETIME_VALUE, "old": Role.IGNORED}
    cells = {"id": ["a"], "CSat": [4], "CLV": [100.5], "town": ["Ely"], "old": [1]}
    found = table_of(make_source("crm.csv", Kind.PROFILES, cells, roles))
    told = [(one.name, one.stands_for, one.numeric, one.reason) for one in found.measures]
    assert told[:3] == [
        ("CSat", "satisfaction", True, "The header says CSat."),
        ("CLV", "lifetime_value", True, "The header says CLV."),
        ("town", "", False, ""),
    ]


def test_an_open_question_is_passed_on(make_source: MakeSource) -> None:
    question = Question("people.csv", "born", "Is 03/04/2026 in March?", "", (), "Use --recipe.")
    asked = replace(profiles(make_source, "a"), questions=(question,))
    with pytest.raises(UserError, match="Is 03/04/2026 in March") as caught:
        table_of(asked)
    assert caught.value.hint == "Use --recipe."


def test_no_source_and_no_customer_are_told(make_source: MakeSource) -> None:
    with pytest.raises(UserError, match="no data yet"):
        table_of()
    with pytest.raises(UserError, match=r"no customer in people\.csv"):
        table_of(profiles(make_source, None))


def test_a_column_of_texts_cannot_be_added_up(make_source: MakeSource) -> None:
    cells = {"id": ["a"], "amount": ["ten"]}
    source = make_source("o.csv", Kind.ORDERS, cells, ORDER_ROLES)
    with pytest.raises(UserError, match=r"Column ‘amount’ of o\.csv is used as amount"):
        table_of(source)


ROWS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.floats(-1e12, 1e12), st.integers(0, 500)),
    min_size=1,
    max_size=30,
)


@settings(max_examples=25)
@given(rows=ROWS, shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_never_matters(
    make_source: MakeSource, rows: list[tuple[str, float, int]], shuffle: Random
) -> None:
    def table(lines: list[tuple[str, float, int]]) -> pd.DataFrame:
        ids, amounts, after = zip(*lines, strict=True)
        day = pd.Series(pd.Timestamp("2025-01-01") + pd.to_timedelta(after, unit="D"))
        cells = {"id": ids, "amount": amounts, "day": day.astype("datetime64[ns]")}
        return table_of(make_source("o.csv", Kind.ORDERS, cells, ORDER_ROLES)).table

    mixed = list(rows)
    shuffle.shuffle(mixed)
    pd.testing.assert_frame_equal(table(rows), table(mixed), check_exact=True)


def test_the_two_telco_files_meet_in_7043_customers(real_data: Path) -> None:
    names = ("Telco_customer_churn_status.xlsx", "Telco_customer_churn_services.xlsx")
    paths = (str(real_data / "telco" / name) for name in names)
    sources = tuple(read(Source(path), Progress()) for path in paths)
    found = table_of(*sources)
    assert len(found.table) == 7043
    assert [(join.matched, join.left_out, join.without) for join in found.joins] == [
        (7043, 0, 0),
        (7043, 0, 0),
    ]
    names_found = [measure.name for measure in found.measures]
    assert names_found.count("Count") == names_found.count("Quarter") == 1
