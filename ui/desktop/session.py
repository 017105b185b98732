"""The one object of the window that has state."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shiboken6
from PySide6.QtCore import QObject, QSettings, Signal

from core.answers import Analysis, Problem
from core.history import History
from core.requests import (
    Analyse,
    Broke,
    ChangesFound,
    Died,
    Exported,
    Failed,
    Finished,
    Found,
    Looked,
    Lookup,
    Message,
    Progressed,
    Request,
    Stopped,
)
from core.requests import Export as ExportRequest
from core.settings import Settings, Source
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.recent_files import SEPARATOR, recent_files, remember_files
from ui.desktop.recipe_store import RecipeStore
from ui.desktop.selection import Selection, same_customers
from ui.engine_client import FATAL_HINT, death_message
from ui.starting import default_settings, sample_sources

VIEW_KEPT = ("theme", "zoom")
"""What of the view is remembered from one start of the program to the next."""


class Session(QObject):
    """What the user has chosen, what the engine has answered, and what is being looked at.

    Attributes
    ----------
    analysis
        The engine's last answer; it stays while a newer one is worked out.
    busy, fraction
        What is being done, "" if nothing, and the share done, 0 to 1.
    page, source, segment
        The page shown, the source shown on the Data page, and the selected segment's code.
    editing, scenario, changes
        Key of the action shown in the catalogue, "" while it is closed; place of the plan shown,
        0 for the one in force; what was changed in an exported plan and may be taken, or None.
    column, row
        The column and the row of that source that are looked at; "" and 0 for none.
    selection
        The customers picked; None if none are. It ends when the customers change.
    theme, zoom
        ``"system"``, ``"light"`` or ``"dark"``; 1.0 is the normal size.
    recipes
        How files were read before.
    notice
        What is worth saying in the status bar.
    fault
        A problem of the last request that is not part of the analysis.
    report
        The report of a fault of the program; "" if there is none.
    """

    changed = Signal()

    def __init__(self, bridge: EngineBridge, kept: QSettings) -> None:
        super().__init__()
        self._bridge = bridge
        self._kept = kept
        self._history = History(default_settings())
        self._doing = ""
        self.analysis = Analysis(self.settings)
        self.busy = ""
        self.fraction = 0.0
        self.page = "data"
        self.source = 0
        self.column, self.row = "", 0
        self.segment: int | None = None
        self.editing, self.scenario = "", 0
        self.changes: ChangesFound | None = None
        self.selection: Selection | None = None
        self.theme = str(kept.value("theme", "system"))
        self.zoom = float(str(kept.value("zoom", 1.0)))
        self.recipes = RecipeStore(kept)
        self.notice = ""
        self.fault: Problem | None = None
        self.report = ""
        self._export_path = ""
        self._asked: dict[int, tuple[Callable[[Found], None], QObject]] = {}
        self._tell: Callable[[Any], None] = lambda _answer: None
        bridge.received.connect(self._hear)
        bridge.looked.connect(self._tell_found)

    @property
    def settings(self) -> Settings:
        """What the user has chosen."""
        return self._history.present

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
        return self._history.past[-1].name if self._history.past else ""

    @property
    def redo_name(self) -> str:
        """Name of the change that redo would make again; "" if there is none."""
        return self._history.future[-1].name if self._history.future else ""

    @property
    def recent(self) -> tuple[str, ...]:
        """Sets of files opened before, newest first, paths joined by ``SEPARATOR``."""
        return recent_files(self._kept)

    def edit(self, name: str, settings: Settings) -> None:
        """Make a change that can be undone, and have the engine work it out."""
        if settings == self.settings:
            return
        self._history = self._history.changed(name, settings)
        self.notice = ""
        self.rerun()

    def undo(self) -> None:
        """Take the last change back."""
        self._travel(f"Undid: {self.undo_name}", self._history.undone())

    def redo(self) -> None:
        """Make the change again that was undone last."""
        self._travel(f"Redid: {self.redo_name}", self._history.redone())

    def rerun(self) -> None:
        """Have the engine work out the settings as they are."""
        if self.exporting:
            self.notice = f"{Path(self._export_path).name} was not saved: something was changed."
        self._export_path = ""
        self.fault = None
        self.busy, self.fraction = "Starting", 0.0
        self._bridge.send(Analyse(self.settings))
        self.changed.emit()

    def show(self, **view: Any) -> None:
        """Look at something else: ``page``, ``source``, ``segment``, ``theme`` and so on."""
        if view.get("source", self.source) != self.source:
            self.column, self.row = "", 0
        for name, value in view.items():
            setattr(self, name, value)
            if name in VIEW_KEPT:
                self._kept.setValue(name, value)
        self.changed.emit()

    def select(self, label: str, members: npt.NDArray[np.bool_] | None) -> None:
        """Pick customers on every page; None or nobody picks nobody."""
        picked = members is not None and bool(members.any())
        self.selection = Selection(label, members) if picked and members is not None else None
        self.changed.emit()

    def look_up(
        self, lookup: Lookup, tell: Callable[[Found], None], owner: QObject | None = None
    ) -> None:
        """Ask the engine about an analysis, beside other work.

        ``tell`` is called with the answer, later, in the window's thread; never if the
        analysis is not kept any more, or if the ``owner`` for whom it is asked is gone by then.
        """
        self._asked[self._bridge.look_up(lookup)] = tell, owner or self

    def ask(self, doing: str, request: Request, tell: Callable[[Any], None]) -> None:
        """Have the engine do something for which no method is here; ``tell`` gets its answer."""
        self.fault, self._tell = None, tell
        self.busy, self.fraction = doing, 0.0
        self._bridge.send(request)
        self.changed.emit()

    def open_files(self, paths: Sequence[str], *, remember: bool = True) -> None:
        """Add files to the sources; one that is there already is not added twice."""
        known = {source.path for source in self.settings.sources}
        absolute = dict.fromkeys(str(Path(path).absolute()) for path in paths)
        added = tuple(Source(path) for path in absolute if path not in known)
        if not added:
            self.notice = "These files are open already."
            self.changed.emit()
            return
        if remember:
            remember_files(self._kept, tuple(source.path for source in added))
        self.source = len(self.settings.sources)
        names = ", ".join(Path(source.path).name for source in added)
        if self.settings.sources == sample_sources():
            self._replace_sources(f"opening {names}", added)  # the sample is to try things out
            return
        sources = (*self.settings.sources, *added)
        self.edit(f"adding {names}", replace(self.settings, sources=sources))

    def open_recent(self, entry: str) -> None:
        """Open a set of recent files instead of those that are open."""
        sources = tuple(Source(path) for path in entry.split(SEPARATOR))
        self._replace_sources("opening recent files", sources)

    def open_sample(self) -> None:
        """Open the sample company instead of the files that are open."""
        self._replace_sources("opening the sample company", sample_sources())

    def close_files(self) -> None:
        """Start afresh, with no sources."""
        self._replace_sources("closing the files", ())

    def remove_source(self, index: int) -> None:
        """Leave out one source."""
        sources = self.settings.sources
        name = Path(sources[index].path).name
        left = sources[:index] + sources[index + 1 :]
        self.source = max(min(self.source, len(left) - 1), 0)
        self.edit(f"removing {name}", replace(self.settings, sources=left))

    def export_plan(self, path: str) -> None:
        """Write the plan as a workbook."""
        self._export_path = path
        self.fault = None
        self.busy, self.fraction = "Writing the workbook", 0.0
        self._bridge.send(ExportRequest(self.settings, plan_path=path))
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the work in progress; what was there before stays."""
        self._bridge.cancel()

    def dismiss(self) -> None:
        """Forget the last problem and the last report."""
        self.fault, self.report = None, ""
        self.changed.emit()

    def tell_fault(self, report: str) -> None:
        """Have a fault of the program shown."""
        self.report = report
        self.changed.emit()

    def close(self) -> None:
        """End the engine."""
        self._bridge.close()

    def _replace_sources(self, name: str, sources: tuple[Source, ...]) -> None:
        self.source, self.segment = 0, None
        self.edit(name, replace(self.settings, sources=sources, axes=()))

    def _travel(self, notice: str, history: History[Settings]) -> None:
        if history is self._history:
            return
        self._history = history
        self.notice = notice
        self.rerun()

    def _tell_found(self, message: Looked) -> None:
        tell, owner = self._asked.pop(message.number, (None, self))
        if message.report:
            self.tell_fault(message.report)
        elif message.problem is not None:
            self.fault = message.problem
            self.changed.emit()
        elif tell is not None and message.found is not None and shiboken6.isValid(owner):
            tell(message.found)

    def _hear(self, message: Message) -> None:
        """Take in what the engine says of the newest request."""
        if isinstance(message, Progressed):
            self.busy, self.fraction = message.label, message.fraction
            self.changed.emit()
            return
        doing, self.busy = self.busy, ""
        self._conclude(message, doing)
        self._export_path = ""
        self.changed.emit()

    def _conclude(self, message: Message, doing: str) -> None:
        match message:
            case Finished(_, Analysis() as analysis):
                self._show_analysis(analysis)
            case Finished(_, Exported(analysis)):
                self._show_analysis(analysis)
                self.notice = f"Saved {Path(self._export_path).name}"
            case Finished(_, answer):
                self._tell(answer)
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
            self.selection = None
        self.analysis = analysis
        self.recipes.remember(analysis)
        known = analysis.segments.segments if analysis.segments else ()
        if self.segment not in {segment.code for segment in known}:
            self.segment = None
