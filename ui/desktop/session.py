"""The one object of the window that has state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QSettings, Signal

from core.answers import Analysis, Problem
from core.chores import ChangesFound
from core.document import Document, Work, new_work
from core.export_kinds import FileWanted
from core.requests import (
    Analyse,
    Broke,
    Died,
    Export,
    Exported,
    Failed,
    Finished,
    Found,
    Lookup,
    Message,
    Progressed,
    Request,
    Stopped,
)
from core.settings import Settings
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.errands import Errands
from ui.desktop.export_words import saved_words
from ui.desktop.looking import VIEW_KEPT, Looking, view_kept
from ui.desktop.recent_files import recent_files, remember_files
from ui.desktop.recipe_store import RecipeStore
from ui.desktop.selection import Selection, picked, same_customers
from ui.desktop.sources import anew, new_sources, with_new, without
from ui.desktop.standing import Standing
from ui.engine_client import FATAL_HINT, death_message
from ui.starting import default_settings, sample_sources

EARLIER = "Earlier periods stay as they were; go to the latest one to change something."


class Session(QObject):
    """What the user has chosen, what the engine has answered, and what is being looked at.

    Attributes
    ----------
    work
        What was decided in the project, with undo and redo.
    period
        Place of the period that is looked at; the last one can be changed, the others are as
        they were.
    errands
        What the engine is asked beside the analysis.
    analysis, behind
        The engine's last answer; whether it is of earlier settings, until there is a newer one.
    busy, fraction
        What is being done, "" if nothing, and the share done, 0 to 1.
    page, source, segment
        The page shown, the source shown on the Data page, and the selected segment's code.
    editing, scenario, changes
        Key of the action shown in the catalogue, "" while it is closed; place of the plan shown,
        0 for the one in force; what was changed in an exported plan and may be taken, or None.
    column, row
        The column and the row of that source that are looked at; "" and 0 for none.
    action, flow
        What is chosen on the Results page: an action, "" for none, and the places of two segments.
    selection
        The customers picked; None if none are. It ends when the customers change.
    looking
        What else is looked at: a customer, how the chart and the list show them.
    theme, zoom, comfortable, still
        ``"system"``, ``"light"`` or ``"dark"``; 1.0 is the normal size; whether rows of tables
        are higher; whether nothing is to move.
    recipes
        How files were read before.
    notice, standing
        What is worth saying in the status bar; at the top of every page until it is dealt with.
    fault, report
        A problem that is not part of the analysis; the report of a fault of the program, or "".
    """

    changed, written = Signal(), Signal()  # anything; a file that was asked for is there

    def __init__(self, bridge: EngineBridge, kept: QSettings) -> None:
        super().__init__()
        self._bridge, self.kept = bridge, kept
        self.work, self.period, self.behind = new_work(default_settings()), 0, False
        self.standing: tuple[Standing, ...] = ()
        self.analysis, self.busy, self.fraction = Analysis(self.settings), "", 0.0
        self.page, self.source, self.column, self.row = "data", 0, "", 0
        self.segment: int | None = None
        self.editing, self.scenario, self.action = "", 0, ""
        self.changes: ChangesFound | None = None
        self.flow: tuple[int | None, int | None] = (None, None)
        self.selection: Selection | None = None
        self.looking = Looking()
        self.theme, self.zoom, self.comfortable, self.still = view_kept(kept)
        self.recipes = RecipeStore(kept)
        self.notice = self.report = self._export_path = ""
        self.fault: Problem | None = None
        self.errands = Errands(bridge, self.tell_fault, self.tell_problem)
        bridge.received.connect(self._hear)

    @property
    def settings(self) -> Settings:
        """What was chosen for the period that is looked at."""
        return self.work.present.settings_of(self.period)

    @property
    def read_only(self) -> bool:
        """Whether an earlier period is looked at."""
        return self.period < len(self.work.present.periods) - 1

    @property
    def updating(self) -> bool:
        """Whether the analysis on screen does not belong to the settings yet."""
        return bool(self.busy) and not self.exporting

    @property
    def exporting(self) -> bool:
        """Whether a file is being written."""
        return bool(self._export_path)

    @property
    def undo_name(self) -> str:
        """Name of the change that undo would take back; "" if there is none."""
        return self.work.past[-1].name if self.work.past else ""

    @property
    def redo_name(self) -> str:
        """Name of the change that redo would make again; "" if there is none."""
        return self.work.future[-1].name if self.work.future else ""

    @property
    def recent(self) -> tuple[str, ...]:
        """Sets of files opened before, newest first, paths joined by ``SEPARATOR``."""
        return recent_files(self.kept)

    def edit(self, name: str, settings: Settings) -> None:
        """Make a change that can be undone, and have the engine work it out."""
        if settings == self.settings:
            return
        if self.read_only:
            self.show(notice=EARLIER)
            return
        self.edit_document(name, self.work.present.with_settings(settings))

    def edit_document(self, name: str, document: Document) -> None:
        """Make a change to the whole project that can be undone."""
        self.go_to(self.work.changed(name, document), "")

    def undo(self) -> None:
        """Take the last change back."""
        self.go_to(self.work.undone(), f"Undid: {self.undo_name}")

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self.go_to(self.work.redone(), f"Redid: {self.redo_name}")

    def go_to(self, work: Work, notice: str) -> None:
        """Take another history for one's own, and have its latest period worked out."""
        if work is not self.work:
            self.work, self.period, self.notice = work, len(work.present.periods) - 1, notice
            self.rerun()

    def rerun(self) -> None:
        """Have the engine work out the settings as they are."""
        if self.exporting:
            self.notice = f"{Path(self._export_path).name} was not saved: something was changed."
        self._export_path = ""
        self.fault, self.behind, self.busy, self.fraction = None, True, "Starting", 0.0
        self._bridge.send(Analyse(self.settings))
        self.changed.emit()

    def show(self, **view: Any) -> None:
        """Look at something else: ``page``, ``segment``, ``looking``, ``theme`` and so on."""
        if view.get("source", self.source) != self.source:
            self.column, self.row = "", 0
        for name, value in view.items():
            setattr(self, name, value)
            if name in VIEW_KEPT:
                self.kept.setValue(name, value)
        self.changed.emit()

    def look_afresh(self) -> None:
        """Choose nothing any more of what was there."""
        self.source, self.segment, self.action, self.flow = 0, None, "", (None, None)

    def select(self, label: str, members: npt.NDArray[np.bool_] | None) -> None:
        """Pick customers on every page; None or nobody picks nobody."""
        self.show(selection=picked(label, members))

    def look_up(
        self, lookup: Lookup, tell: Callable[[Found], None], owner: QObject | None = None
    ) -> None:
        """Ask the engine, beside other work; ``tell`` is called later, while ``owner`` is there."""
        self.errands.look_up(lookup, tell, owner or self)

    def open_files(self, paths: Sequence[str], *, remember: bool = True) -> None:
        """Add files to the sources; one that is there already is not added twice."""
        added = new_sources(self.settings, paths)
        if not added:
            self.show(notice="These files are open already.")
            return
        if remember:
            remember_files(self.kept, tuple(source.path for source in added))
        name, settings = with_new(self.settings, added)
        self.look_afresh()
        self.source = len(settings.sources) - len(added)
        self.edit(name, settings)

    def open_sample(self) -> None:
        """Open the sample company instead of the files that are open."""
        self.look_afresh()
        sample = replace(self.settings, sources=sample_sources(), axes=())
        self.edit("opening the sample company", sample)

    def read_again(self, index: int) -> None:
        """Read the file of a source as it is now, instead of what was imported."""
        self.edit(*anew(self.settings, index))

    def remove_source(self, index: int) -> None:
        """Leave out one source."""
        self.source = max(min(self.source, len(self.settings.sources) - 2), 0)
        self.edit(*without(self.settings, index))

    def write(self, wanted: FileWanted) -> None:
        """Have a file written."""
        doing = f"Writing {Path(wanted.path).name}"
        self.export(wanted.path, doing, Export(self.settings, (wanted,)))

    def export(self, path: str, doing: str, request: Request) -> None:
        """Have the engine write a file."""
        self._export_path, self.fault = path, None
        self.busy, self.fraction = doing, 0.0
        self._bridge.send(request)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the work in progress; what was there before stays."""
        self._bridge.cancel()

    def dismiss(self) -> None:
        """Forget the last problem and the last report."""
        self.show(fault=None, report="")

    def tell_fault(self, report: str) -> None:
        """Have a fault of the program shown."""
        self.show(report=report)

    def tell_problem(self, problem: Problem) -> None:
        """Have a problem shown that is not part of the analysis."""
        self.show(fault=problem)

    def close(self) -> None:
        """End the engine."""
        self._bridge.close()

    def _hear(self, message: Message) -> None:
        """Take in what the engine says of the newest request."""
        if isinstance(message, Progressed):
            self.busy, self.fraction = message.label, message.fraction
        else:
            doing, self.busy = self.busy, ""
            self._conclude(message, doing)
            self._export_path = ""
        self.changed.emit()

    def _conclude(self, message: Message, doing: str) -> None:
        match message:
            case Finished(_, Analysis() as analysis):
                self._show_analysis(analysis)
            case Finished(_, Exported(analysis, _, files, _)):
                self._show_analysis(analysis)
                self.notice = saved_words(self._export_path, files)
                self.written.emit()
            case Failed(_, text, hint):
                self.fault = Problem("export" if self.exporting else "", text, hint)
            case Stopped():
                self.notice = "Stopped. Showing the earlier results."
            case Broke(_, report):
                self.report = report
            case Died():
                self.fault = Problem("", death_message(doing), FATAL_HINT)

    def _show_analysis(self, analysis: Analysis) -> None:
        if not same_customers(self.analysis, analysis):
            self.selection, self.looking = None, self.looking.with_others()
        self.looking, self.behind = self.looking.told_anew(self.analysis, analysis), False
        self.analysis = analysis
        self.recipes.remember(analysis)
        known = analysis.segments.segments if analysis.segments else ()
        if self.segment not in {segment.code for segment in known}:
            self.segment = None
