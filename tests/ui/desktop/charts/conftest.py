from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desktop.charts.showing import SEGMENTS, Columns, Show, X, Y, customers
from tests.ui.desktop.dressing import dress_all
from ui.desktop.charts.frame import ScatterAxis
from ui.desktop.charts.points import Points, ScatterSegment
from ui.desktop.charts.scatter import SegmentScatter
from ui.desktop.theme.tokens import LIGHT

NAMES = ("Across", "Up", "Deep")


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    dress_all(qapp, LIGHT)
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dress_all(qapp, LIGHT)


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(
        points: Columns | Points | None = None,
        segments: tuple[ScatterSegment, ...] = SEGMENTS,
        **more: object,
    ) -> SegmentScatter:
        chart = SegmentScatter()
        qtbot.addWidget(chart)
        chart.resize(768, 606)
        chart.show()
        qtbot.waitExposed(chart)
        if not isinstance(points, Points):
            x, y, codes = points or customers()
            points = Points((x, y), codes, segments, (X, Y), **more)
        with qtbot.waitSignal(chart.ready, timeout=20_000):
            chart.show_points(points)
        return chart

    return shown


def points_of(
    columns: Sequence[np.ndarray],
    codes: np.ndarray,
    *,
    logs: Sequence[bool] = (False, False, False),
    scores: bool = False,
    **more: object,
) -> Points:
    axes = tuple(
        ScatterAxis(name, log=log, score=scores)
        for name, log, _column in zip(NAMES, logs, columns, strict=False)
    )
    return Points(tuple(columns), codes, SEGMENTS, axes, **more)


@pytest.fixture(scope="session")
def make_points() -> Callable[..., Points]:
    return points_of
