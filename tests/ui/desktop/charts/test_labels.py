import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ui.desktop.charts.labels import ScatterSegment, Wish, middle_half, place_labels

AREA = QRectF(0, 0, 700, 500)
wish = st.builds(
    Wish,
    code=st.integers(1, 9),
    anchor=st.builds(QPointF, st.floats(0, 699), st.floats(0, 499)),
    size=st.builds(QSizeF, st.floats(40, 200), st.just(20.0)),
    weight=st.floats(1, 1000),
    beside=st.booleans(),
)


@given(st.lists(wish, max_size=9, unique_by=lambda one: one.code))
def test_labels_never_overlap_and_stay_inside(wishes: list[Wish]) -> None:
    places = place_labels(wishes, AREA)
    for one, other in itertools.combinations(places, 2):
        assert not one.plate.intersects(other.plate)
    assert all(AREA.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(place.plate) for place in places)


def crowd(count: int, size: QSizeF) -> list[Wish]:
    return [Wish(code, QPointF(350, 250), size, float(10 * code)) for code in range(1, count + 1)]


def test_a_label_with_room_lies_on_its_segment() -> None:
    (place,) = place_labels(crowd(1, QSizeF(100, 20)), AREA)
    assert place.plate.center() == QPointF(350, 250)
    assert not place.led


def test_far_labels_get_a_leader() -> None:
    places = place_labels(crowd(6, QSizeF(150, 20)), AREA)
    assert len(places) == 6
    assert any(place.led for place in places)


def test_without_room_the_smallest_is_dropped() -> None:
    places = place_labels(crowd(9, QSizeF(400, 120)), AREA)
    kept = [place.code for place in places]
    assert len(kept) < 9
    assert 9 in kept
    assert 1 not in kept


def test_a_segment_out_of_view_has_no_label() -> None:
    assert place_labels([Wish(1, QPointF(-5, 10), QSizeF(50, 20), 1.0)], AREA) == []


def test_a_label_beside_a_mark_does_not_hide_it() -> None:
    (place,) = place_labels([Wish(1, QPointF(99, 99), QSizeF(50, 20), 1, beside=True)], AREA)
    assert not place.plate.contains(QPointF(99, 99))


def test_the_ideal_says_so() -> None:
    assert ScatterSegment(1, "Loyal", ideal=True, style=4).caption() == "Ideal: Loyal"


def test_the_outline_holds_the_middle_half() -> None:
    random = np.random.default_rng(1)
    x = random.normal(size=4000)
    y = 0.6 * x + random.normal(size=4000)
    outline = middle_half(np.append(x, 500.0), np.append(y, -900.0))
    assert outline is not None
    ring = np.column_stack([outline.x, outline.y])
    middle = ring.mean(axis=0)
    # The ring is an affine circle: read its two half axes off two corners a quarter apart.
    axes = np.column_stack([ring[0] - middle, ring[24] - middle])
    inside = (np.linalg.solve(axes, np.vstack([x, y]) - middle[:, None]) ** 2).sum(axis=0) <= 1
    assert inside.mean() == pytest.approx(0.5, abs=0.02)


def test_three_customers_have_no_middle_half() -> None:
    assert middle_half(np.zeros(3), np.zeros(3)) is None


def test_customers_at_one_place_still_have_an_outline() -> None:
    outline = middle_half(np.ones(50), np.ones(50))
    assert outline is not None
    assert np.isfinite(outline.x).all()
