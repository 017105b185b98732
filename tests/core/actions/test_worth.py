from collections.abc import Callable

import numpy as np
import pytest

from core.actions.eligibility import Customers
from core.actions.worth import own_worth, segment_means
from core.errors import UserError
from core.settings import Economics

MakeCompany = Callable[..., Customers]


@pytest.mark.parametrize(
    "economics",
    [
        Economics(horizon_months=0),
        Economics(cost_months=10**9),
        Economics(loss_share=7.0),
        Economics(selling_needs=float("nan")),
    ],
)
def test_economics_that_make_no_sense_are_refused(
    make_company: MakeCompany, economics: Economics
) -> None:
    company = make_company([((0.5, 0.5, 0.5), 100.0, 1.0, 5)])
    with pytest.raises(UserError) as told:
        own_worth(company.scored, economics)
    assert "from" in told.value.hint


def test_a_mean_leaves_out_the_lowest_and_highest_in_a_hundred(make_company: MakeCompany) -> None:
    company = make_company([((0.9, 0.5, 0.9), 0, 0, 99), ((0.1, 0.5, 0.1), 0, 0, 1)])
    values = np.concatenate([np.full(99, 100.0), [1e9]])
    assert segment_means(values, company.segments).means[0] == 100


def test_the_standard_error_shrinks_with_the_customers(make_company: MakeCompany) -> None:
    few, many = (
        make_company([((0.5,) * 3, 0, 0, size), ((0.6,) * 3, 0, 0, 10)]) for size in (100, 10_000)
    )
    errors = []
    for company in (few, many):
        values = np.random.default_rng(1).normal(50, 10, len(company.segments.codes))
        errors.append(segment_means(values, company.segments).errors[0])
    assert errors[0] / errors[1] == pytest.approx(10, rel=0.25)


def test_a_kept_segment_without_customers_has_the_mean_of_everybody(
    make_company: MakeCompany,
) -> None:
    company = make_company([((0.9, 0.5, 0.9), 0, 0, 40), ((0.1, 0.5, 0.1), 0, 0, 0)])
    found = segment_means(np.full(40, 100.0), company.segments)
    assert found.means.tolist() == [100, 100]
    assert found.errors[1] == 0
