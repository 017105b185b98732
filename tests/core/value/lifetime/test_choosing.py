from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from core.errors import UserError
from core.settings import Economics, Kind, Role, Valuation, ValueModel
from core.tables.sources import SourceTable
from core.value.lifetime.choosing import lifetime_value
from core.value.lifetime.valued import Valued
from tests.core.value.making import MakeSource, days, found_in, table_of

ID = {"id": Role.CUSTOMER}
ORDERS = {**ID, "day": Role.DATE, "amount": Role.AMOUNT, "margin": Role.MARGIN}
CONTRACTS = {**ID, "from": Role.START, "until": Role.END, "fee": Role.AMOUNT}


def valued(*sources: SourceTable, **settings: object) -> Valued:
    value = Valuation(**settings)  # type: ignore[arg-type]
    made = lifetime_value(found_in(*sources, value=value), value, Economics())
    assert made is not None
    return made


def orders(make_source: MakeSource, customers: int = 120) -> SourceTable:
    """Give a year of orders, monthly for some customers and once for the others."""
    rows = [
        (f"c{n:03}", f"2025-{month:02}-{1 + n % 28:02}")
        for n in range(customers)
        for month in range(1, 2 + n % 12)
    ]
    ids, dates = zip(*rows, strict=True)
    amounts = [10.0 + len(rows) % 7 + n % 50 for n in range(len(rows))]
    cells = {"id": ids, "day": days(*dates), "amount": amounts}
    return make_source(
        "orders.csv", Kind.ORDERS, {**cells, "margin": [0.4 * one for one in amounts]}, ORDERS
    )


def given(make_source: MakeSource) -> SourceTable:
    cells = {"id": ["c001", "c002"], "CLV": [5.0, 7.0]}
    return make_source("crm.csv", Kind.PROFILES, cells, {**ID, "CLV": Role.LIFETIME_VALUE})


def contracts(make_source: MakeSource, count: int = 200) -> SourceTable:
    """Give yearly contracts of which every year some are not renewed."""
    begin = pd.Timestamp("2019-03-01")
    lasted = [(1 + n % 5) if n % 3 else None for n in range(count)]
    ends = [begin + pd.DateOffset(years=years) if years else pd.NaT for years in lasted]
    cells = {
        "id": [f"c{n:03}" for n in range(count)],
        "from": pd.Series([begin] * count).astype("datetime64[us]"),
        "until": pd.Series(ends).astype("datetime64[us]"),
        "fee": [100.0] * count,
    }
    return make_source("contracts.csv", Kind.CONTRACTS, cells, CONTRACTS)


def test_a_column_of_ones_own_is_used_as_it_is(make_source: MakeSource) -> None:
    made = valued(given(make_source))
    assert made.values.tolist() == [5, 7]
    assert made.lifetime.model == "given column"
    assert "nothing is added and nothing taken off" in made.lifetime.sentence


def test_a_model_that_is_asked_for_replaces_the_given_column(make_source: MakeSource) -> None:
    people = make_source(
        "crm.csv",
        Kind.PROFILES,
        {"id": [f"c{n:03}" for n in range(120)], "CLV": [5.0] * 120},
        {**ID, "CLV": Role.LIFETIME_VALUE},
    )
    settings = Valuation(model=ValueModel.BG_NBD)
    found = table_of(people, orders(make_source), value=settings)
    stands = {one.name: one.stands_for for one in found.measures}
    assert (stands["CLV"], stands["lifetime_value"]) == ("", "lifetime_value")


def test_purchases_lead_to_pareto_nbd_and_gamma_gamma(make_source: MakeSource) -> None:
    made = valued(orders(make_source))
    assert made.lifetime.model == "pareto-nbd"
    assert made.lifetime.models[0].model == "pareto-nbd"
    assert (made.values > 0).all()
    assert made.purchasing is not None
    assert made.purchasing.rates == pytest.approx(np.full(120, 0.4))
    assert "40 % of that is margin" in made.lifetime.why
    assert made.lifetime.baseline == pytest.approx(float(made.projected.mean()))  # type: ignore[union-attr]


@pytest.mark.parametrize("model", [ValueModel.BG_NBD, ValueModel.MBG_NBD, ValueModel.PARETO_NBD])
def test_each_model_can_be_chosen(make_source: MakeSource, model: ValueModel) -> None:
    made = valued(orders(make_source), model=model)
    assert made.lifetime.model == model.value
    assert "as you chose" in made.lifetime.sentence


def test_few_customers_get_a_plain_projection_and_are_told_why(make_source: MakeSource) -> None:
    made = valued(orders(make_source, 12))
    assert made.lifetime.model == "plain projection"
    assert "Only 12 customers have bought" in made.lifetime.sentence
    assert made.purchasing is None


def test_a_plain_projection_can_be_chosen(make_source: MakeSource) -> None:
    made = valued(orders(make_source), model=ValueModel.PROJECTION)
    assert made.lifetime.sentence.endswith("You chose it.")


def test_the_margin_of_a_year_times_a_multiple_is_for_totals_only(make_source: MakeSource) -> None:
    cells = {"id": ["a", "b"], "sales": [100.0, 40.0]}
    people = make_source("crm.csv", Kind.PROFILES, cells, {**ID, "sales": Role.AMOUNT})
    made = valued(people, retention=0.8, margin_rate=0.5)
    multiple = sum((0.8 / 1.1) ** year for year in (1, 2, 3))
    assert made.values == pytest.approx([50 * multiple, 20 * multiple], abs=1e-3)
    assert "It is used because crm.csv has totals only." in made.lifetime.sentence
    assert valued(people).values == pytest.approx(
        [100 * kept_multiple(), 40 * kept_multiple()], abs=1e-3
    )


def kept_multiple() -> float:
    """Give the multiple if as many stay as the economics say: 85 in 100 after three years."""
    factor = 0.85 ** (1 / 3) / 1.1
    return float(factor + factor**2 + factor**3)


def test_contracts_lead_to_the_shifted_beta_geometric(make_source: MakeSource) -> None:
    made = valued(contracts(make_source))
    assert made.lifetime.model == "contracts"
    assert made.lifetime.models[0].model == "shifted-beta-geometric"
    assert made.lifetime.models[0].settled
    running = [n for n in range(200) if not n % 3]
    assert (made.values[running] > 150).all()
    assert made.values[[1, 2, 4]].tolist() == [0, 0, 0]


def test_few_contracts_are_taken_to_renew_at_one_rate(make_source: MakeSource) -> None:
    made = valued(contracts(make_source, 12), retention=0.5)
    assert made.lifetime.models[0].model == "retention"
    assert "too few, or too much alike" in made.lifetime.sentence


def test_customers_without_a_contract_are_valued_by_their_purchases(
    make_source: MakeSource,
) -> None:
    day = "2025-12-31"
    made = valued(contracts(make_source, 60), orders(make_source), as_of=day)
    by_contract = valued(contracts(make_source, 60), as_of=day)
    alone = valued(orders(make_source), as_of=day)
    assert made.values[0] == by_contract.values[0]
    assert made.values[100] == alone.values[100]
    assert made.lifetime.title == "Shifted beta-geometric and Pareto/NBD"


def test_nothing_known_is_nothing_told(make_source: MakeSource) -> None:
    people = make_source("p.csv", Kind.PROFILES, {"id": ["a"], "town": ["Ely"]}, ID)
    assert lifetime_value(found_in(people), Valuation(), Economics()) is None


@pytest.mark.parametrize(
    ("value", "economics", "what"),
    [
        (Valuation(discount_rate=-0.1), Economics(), "The discount rate is -0.1"),
        (Valuation(margin_rate=40.0), Economics(), "The margin rate is 40"),
        (Valuation(retention=1.2), Economics(), "stay for another year is 1.2"),
        (Valuation(contract_months=0), Economics(), "one renewal to the next is 0 months"),
        (Valuation(), Economics(horizon_months=0), "The horizon is 0 months"),
        (Valuation(), Economics(cost_months=10**9), "cost to serve covers is 1000000000 months"),
    ],
)
def test_settings_that_make_no_sense_are_refused(
    make_source: MakeSource, value: Valuation, economics: Economics, what: str
) -> None:
    known = replace(found_in(given(make_source)))
    with pytest.raises(UserError, match=what):
        lifetime_value(known, value, economics)
