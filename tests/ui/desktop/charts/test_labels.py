import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSizeF

from ui.desktop.charts.labels import Wish, place_labels

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
