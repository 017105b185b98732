"""A chart with its finding over it, which can be copied, saved, and read as a table."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ui.desktop.charts.canvas import Printed
from ui.desktop.widgets.cells import Heading
from ui.desktop.widgets.labels import button, show_text, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.table_model import Rows

FILES = "PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)"
ENDINGS = (".png", ".svg", ".pdf")
Numbers = tuple[tuple[Heading, ...], Rows]
AS_TABLE, AS_CHART = "Show as table", "Show as chart"


class ChartBox(QWidget):
    """Title, second line, the chart or its numbers, and what can be done with it.

    Parameters
    ----------
    name
        What the chart is called in a file name, such as ``"whale curve"``.
    chart
        The chart.
    printed
        How it is copied and saved.
    links_below
        Whether what can be done stands below the chart, for charts that are narrow.

    Signals
    -------
    saved(name)
        The chart was written to a file of this name.
    failed(name, reason)
        It could not be written.
    """

    saved = Signal(str)
    failed = Signal(str, str)

    def __init__(
        self, name: str, chart: QWidget, printed: Printed, *, links_below: bool = False
    ) -> None:
        super().__init__()
        self._name = name
        self._chart, self._printed = chart, printed
        self._title = wrapped("", "section")
        self._note = wrapped("", "note")
        self._numbers: Callable[[], Numbers] = lambda: ((), ())
        self._totals = 0
        self._switch = button(AS_TABLE, self._turn, "link")
        self._links = row(12)
        self._top = row(12)
        self._top.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        if not links_below:
            self._top.addLayout(self._links)
            self._top.setAlignment(self._links, Qt.AlignmentFlag.AlignTop)
        for made in (
            self._switch,
            button("Copy", printed.copy_image, "link"),
            button("Save…", self.choose_file, "link"),
        ):
            self.add_link(made)
        self._box = box = column(2)
        box.addLayout(self._top)
        box.addWidget(self._note)
        box.addSpacing(px(6))
        box.addWidget(chart)
        if links_below:
            box.addLayout(self._links)
            box.setAlignment(self._links, Qt.AlignmentFlag.AlignRight)
        box.addStretch(1)
        self.setLayout(box)

    @cached_property
    def table(self) -> Table:
        """The numbers, for which there is no table before somebody wants to see them."""
        made = Table(f"{self._name.capitalize()} as a table")
        self._box.insertWidget(self._box.indexOf(self._chart) + 1, made)
        return made

    def add_link(self, made: QPushButton) -> QPushButton:
        """Put a link beside the title."""
        made.setProperty("small", True)
        made.setAccessibleName(f"{made.text()}: {self._name}")
        self._links.addWidget(made)
        return made

    def show_words(self, title: str, note: str) -> None:
        """Say what the chart shows."""
        self._title.setText(title)
        show_text(self._note, note)

    def show_numbers(self, numbers: Callable[[], Numbers], *, totals: int = 0) -> None:
        """Take what the table is to show; the last rows, if any, are totals."""
        self._numbers, self._totals = numbers, totals
        if self._as_table:
            self.table.show_rows(*numbers(), totals=totals)

    def choose_file(self) -> None:
        """Let the user choose where the chart goes, and write it there."""
        name = f"{self._name.capitalize()}.png"
        path, kind = QFileDialog.getSaveFileName(self, f"Save {self._name}", name, FILES)
        if path:
            self.save(_with_ending(Path(path), kind))

    def save(self, path: Path) -> None:
        """Write the chart as PNG, SVG or PDF, and say how that went."""
        try:
            self._printed.save_image(path)
        except OSError as problem:
            self.failed.emit(path.name, problem.strerror or "It cannot be written there.")
        else:
            self.saved.emit(path.name)

    @property
    def _as_table(self) -> bool:
        return self._switch.text() == AS_CHART

    def _turn(self) -> None:
        as_table = not self._as_table
        self._switch.setText(AS_CHART if as_table else AS_TABLE)
        self._switch.setAccessibleName(f"{self._switch.text()}: {self._name}")
        self._chart.setVisible(not as_table)
        self.table.setVisible(as_table)
        self.show_numbers(self._numbers, totals=self._totals)


def _with_ending(path: Path, kind: str) -> Path:
    """Give the path an ending that a chart can be saved with, by the kind that was chosen."""
    if path.suffix.lower() in ENDINGS:
        return path
    ending = next((one for one in ENDINGS if one in kind), ENDINGS[0])
    return path.with_name(path.name + ending)
