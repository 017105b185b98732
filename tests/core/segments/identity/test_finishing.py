from collections.abc import Callable
from dataclasses import replace

import pytest

from core.progress import Progress
from core.segments.identity.finishing import finished
from core.segments.table import segment
from core.settings import Method, Segmentation
from core.tables.customers import Floats, ScoredCustomers
from core.tables.segments import SegmentTable
from core.tables.trust import USUAL, StabilityTable

Score = Callable[..., ScoredCustomers]
Base = Callable[..., Floats]


@pytest.fixture(scope="module")
def table(make_scored: Score, one_cloud: Base) -> SegmentTable:
    settings = Segmentation(Method.K_MEANS, starts=3)
    return segment(make_scored(one_cloud(500)), USUAL, settings, Progress())


def test_a_name_given_by_the_user_finds_its_segment_by_identity(table: SegmentTable) -> None:
    identity = table.segments[3].identity
    names = ((identity, "Our darlings"), ("satisfaction none", "Nobody"))
    found = finished(table, StabilityTable(), names)
    assert found.segments[3].name == "Our darlings"
    assert found.segments[3].identity == identity
    others = [one.name for one in found.segments if one.code != 4]
    assert others == [one.name for one in table.segments if one.code != 4]


def test_two_segments_never_have_the_same_name(table: SegmentTable) -> None:
    names = tuple((one.identity, "Customers") for one in table.segments[:3])
    found = finished(table, StabilityTable(), names)
    assert [one.name for one in found.segments[:3]] == ["Customers", "Customers 2", "Customers 3"]
    assert len({one.identity for one in found.segments}) == 9


def test_two_segments_never_have_the_same_identity(table: SegmentTable) -> None:
    twins = tuple(replace(one, identity="satisfaction high") for one in table.segments)
    found = finished(replace(table, segments=twins), StabilityTable(), ())
    assert len({one.identity for one in found.segments}) == 9
