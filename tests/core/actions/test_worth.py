from collections.abc import Callable

import pytest

from core.actions.worth import segment_worth
from core.errors import UserError
from core.settings import Economics
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

MakeCompany = Callable[..., tuple[ScoredCustomers, SegmentTable]]


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
        segment_worth(*company, economics)
    assert "from" in told.value.hint
