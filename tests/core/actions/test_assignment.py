from collections.abc import Callable
from dataclasses import replace

import numpy as np

from core.actions.assignment import assign
from core.tables.actions import Plan, PlanLine
from core.tables.customers import ScoredCustomers
from core.tables.segments import SegmentTable

MakeCompany = Callable[..., tuple[ScoredCustomers, SegmentTable]]


def line(segment: int, customers: int) -> PlanLine:
    return PlanLine(segment, "call", "Call", customers, 1.0 * customers, 2.0 * customers, 2.0)


def company(make_company: MakeCompany) -> SegmentTable:
    groups = [((0.9, 0.5, 0.9), 700, 0, 3), ((0.2, 0.5, 0.9), 300, 0, 4)]
    segments = make_company(groups)[1]
    return replace(segments, confidence=np.array([0.1, 0.9, 0.5, 0.3, 0.8, 0.3, 0.2]))


def test_the_surest_members_come_first_and_the_first_id_of_two_alike(
    make_company: MakeCompany,
) -> None:
    segments = company(make_company)
    planned = assign(Plan(5.0, (line(2, 2), line(1, 1)), 3, 3.0, 6.0), segments)
    assert np.flatnonzero(planned).tolist() == [1, 3, 4]


def test_as_many_customers_are_chosen_as_the_plan_says(make_company: MakeCompany) -> None:
    segments = company(make_company)
    everybody = assign(Plan(None, (line(1, 3), line(2, 4)), 7, 7.0, 14.0), segments)
    nobody = assign(Plan(0.0, (), 0, 0.0, 0.0), segments)
    assert (everybody.sum(), nobody.sum()) == (7, 0)
