"""The cube as the user meets it: turning, keys, pictures, a part while it turns."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import SHIFT, Show, drag, solid_customers, surface_of
from ui.desktop.charts import solid_stage
from ui.desktop.charts.scatter import SegmentScatter


@pytest.fixture
def cube(show: Show) -> SegmentScatter:
    return show(solid_customers())


def test_dragging_turns_the_cube_and_a_double_click_turns_it_back(
    qtbot: QtBot, cube: SegmentScatter
) -> None:
    first = cube._staging.solid.surface.camera
    drag(qtbot, cube, [QPoint(300, 300), QPoint(330, 310), QPoint(360, 330)])
    turned = cube._staging.solid.surface.camera
    assert turned != first
    qtbot.mouseDClick(surface_of(cube), Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert cube._staging.solid.surface.camera == first


def test_keys_turn_and_enlarge_the_cube(qtbot: QtBot, cube: SegmentScatter) -> None:
    seen = [cube._staging.solid.surface.camera]
    for key, more in (
        (Qt.Key.Key_Right, SHIFT),
        (Qt.Key.Key_Up, SHIFT),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier),
    ):
        qtbot.keyClick(cube, key, more)
        seen.append(cube._staging.solid.surface.camera)
    assert len({(one.yaw, one.pitch, one.zoom) for one in seen}) == 4
    qtbot.keyClick(cube, Qt.Key.Key_Home)
    assert cube._staging.solid.surface.camera == seen[0]


def test_the_note_says_how_to_turn_it(cube: SegmentScatter) -> None:
    assert "to turn it." in cube.note()
    assert cube.note().startswith("Showing 900 of 900.")


def test_a_part_is_drawn_while_it_turns_and_all_when_it_rests(
    qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solid_stage, "FEWEST", 20_000)
    monkeypatch.setattr(solid_stage, "FRAME_SECONDS", 1e-9)
    chart = show(solid_customers(120_000))
    stage = chart._staging.solid
    qtbot.keyClick(chart, Qt.Key.Key_Right, SHIFT)
    chart.grab()
    assert 15_000 < stage._drawn < 30_000
    with qtbot.waitSignal(stage.surface.settled):
        pass
    chart.grab()
    assert stage._drawn == 120_000


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_cube_can_be_saved(cube: SegmentScatter, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"cube.{ending}"
    cube.save_image(path)
    assert path.stat().st_size > 5_000
