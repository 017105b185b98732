"""What the chart shows at all: the legend, and the selection that goes with it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QPushButton

from ui.desktop.pages.segments import choosing
from ui.desktop.pages.segments.legend import Entry, LegendPanel
from ui.desktop.selection import Selection
from ui.desktop.session import Session
from ui.desktop.widgets.segment_label import style_of

Codes = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]


class Filtering:
    """Keeps some customers in the chart, and picks them as long as nobody else is picked.

    Parameters
    ----------
    session
        What has been chosen and what is looked at.
    link
        The link below which the legend opens.
    codes
        Gives the segment of every customer; None while there are none.
    """

    def __init__(
        self, session: Session, link: QPushButton, codes: Callable[[], Codes | None]
    ) -> None:
        self._session = session
        self._link = link
        self._codes = codes
        self._legend = LegendPanel(link)
        self._legend.toggled.connect(self._toggle)
        self._legend.only.connect(self._show_only)
        self._legend.all_wanted.connect(self.show_all)
        self._legend.selected_only.connect(lambda: self._by_selection(keep=True))
        self._legend.selected_out.connect(lambda: self._by_selection(keep=False))

    def open(self) -> None:
        """Open the legend."""
        self._show_entries()
        self._legend.open_below(self._link)

    def refresh(self) -> None:
        """Bring the legend up to date, if it is open."""
        if self._legend.isVisible():
            self._show_entries()

    def by_members(self, members: Flags, *, keep: bool) -> None:
        """Show only some customers of those shown, or all but those."""
        kept = self._session.looking.kept
        change = choosing.keeping if keep else choosing.leaving_out
        self._keep(change(kept, members))

    def show_all(self) -> None:
        """Show everybody again."""
        codes = self._codes()
        if codes is not None:
            self._keep(np.ones(len(codes), dtype=np.bool_))

    def _by_selection(self, *, keep: bool) -> None:
        selection = self._session.selection
        if selection is not None:
            self.by_members(selection.members, keep=keep)

    def _toggle(self, code: int, shown: bool) -> None:
        codes, kept = self._codes(), self._session.looking.kept
        if codes is None:
            return
        members = choosing.of_segments(codes, [code])
        before = np.ones(len(codes), dtype=np.bool_) if kept is None else kept.members
        self._keep(before | members if shown else before & ~members)

    def _show_only(self, code: int) -> None:
        codes = self._codes()
        if codes is not None:
            self._keep(choosing.of_segments(codes, [code]))

    def _keep(self, members: Flags) -> None:
        """Keep some customers; pick them too, unless others have been picked by hand."""
        session, codes = self._session, self._codes()
        view = session.analysis.segments
        if codes is None or view is None or not members.any():
            return
        before = session.looking.kept
        kept = None
        if not members.all():
            label = choosing.filter_label(members, codes, view.segments)
            kept = Selection(label, members)
        follows = session.selection is None or session.selection is before
        gone = session.selection is not None and not (session.selection.members & members).any()
        session.looking = replace(session.looking, kept=kept)
        if follows or gone:
            session.selection = kept
        session.changed.emit()

    def _show_entries(self) -> None:
        codes, view = self._codes(), self._session.analysis.segments
        if codes is None or view is None:
            return
        kept = self._session.looking.kept
        counts = np.bincount(np.asarray(codes).astype(np.int64), minlength=len(view.segments) + 1)
        shown = counts
        if kept is not None:
            chosen = np.asarray(codes)[kept.members].astype(np.int64)
            shown = np.bincount(chosen, minlength=len(counts))
        names = {segment.code: segment.name for segment in view.segments}
        names |= {0: choosing.NOT_SCORED} if counts[0] else {}
        selection = self._session.selection
        self._legend.show_entries(
            [
                Entry(code, name, style_of(code), int(counts[code]), int(shown[code]))
                for code, name in names.items()
            ],
            0 if selection is None else selection.customers,
        )
