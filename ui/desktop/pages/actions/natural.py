"""What customers do by themselves: where they go in a year, as seen or as assumed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QBoxLayout, QWidget

from core.answers import Analysis
from core.settings import MoveAssumptions
from core.tables.moves import NaturalMoves
from ui.desktop.numbers import number
from ui.desktop.session import Session
from ui.desktop.sources import without_earlier
from ui.desktop.widgets.cells import Cell, Heading
from ui.desktop.widgets.fields import Choice, DecimalNumber, Form
from ui.desktop.widgets.labels import button, label, wrapped
from ui.desktop.widgets.metrics import column, px, row
from ui.desktop.widgets.page_frame import Beside
from ui.desktop.widgets.segment_label import style_of
from ui.desktop.widgets.table import Table
from ui.desktop.widgets.toggle import Toggle

SIDE_WIDTH = 267
FIELD = 96
OFTENEST = 10.0
KINDS = (("What happens", "Where customers go in a year if nothing is done"),
         ("Chance alone", "Where they would seem to go if nobody moved"))  # fmt: skip
FORESEEN = (("does not reckon with it", False), ("reckons with it already", True))


class NaturalPanel(QWidget):
    """The matrix of moves with the assumptions behind it, and a way to replace them by data.

    Parameters
    ----------
    session
        Whose settings are shown.
    choose_earlier
        Called when files of an earlier period are to be chosen.
    """

    def __init__(self, session: Session, choose_earlier: Callable[[], None]) -> None:
        super().__init__()
        self._session = session
        self._kind = 0
        self._table = Table("Where customers go in a year, in 100")
        self._toggle = Toggle("Which moves", KINDS, self._choose)
        self._note = wrapped("", "note")
        self._drift = DecimalNumber(
            "Change segment in a year, in 100",
            (0.0, 100.0),
            1.0,
            lambda share: self._edit("moves by themselves", drift=round(share / 100, 4)),
        )
        self._unhappy = DecimalNumber(
            "The least satisfied are lost, times",
            (1.0, OFTENEST),
            0.5,
            lambda times: self._edit("losses of the unhappy", unhappy=times),
        )
        for field in (self._drift, self._unhappy):
            field.setDecimals(1)
        self._foreseen = Choice(
            "Lifetime value", lambda known: self._edit("lifetime value", foreseen=known)
        )
        self._drop = button("Leave the earlier period out", self._forget, "link")
        self._form = Form(FIELD)
        self._form.add("Move in a year, %", self._drift)
        self._form.add("Unhappy lost, times", self._unhappy)
        self._arrange(choose_earlier)

    def _arrange(self, choose_earlier: Callable[[], None]) -> None:
        side, side_box = QWidget(), column(8)
        side_box.addWidget(self._form)
        side_box.addWidget(label("Lifetime value", "quiet"))
        side_box.addWidget(self._foreseen)
        side_box.addWidget(button("Use an earlier period…", choose_earlier))
        side_box.addWidget(self._drop)
        side_box.addStretch(1)
        side.setLayout(side_box)
        self._side = side
        main, main_box = QWidget(), column(8)
        self._top = row(12)
        self._top.addWidget(label("What customers do by themselves", "section"))
        self._top.addStretch(1)
        self._top.addWidget(self._toggle)
        main_box.addLayout(self._top)
        main_box.addWidget(self._note)
        main_box.addWidget(self._table)
        main_box.addStretch(1)
        main.setLayout(main_box)
        self._beside = Beside(32)
        self._beside.add(main, 1)
        self._beside.add(side)
        box = column()
        box.addWidget(self._beside)
        self.setLayout(box)

    def show_moves(self, analysis: Analysis) -> None:
        """Show the moves of an analysis."""
        natural = analysis.actions.natural if analysis.actions is not None else None
        self.setVisible(natural is not None)
        if natural is None or analysis.segments is None:
            return
        moves = self._session.settings.moves
        self._drift.show_value(round(100 * moves.drift, 2))
        self._unhappy.show_value(moves.unhappy)
        self._foreseen.show_choices(FORESEEN, moves.foreseen)
        seen = natural.seen is not None
        self._form.setVisible(not seen)
        self._drop.setVisible(bool(self._session.settings.earlier))
        self._note.setText(moves_note(natural, chance=bool(self._kind)))
        self._toggle.show_choice(self._kind)
        names = [segment.name for segment in analysis.segments.segments]
        table = natural.by_chance if self._kind else natural.chances
        self._table.show_rows(_headings(table.shape[1], len(names)), _rows(table, names))

    def fit(self, *, below: bool, narrow: bool) -> None:
        """Put the fields below the table, and the choice below its title, where they are cut."""
        self._beside.stack(below=below)
        direction = QBoxLayout.Direction
        self._top.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._side.setMinimumWidth(0 if below else px(SIDE_WIDTH))
        self._side.setMaximumWidth(px(4000) if below else px(SIDE_WIDTH))

    def _choose(self, kind: int) -> None:
        self._kind = kind
        self.show_moves(self._session.analysis)

    def _forget(self) -> None:
        self._session.edit(*without_earlier(self._session.settings))

    def _edit(self, name: str, **changes: Any) -> None:
        settings = self._session.settings
        moves: MoveAssumptions = replace(settings.moves, **changes)
        self._session.edit(name, replace(settings, moves=moves))


def moves_note(natural: NaturalMoves, *, chance: bool) -> str:
    """Return what the matrix shows and where it comes from."""
    if chance:
        return (
            "Nobody moves here. This is what two measurements of the same customers would show, "
            "because it is not sure to which segment each one belongs."
        )
    if natural.seen is None:
        return "In 100 customers of each segment. Assumed; an earlier period would show it."
    counted = number(float(natural.seen.sum()))
    return (
        f"In 100 customers of each segment, seen in {counted} of the earlier period, corrected for "
        "those whose segment is not sure. It includes whatever was done then."
    )


def _headings(columns: int, segments: int) -> tuple[Heading, ...]:
    codes = [str(code) for code in range(1, segments + 1)]
    names = [*codes, "lost"][:columns]
    first = Heading("From", stretch=3, least=96)
    return (first, *(Heading(name, right=True, least=30) for name in names))


def _rows(table: npt.NDArray[np.float64], names: list[str]) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for code, (name, shares) in enumerate(zip(names, table.tolist(), strict=True), 1):
        cells = [Cell(f"{code}  {name}", mark=style_of(code), tooltip=name)]
        for to, share in enumerate(shares, 1):
            written = number(100 * share)
            look = "strong" if to == code else "quiet" if written == "0" else ""
            cells.append(Cell(written, plain=f"{100 * share:.6g}", look=look))
        rows.append(tuple(cells))
    return tuple(rows)
