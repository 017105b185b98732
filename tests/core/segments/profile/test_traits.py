from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from core.progress import Progress
from core.segments.profile.columns import MISSING, CategoryColumn, NumberColumn, comparable
from core.segments.profile.drivers import drivers
from core.segments.profile.traits import FEWEST, profiles
from core.segments.scoring import score
from core.segments.table import segment
from core.settings import Axis, Direction, Method, Segmentation
from core.tables.customers import CustomerTable, Floats, Measure, ScoredCustomers
from core.tables.profile import Profile, Trait
from core.tables.segments import SegmentTable
from core.tables.trust import USUAL

Base = Callable[..., Floats]
AXES = (
    Axis("satisfaction", "CSat"),
    Axis("cost_to_serve", "cost", Direction.LESS),
    Axis("lifetime_value", "value"),
)
Found = tuple[CustomerTable, ScoredCustomers, SegmentTable]


@pytest.fixture(scope="module")
def base(one_cloud: Base) -> Found:
    """A base with columns that go with the value, with the satisfaction, and with nothing."""
    values = one_cloud(3_000)
    random = np.random.default_rng(9)
    rich = values[:, 2] > np.quantile(values[:, 2], 0.8)
    table = pd.DataFrame(values, columns=["CSat", "cost", "value"])
    table["shoe size"] = random.normal(40, 3, 3_000)
    table["visits_a_year"] = (values[:, 2] / 20 + random.normal(0, 3, 3_000)).round()
    table["channel"] = np.where(rich & (random.random(3_000) < 0.8), "shop", "web")
    table["joined"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(
        (rich * 400 + random.integers(0, 300, 3_000)), unit="D"
    )
    table["newsletter"] = pd.array(rich | (random.random(3_000) < 0.1), dtype="boolean")
    table["note"] = [f"remark {number}" for number in range(3_000)]
    table["mark"] = np.where(rich, np.nan, random.integers(1, 6, 3_000))
    table.index = pd.Index([f"c{number:05d}" for number in range(3_000)], name="customer_id")
    measures = tuple(Measure(str(name), "s", "", numeric=True) for name in table.columns)
    customers = CustomerTable(table, measures, (), ())
    scored = score(customers, AXES)
    settings = Segmentation(Method.K_MEANS, starts=5)
    return customers, scored, segment(scored, USUAL, settings, Progress())


@pytest.fixture(scope="module")
def richest(base: Found) -> Profile:
    customers, scored, segments = base
    rich = max(segments.segments, key=lambda one: one.spreads[2].median)
    return profiles(customers, scored, segments)[rich.code - 1]


def by_column(profile: Profile) -> dict[str, Trait]:
    return {f"{trait.attribute}:{trait.category}": trait for trait in profile.traits}


def test_numbers_are_told_with_medians_and_ranges_of_both_sides(
    base: Found, richest: Profile
) -> None:
    customers, _, segments = base
    trait = by_column(richest)["visits_a_year:"]
    inside = customers.table["visits_a_year"][segments.codes == richest.code]
    outside = customers.table["visits_a_year"][segments.codes != richest.code]
    assert trait.own == pytest.approx(tuple(inside.quantile([0.25, 0.5, 0.75])))
    assert trait.others == pytest.approx(tuple(outside.quantile([0.25, 0.5, 0.75])))
    pairs = inside.to_numpy()[:, None] - outside.to_numpy()
    assert trait.effect == pytest.approx((pairs > 0).mean() - (pairs < 0).mean())
    assert trait.low < trait.effect < trait.high
    assert trait.words.startswith("Visits a year is far higher: median ")
    assert "(half of them" in trait.words


def test_categories_dates_and_missing_values_are_told_in_their_own_way(richest: Profile) -> None:
    found = by_column(richest)
    assert "is ‘shop’ for" in found["channel:shop"].words
    assert found["channel:shop"].own[1] > found["channel:shop"].others[1]
    assert "later: median 202" in found["joined:"].words
    assert "is not known of" in found[f"mark:{MISSING}"].words
    assert "newsletter:True" in found


def test_what_has_nothing_to_do_with_the_segment_is_not_told(richest: Profile) -> None:
    assert not any(trait.attribute in {"shoe size", "note"} for trait in richest.traits)
    assert richest.looked_at == 10
    assert richest.silent == ""


def test_the_columns_of_the_axes_come_last(richest: Profile) -> None:
    defines = [trait.defines for trait in richest.traits]
    assert defines == sorted(defines)
    others = [abs(trait.effect) for trait in richest.traits if not trait.defines]
    assert others == sorted(others, reverse=True)


def test_a_small_segment_stays_silent(one_cloud: Base) -> None:
    table = pd.DataFrame(one_cloud(120), columns=["CSat", "cost", "value"])
    table.index = pd.Index([f"c{number:05d}" for number in range(120)], name="customer_id")
    measures = tuple(Measure(str(name), "s", "", numeric=True) for name in table.columns)
    customers = CustomerTable(table, measures, (), ())
    scored = score(customers, AXES)
    segments = segment(scored, USUAL, Segmentation(Method.K_MEANS, starts=5), Progress())
    for profile, one in zip(profiles(customers, scored, segments), segments.segments, strict=True):
        if one.customers < FEWEST:
            assert profile.traits == ()
            assert "any difference may be chance; it takes 30 to tell." in profile.silent


def test_names_of_segments_do_not_matter(base: Found) -> None:
    customers, scored, segments = base
    assert profiles(customers, scored, segments) == profiles(customers, scored, segments)


def test_what_goes_with_an_axis_is_told_strongest_first(base: Found) -> None:
    customers, scored, _ = base
    found = drivers(customers, scored, 2)
    assert found.measure == "lifetime_value"
    assert {one.attribute for one in found.drivers} >= {"visits_a_year", "channel", "joined"}
    assert not {one.attribute for one in found.drivers} & {"shoe size", "note", "CSat", "value"}
    sizes = [abs(one.strength) for one in found.drivers]
    assert sizes == sorted(sizes, reverse=True)
    visits = next(one for one in found.drivers if one.attribute == "visits_a_year")
    ranks = customers.table[["visits_a_year", "value"]].rank()
    assert visits.strength == pytest.approx(ranks.corr().iloc[0, 1])
    assert visits.words.startswith("Visits a year: more of it goes with higher lifetime value")


def test_on_an_axis_where_less_is_better_words_speak_of_the_measure_itself(base: Found) -> None:
    customers, scored, _ = base
    costly = customers.table.assign(calls=scored.values[:, 1] * 2 + 1)
    measures = (*customers.measures, Measure("calls", "s", "", numeric=True))
    more = CustomerTable(costly, measures, (), ())
    told = {one.attribute for one in drivers(more, scored, 1).drivers}
    assert "calls" not in told  # the same as the axis is no news
    noisy = costly.assign(calls=costly["calls"] + np.random.default_rng(0).normal(0, 20, 3_000))
    found = drivers(CustomerTable(noisy, measures, (), ()), scored, 1).drivers[0]
    assert found.words.startswith("Calls: more of it goes with higher cost to serve")
    assert found.strength < 0


def test_columns_are_compared_as_what_they_hold(base: Found) -> None:
    found = {(one.name, type(one)) for one in comparable(base[0])}
    assert ("channel", CategoryColumn) in found
    assert ("newsletter", CategoryColumn) in found
    assert ("joined", NumberColumn) in found
    assert {kind for name, kind in found if name == "mark"} == {NumberColumn, CategoryColumn}


def test_two_numbers_are_categories_and_of_many_texts_twenty_are_looked_at() -> None:
    index = pd.Index([f"c{number:03d}" for number in range(100)])
    table = pd.DataFrame({"flag": [0, 1] * 50, "town": [f"t{n % 40}" for n in range(100)]}, index)
    flag, town = comparable(CustomerTable(table, (), (), ()))
    assert isinstance(flag, CategoryColumn)
    assert flag.categories == ("0", "1")
    assert isinstance(town, CategoryColumn)
    assert len(town.categories) == 20
    assert (town.indices == -1).any()
