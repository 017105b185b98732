"""Two periods of the project side by side, as a small window."""

from PySide6.QtWidgets import QWidget

from core.chores import HoldAnalysis
from core.requests import Found, PeriodsBeside
from core.tables.compared import Compared, ComparedLine
from ui.desktop.numbers import number
from ui.desktop.periods import label_of
from ui.desktop.session import Session
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.dialog import AskDialog, Way, nothing
from ui.desktop.widgets.labels import label
from ui.desktop.widgets.metrics import px
from ui.desktop.widgets.phrases import counted, figure, measure_title
from ui.desktop.widgets.table import Table

WIDTH = 640
ROWS = 10


def compare_periods(window: QWidget, session: Session) -> None:
    """Show the period that is looked at beside the one before it, or after it if it is the first.

    Nothing is shown if there is no other one, or it has no results yet.
    """
    periods = session.work.present.periods
    if len(periods) == 1:
        return
    later = max(session.period, 1)
    settings = [periods[place].settings for place in (later - 1, later)]
    settings[session.period - later + 1] = session.analysis.settings
    names = label_of(session, later - 1), label_of(session, later)
    lookup = PeriodsBeside(session.analysis.serial, settings[0], settings[1])

    def show(found: Found) -> None:
        if isinstance(found, Compared):
            ComparisonDialog(window, names, found)

    # what is looked at is kept first, so that both are found in the same place
    session.errands.do(
        HoldAnalysis(session.analysis.serial), lambda _done: session.look_up(lookup, show)
    )


class ComparisonDialog(AskDialog):
    """Who stayed, the medians of the axes and the sizes of the segments.

    Parameters
    ----------
    parent
        The window.
    names
        What the earlier and the later period are called.
    found
        The figures.
    """

    def __init__(self, parent: QWidget | None, names: tuple[str, str], found: Compared) -> None:
        text = (
            f"{counted(found.stayed, 'customer')} in both, {number(found.gone)} only in the "
            f"earlier one, {number(found.new)} only in the later one."
        )
        super().__init__(parent, f"{names[0]} and {names[1]}", text)
        self.setMinimumWidth(px(WIDTH))
        medians = [_with_title(line) for line in found.medians]
        for title, lines in (("Medians of the axes", medians), ("Customers", found.segments)):
            self.add(label(title, "section"))
            table = Table(title, ROWS)
            table.show_rows(_headings(names), tuple(map(_row, lines)))
            self.add(table)
        self.show_ways([Way("Close", nothing, "primary")])


def _with_title(line: ComparedLine) -> ComparedLine:
    return ComparedLine(measure_title(line.name), line.earlier, line.later)


def _headings(names: tuple[str, str]) -> tuple[Heading, ...]:
    return (
        Heading("", stretch=1, least=160),
        *(Heading(name, right=True, least=96) for name in names),
        Heading("Change", right=True, least=72),
    )


def _row(line: ComparedLine) -> tuple[Cell, ...]:
    span = max(abs(line.earlier or 0.0), abs(line.later or 0.0))
    change = None if line.earlier is None or line.later is None else line.later - line.earlier
    values = (line.earlier, line.later, change)
    return (
        Cell(line.name),
        *(Cell("" if value is None else figure(value, span)) for value in values),
    )
