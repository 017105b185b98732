"""The scatter of all customers in their segments, flat or solid."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.charts import notes
from ui.desktop.charts.drawable import Flags
from ui.desktop.charts.export import Heading, clipboard_data, save_chart
from ui.desktop.charts.facts_panel import Facts
from ui.desktop.charts.frame import Look, draw_sentence
from ui.desktop.charts.hands import Hands
from ui.desktop.charts.lasso import HINT, Tool
from ui.desktop.charts.names import draw_focus, draw_highlight
from ui.desktop.charts.points import Points
from ui.desktop.charts.staging import Staging
from ui.desktop.charts.summary import Summary, summarise
from ui.desktop.theme.tokens import tokens_of
from ui.desktop.theme.type_scale import scale_of

NOTE_AFTER_MS = 120
PREPARING = "Preparing the chart"
MOST_SHAPES = 5_000
LOOKS = {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}
ZOOM_KEYS = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}


class SegmentScatter(QWidget):
    """Every customer as a mark in two or three measures, coloured and shaped by segment.

    Attributes
    ----------
    hands
        What pointer and keys do; its signals say what the user wants.

    Signals
    -------
    segment_clicked(code)
        A label, a mark or nothing was clicked: the code of the segment, or None.
    note_changed(text)
        The sentences for the line below the title have changed; see ``note``.
    ready()
        What was given last is now on screen.
    """

    segment_clicked = Signal(object)
    note_changed = Signal(str)
    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self._note = ""
        self._selected: int | None = None
        self._ringed: int | None = None
        self._look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
        self._staging = Staging(self._draw, self)
        self.hands = Hands(self, self._staging.spots, self._staging.order, lambda: self._look)
        self._note_timer = QTimer(self, singleShot=True, interval=NOTE_AFTER_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Scatter of customers")
        self._staging.fit(self._look)
        self._connect()

    def _connect(self) -> None:
        self._staging.taken.connect(self._on_taken)
        self._staging.replaced.connect(self.hands.forget)
        flat, solid = self._staging.flat.surface, self._staging.solid.surface
        self.hands.lasso.watch(flat.viewport())
        self.hands.lasso.watch(solid)
        for surface in (flat, solid):
            surface.view_changed.connect(self._on_view)
            surface.pointer_moved.connect(self._on_pointer)
            surface.clicked.connect(self._on_click)
            surface.reset_wanted.connect(self.reset_view)
        self.hands.changed.connect(self._on_hands)
        self.hands.picked.connect(lambda _customer, code: self.segment_clicked.emit(code or None))
        self.hands.missed.connect(lambda: self.segment_clicked.emit(None))
        self._note_timer.timeout.connect(self._refresh_note)

    # What is shown

    def show_points(self, points: Points) -> None:
        """Show customers; many of them appear a moment later, when they are prepared.

        With two columns they are shown flat, with three as a cube to be turned.
        """
        if not self._staging.show(points) and self._staging.scene is None:
            self._sentence = PREPARING
        self._staging.refresh()

    def choose(self, members: Flags | None) -> None:
        """Let some customers stand out, by their rows; None lets nobody."""
        self._staging.choose(members)

    def select_segment(self, code: int | None) -> None:
        """Let one segment stand out, or none."""
        if code != self._selected:
            self._selected = code
            self._staging.refresh()

    def selected_segment(self) -> int | None:
        """Give the code of the segment that stands out."""
        return self._selected

    def ring(self, customer: int | None) -> None:
        """Put a ring round the mark of a customer, or of nobody."""
        if customer != self._ringed:
            self._ringed = customer
            self._staging.refresh()

    def set_tool(self, tool: Tool) -> None:
        """Say what dragging does."""
        self.hands.lasso.tool = tool
        self.hands.lasso.leave()

    def show_facts(self, customer: int, facts: Facts) -> None:
        """Tell about a customer, as was wanted."""
        self.hands.show_facts(customer, facts)

    def note(self) -> str:
        """Say how many customers are shown, what is not, and what was done to show them."""
        return self._note

    def summary(self) -> tuple[Summary, ...]:
        """Give the picture in numbers: what each segment shows inside the frame."""
        spots, points = self._staging.spots(), self._staging.points
        if spots is None or points is None:
            return ()
        return summarise(points, spots, self._staging.order())

    def reset_view(self) -> None:
        """Show everything again."""
        self._staging.stage.reset()

    # Files

    def copy_image(self, title: str = "") -> None:
        """Put the chart on the clipboard, in the light theme, under a title."""
        data = clipboard_data(self._draw_for_export, self.size(), Heading(title, self._note))
        QGuiApplication.clipboard().setMimeData(data)

    def save_image(self, path: Path, title: str = "") -> None:
        """Write the chart as PNG, SVG or PDF by the file's ending, in the light theme.

        Raises
        ------
        OSError
            The file cannot be written.
        ValueError
            The ending is none of the three.
        """
        spots = self._staging.spots()
        shapes = spots is not None and len(spots.within(spots.plot)) <= MOST_SHAPES
        heading = Heading(title or self.accessibleName(), self._note)
        save_chart(self._draw_for_export, self.size(), path, shapes=shapes, heading=heading)

    def _draw_for_export(self, painter: QPainter, look: Look, shapes: bool) -> None:
        if self._staging.scene is None:
            draw_sentence(painter, QRectF(self.rect()), self._sentence, look)
            return
        enlarged = Look(look.tokens, self._look.scale)
        self._staging.stage.draw_vectors(painter, enlarged, self._selected, shapes=shapes)

    # Drawing

    def _on_taken(self, scene: notes.AnyScene) -> None:
        self.hands.cursor.go(None)
        self.setAccessibleName(notes.accessible_name(scene))
        self.setAccessibleDescription(notes.accessible_description(scene))
        self._refresh_note()
        self._staging.refresh()
        self.ready.emit()

    def _draw(self, painter: QPainter) -> None:
        area, scene = QRectF(self.rect()), self._staging.scene
        painter.fillRect(area, QColor(self._look.tokens.surface))
        if scene is None or not len(scene.cloud.codes):
            sentence = self._sentence if scene is None else self._note
            draw_sentence(painter, area, sentence, self._look)
        else:
            self._staging.stage.draw(painter, self._look, self._selected)
            self._draw_marks_apart(painter)
            self.hands.draw(painter)
        if self.hasFocus():
            draw_focus(painter, area, self._look)

    def _draw_marks_apart(self, painter: QPainter) -> None:
        """Draw the mark under the cursor, the pinned one and the one on the card, with a ring."""
        spots, scene = self._staging.spots(), self._staging.scene
        if spots is None or scene is None or self._staging.stage.travel < 1:
            return
        wanted = [self._ringed, self.hands.pinned, self.hands.cursor.customer()]
        for customer in dict.fromkeys(one for one in wanted if one is not None):
            rows = np.flatnonzero(spots.index == customer)
            for row, x, y in zip(rows, *spots.places(rows), strict=True):
                at = QPointF(float(x), float(y))
                if spots.plot.contains(at):
                    style = self._look.tokens.segment(scene.styles.get(int(spots.codes[row]), 0))
                    draw_highlight(painter, at, style, self._look, len(spots.codes))

    def _refresh_note(self) -> None:
        spots, scene = self._staging.spots(), self._staging.scene
        if spots is not None and scene is not None:
            visible = len(spots.within(spots.plot))
            dense = self._staging.stage.is_dense(visible)
            self._set_note(notes.shown_sentences(scene, visible, dense=dense))

    def _set_note(self, text: str) -> None:
        if text != self._note:
            self._note = text
            self.note_changed.emit(text)

    # What the user does

    def _on_view(self) -> None:
        self._note_timer.start()
        self.hands.follow()

    def _on_hands(self) -> None:
        self._staging.refresh()
        scene, code = self._staging.scene, self.hands.cursor.segment()
        if self.hands.lasso.cross is not None:
            self.setAccessibleDescription(HINT)
        elif scene is not None and code is not None:
            self.setAccessibleDescription(notes.segment_sentence(scene, code))

    def _on_pointer(self, at: QPointF) -> None:
        self.hands.hover(at, on_label=self._staging.stage.label_at(at) is not None)

    def _on_click(self, at: QPointF) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        label = self._staging.stage.label_at(at)
        if label is not None:
            self.segment_clicked.emit(label)
        else:
            self.hands.click(at)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the mark under the pointer."""
        super().leaveEvent(event)
        self.hands.cursor.go(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark or segment to segment, turn, zoom, pick, draw a shape, leave."""
        if self._staging.stage.handle(event) or self.hands.handle(event):
            return
        if event.key() in ZOOM_KEYS:
            self._staging.stage.zoom(ZOOM_KEYS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self.reset_view()
        elif event.key() == Qt.Key.Key_Escape:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the text size."""
        super().changeEvent(event)
        if event.type() in LOOKS and hasattr(self, "_staging"):
            self._look = Look(tokens_of(self.palette()), scale_of(QApplication.font()))
            self._staging.fit(self._look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus ring."""
        super().focusInEvent(event)
        self._staging.refresh()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the focus ring."""
        super().focusOutEvent(event)
        self._staging.refresh()
