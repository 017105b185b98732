"""The scatter of all customers in their segments."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.desktop.charts import notes
from ui.desktop.charts.cloud import MOST_MARKS, prepare_cloud
from ui.desktop.charts.cursor import MarkCursor
from ui.desktop.charts.drawing import Drawing, Shown
from ui.desktop.charts.export import clipboard_data, save_chart
from ui.desktop.charts.frame import Bounds, Frame, Look, ScatterAxis, draw_sentence, margins
from ui.desktop.charts.labels import ScatterSegment
from ui.desktop.charts.picture import Scene, draw_focus, draw_vectors, make_scene
from ui.desktop.charts.preparation import Preparation
from ui.desktop.charts.surface import ChartSurface
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import scale_of

NOTE_AFTER_MS = 120
REACH = 10.0
PREPARING = "Preparing the chart"
MOST_SHAPES = 5_000


class SegmentScatter(QWidget):
    """Every customer as a mark in two measures, coloured and shaped by segment.

    Signals
    -------
    segment_clicked(code)
        A mark's or a label's segment was chosen with the mouse or with Enter.
    point_clicked(index)
        A mark was chosen: its row in the arrays that were given.
    note_changed(text)
        The sentences for the line below the title have changed; see ``note``.
    ready()
        What was given last is now on screen.
    """

    segment_clicked = Signal(int)
    point_clicked = Signal(int)
    note_changed = Signal(str)
    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene: Scene | None = None
        self._sentence = ""
        self._note = ""
        self._selected: int | None = None
        self._look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
        self._drawing = Drawing()
        self._surface = ChartSurface(self._draw, self)
        self._cursor = MarkCursor(self, self._frame)
        self._preparation = Preparation(self)
        self._note_timer = QTimer(self)
        self._note_timer.setSingleShot(True)
        self._note_timer.setInterval(NOTE_AFTER_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._surface)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Scatter of customers")
        self._surface.set_margins(*margins(self._look))

    def _connect(self) -> None:
        self._preparation.done.connect(self._take)
        self._surface.view_changed.connect(self._note_timer.start)
        self._surface.pointer_moved.connect(self._on_pointer)
        self._surface.clicked.connect(self._on_click)
        self._surface.reset_wanted.connect(self.reset_view)
        self._cursor.moved.connect(self._on_cursor)
        self._note_timer.timeout.connect(self._refresh_note)

    def show_points(  # noqa: PLR0913 - the parts of one picture
        self,
        x: npt.NDArray[np.floating],
        y: npt.NDArray[np.floating],
        codes: npt.NDArray[np.integer],
        segments: Sequence[ScatterSegment],
        x_axis: ScatterAxis,
        y_axis: ScatterAxis,
        *,
        ideal_region: Bounds | None = None,
    ) -> None:
        """Show customers; many of them appear a moment later, when they are prepared.

        Parameters
        ----------
        x, y
            Values for each customer; NaN is not shown and counted. May be memory-mapped, must
            not change afterwards.
        codes
            Segment of each customer: 0 = not scored, else as in ``segments``.
        segments
            The segments, in the order of the list beside the chart.
        x_axis, y_axis
            What the axes are.
        ideal_region
            Left, right, bottom, top in the measures' own units, drawn dashed when no segment is
            ideal.
        """

        def work(check: Callable[[], None]) -> Scene:
            logs, scores = (x_axis.log, y_axis.log), x_axis.score and y_axis.score
            cloud = prepare_cloud(x, y, codes, logs, scores=scores, check=check)
            return make_scene(cloud, (x_axis, y_axis), segments, ideal_region)

        if len(x) <= MOST_MARKS:
            self._preparation.cancel()
            self._take(self._preparation.number, work(lambda: None))
            return
        if self._scene is None:
            self._sentence = PREPARING
        self._preparation.start(work)
        self._surface.layer.update()

    def show_empty(self, sentence: str) -> None:
        """Show a sentence in place of the chart."""
        self._preparation.cancel()
        self._scene = None
        self._cursor.show_scene(None)
        self._drawing.forget()
        self._sentence = sentence
        self.setAccessibleDescription(sentence)
        self._set_note("")
        self._surface.layer.update()

    def set_describe(self, describe: Callable[[int], str]) -> None:
        """Say how the tooltip describes the customer in a row of the given arrays."""
        self._cursor.describe = describe

    def select_segment(self, code: int | None) -> None:
        """Let one segment stand out, or none."""
        if code != self._selected:
            self._selected = code
            self._surface.layer.update()

    def selected_segment(self) -> int | None:
        """Give the code of the segment that stands out."""
        return self._selected

    def note(self) -> str:
        """Say how many customers are shown, what is not, and what was done to show them."""
        return self._note

    def reset_view(self) -> None:
        """Show everything again."""
        if self._scene is not None:
            self._surface.show_view(self._scene.cloud.home)

    def copy_image(self) -> None:
        """Put the chart on the clipboard, in the light theme."""
        data = clipboard_data(self._draw_for_export, self.size())
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF by the file's ending, in the light theme.

        Raises
        ------
        OSError
            The file cannot be written.
        ValueError
            The ending is none of the three.
        """
        scene = self._scene
        shapes = scene is not None and notes.visible_count(scene, self._frame()) <= MOST_SHAPES
        title = self.accessibleName()
        save_chart(self._draw_for_export, self.size(), path, shapes=shapes, title=title)

    def _frame(self) -> Frame:
        return Frame(self._surface.plot(), self._surface.view())

    def _take(self, number: int, scene: Scene) -> None:
        """Show a prepared scene, unless another has been asked for since."""
        if number != self._preparation.number:
            return
        self._scene = scene
        self._cursor.show_scene(scene)
        self._surface.set_home(scene.cloud.home)
        self.setAccessibleName(notes.accessible_name(scene))
        self.setAccessibleDescription(notes.accessible_description(scene))
        self._refresh_note()
        self._surface.layer.update()
        self.ready.emit()

    def _draw(self, painter: QPainter) -> None:
        area = QRectF(0, 0, self._surface.width(), self._surface.height())
        painter.fillRect(area, QColor(self._look.tokens.surface))
        if self._scene is None or not len(self._scene.cloud.x):
            sentence = self._sentence if self._scene is None else self._note
            draw_sentence(painter, area, sentence, self._look)
        else:
            ratio = self._surface.devicePixelRatioF()
            shown = Shown(self._scene, self._frame(), self._look, ratio, self._selected)
            self._drawing.draw(painter, shown, self._cursor.place)
        if self.hasFocus():
            draw_focus(painter, QSizeF(area.size()), self._look)

    def _draw_for_export(self, painter: QPainter, look: Look, shapes: bool) -> None:
        if self._scene is None:
            draw_sentence(painter, QRectF(self.rect()), self._sentence, look)
            return
        enlarged = Look(look.tokens, self._look.scale)
        draw_vectors(painter, self._scene, self._frame(), enlarged, self._selected, shapes=shapes)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        kinds = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
        if event.type() in kinds and hasattr(self, "_surface"):
            self._look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
            self._surface.set_margins(*margins(self._look))

    def _refresh_note(self) -> None:
        if self._scene is not None:
            visible = notes.visible_count(self._scene, self._frame())
            dense = self._scene.cloud.pyramid is not None and visible > MOST_MARKS
            self._set_note(notes.shown_sentences(self._scene, visible, dense=dense))

    def _set_note(self, text: str) -> None:
        if text != self._note:
            self._note = text
            self.note_changed.emit(text)

    def _on_cursor(self, place: int) -> None:
        self._surface.layer.update()
        code = self._cursor.segment()
        if self._scene is not None and place >= 0 and code is not None:
            self.setAccessibleDescription(notes.segment_sentence(self._scene, code))

    def _on_pointer(self, at: QPointF) -> None:
        on_label = self._drawing.label_at(at) is not None
        if on_label:
            self._cursor.go(None)
        else:
            self._cursor.go_to(at, self._look.px(REACH))
        over = on_label or self._cursor.place is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def _on_click(self, at: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        label = self._drawing.label_at(at)
        if label is not None:
            self.segment_clicked.emit(label)
        else:
            self._cursor.go_to(at, self._look.px(REACH))
            self._choose()

    def _choose(self) -> None:
        """Tell which mark was chosen, and whose segment it is."""
        code, place = self._cursor.segment(), self._cursor.place
        if self._scene is None or code is None or place is None:
            return
        self.segment_clicked.emit(code)
        self.point_clicked.emit(int(self._scene.cloud.index[place]))

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mark under the pointer."""
        super().leaveEvent(event)
        self._cursor.go(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark or segment to segment, select, leave."""
        if self._cursor.handle(event):
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif event.key() == Qt.Key.Key_Escape and self._cursor.place is not None:
            self._cursor.go(None)
        elif event.key() == Qt.Key.Key_Escape:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self._surface.layer.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        super().focusOutEvent(event)
        self._surface.layer.update()
