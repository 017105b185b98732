import numpy as np
import pytest

from ui.desktop.charts.mixing import PARTS, crowd_of, inks, mixed_cells


def test_more_customers_are_never_paler_and_a_single_one_can_be_seen() -> None:
    opacity = inks(40.0)
    assert opacity[0] == 0
    assert opacity[PARTS] == pytest.approx(0.45)
    assert 0.2 < opacity[1] < opacity[PARTS]
    assert (np.diff(opacity) >= 0).all()
    assert opacity[40 * PARTS] == pytest.approx(1.0)


def test_a_cell_is_as_opaque_as_its_crowd_and_mixes_its_colours() -> None:
    colours = np.zeros((3, 1, 2), np.float32)
    colours[0, 0, 1] = 3 * 200.0
    colours[2, 0, 1] = 1 * 100.0
    cells = mixed_cells(colours, np.array([[0, 4]], np.float32), 4.0)
    assert cells[0, 0].tolist() == [0, 0, 0, 0]
    assert cells[0, 1].tolist() == [150, 0, 25, 255]


def test_the_crowd_is_what_one_cell_in_a_hundred_exceeds() -> None:
    assert crowd_of(np.array([0, 0])) == 1.0
    assert crowd_of(np.array([0, *range(1, 102)])) == 100.0
