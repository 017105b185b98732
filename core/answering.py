"""Answers requests with what the pipeline finds, and keeps what may be asked for again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from core.answers import Analysis
from core.arrays import Arrays
from core.chores import Chore, CustomerForgotten, Held, Result, Unlock
from core.errors import UserError
from core.export_kinds import ORDERS, FileWritten, kind_of
from core.intake.access import NO_PASSWORDS, Access
from core.intake.head import read_head
from core.intake.reading import read
from core.intake.writing import accepted_rows_csv, raw_rows_csv
from core.keeping import Keeper
from core.lookups import Lookups
from core.memory import keeping_freed
from core.output.contract import analysis_json
from core.output.inspection import inspection_json
from core.output.results_contract import experiment_json, results_json
from core.output.scoring.writing import write_orders_query
from core.output.writers import write_file
from core.output.writing import check_target, keep_apart, written_aside
from core.pipeline import Digests, Key, Outcome, keys, run
from core.progress import Progress
from core.project.comparison import compare
from core.project.store import Store
from core.requests import (
    Analyse,
    Answer,
    Export,
    Exported,
    FirstRows,
    Found,
    Inspect,
    Inspected,
    Lookup,
    Measure,
    Measured,
    PeriodsBeside,
    Request,
    SaveOrdersQuery,
)
from core.results.experiment import measure_experiment
from core.settings import Experiment, Language, Settings
from core.steps import earlier_segments
from core.tables.compared import Compared
from core.tables.periods import ResultTable
from core.version import VERSION
from core.views import analysis_view, source_view

RUNS_KEPT = 3
"""How many runs' results are kept, so that undo and redo are answered at once."""


class Known(Mapping[Key, Any]):
    """Results by their key: those of the last runs, newest first, then those of the project.

    Parameters
    ----------
    runs
        Results of each run by their key, oldest first.
    store
        The project that is open.
    """

    def __init__(self, runs: Sequence[Mapping[Key, Any]], store: Mapping[Key, Any]) -> None:
        self._kept = (*reversed(runs), store)

    def __getitem__(self, key: Key) -> Any:
        """Return a result."""
        for results in self._kept:
            found = results.get(key)
            if found is not None:
                return found
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a result, without making it."""
        return any(key in results for results in self._kept)

    def __iter__(self) -> Iterator[Key]:
        return iter(dict.fromkeys(key for results in self._kept for key in results))

    def __len__(self) -> int:
        return len(set().union(*self._kept))


class Answerer:
    """Answers requests.

    Parameters
    ----------
    scratch
        Private folder for the arrays that are too large for a message.
    """

    def __init__(self, scratch: str) -> None:
        self._scratch = Path(scratch)
        self._arrays = Arrays(self._scratch)
        self._store = Store(self._scratch / "project")
        self._keeper = Keeper(self._store, self.outcome)
        self._runs: tuple[dict[Key, Any], ...] = ()
        self._digests = Digests()
        self._access = NO_PASSWORDS
        self._numbers = count(1)
        self._shown: dict[int, Outcome] = {}
        self._lookups = Lookups()

    @keeping_freed()
    def answer(self, request: Request, progress: Progress) -> Answer:
        """Answer a request.

        Raises
        ------
        UserError
            If a file cannot be read or written. A problem inside an analysis is part of
            the answer instead, beside the tables that could be made.
        Cancelled
            If the progress says so.
        """
        match request:
            case Analyse(settings):
                return self._view(self._run(settings, progress))
            case Export():
                return self._export(request, progress)
            case SaveOrdersQuery(source, path, database):
                found = _inspect(Inspect(source), progress, self._access)
                place = write_orders_query(Path(path), found.view.columns, database)
                return replace(found, files=(FileWritten(str(place)),))
            case Inspect():
                return _inspect(request, progress, self._access)
            case Measure(experiment):
                return _measure(experiment, progress, self._access)

    def _run(self, settings: Settings, progress: Progress) -> Outcome:
        known = Known(self._runs, self._store)
        outcome = run(settings, known, progress, self._digests, self._access)
        found = {outcome.keys[name]: result for name, result in outcome.results.items()}
        self._runs = (*self._runs, found)[-RUNS_KEPT:]
        return outcome

    def _view(self, outcome: Outcome) -> Analysis:
        serial = next(self._numbers)
        # A new dictionary each time: lookups on another thread read the one they have.
        kept = {**self._shown, serial: outcome}
        self._shown = dict(list(kept.items())[-RUNS_KEPT:])
        return replace(analysis_view(outcome, self._arrays), serial=serial)

    def outcome(self, serial: int) -> Outcome | None:
        """Return an analysis by its number; None if it is not kept any more."""
        return self._shown.get(serial)

    def do(self, chore: Chore) -> Result:
        """Do a chore; may be called from any thread, but from one only.

        Raises
        ------
        UserError
            If it cannot be done for a reason that the user can do something about.
        """
        if isinstance(chore, Unlock):
            self._access = self._access.with_password(chore.path, chore.password)
            return Held()
        result = self._keeper.do(chore)
        if isinstance(result, CustomerForgotten):
            self._runs, self._shown, self._lookups = (), {}, Lookups()
            self._arrays.clear()
        return result

    def look(self, lookup: Lookup) -> Found | None:
        """Look something up, mostly in an analysis made before; may be called from any thread.

        Returns
        -------
        Found or None
            None if the analysis is not kept any more, or if there is nothing to tell.
        """
        if isinstance(lookup, PeriodsBeside):
            return self._compared(lookup)
        if isinstance(lookup, FirstRows):
            head = read_head(lookup.source, self._scratch)
            return source_view(head) if head is not None else None
        outcome = self._shown.get(lookup.analysis)
        return None if outcome is None else self._lookups.found(outcome, lookup)

    def _compared(self, lookup: PeriodsBeside) -> Compared | None:
        language = lookup.later.segmentation.names_language
        found = [self._of_period(one, language) for one in (lookup.earlier, lookup.later)]
        return compare(found[0], found[1]) if found[0] and found[1] else None

    def _of_period(self, settings: Settings, language: Language) -> dict[str, Any]:
        """Give the results to compare, named in a language or else in their own; {} for none."""
        known = Known(self._runs, self._store)
        sources = tuple(map(self._store.pinned, settings.sources))
        spoken = replace(settings.segmentation, names_language=language)
        for segmentation in (spoken, settings.segmentation):
            wanted = keys(replace(settings, sources=sources, segmentation=segmentation))
            found = {name: known.get(wanted[name]) for name in ("scored", "segments")}
            if all(result is not None for result in found.values()):
                return found
        return {}

    def _export(self, request: Export, progress: Progress) -> Exported:
        outputs = [wanted.path for wanted in request.files]
        templates = filter(None, (wanted.workbook for wanted in request.files))
        keep_apart(outputs, [*_files_read(request.settings), *templates])
        for output in outputs:
            check_target(Path(output))  # before the work rather than after it
        outcome = self._run(request.settings, progress)
        if outcome.problem is not None and not _lists_only(request):
            raise outcome.problem
        material = self._lookups.material_of(outcome)
        takes = material.takes() if request.with_takes else None  # before there are files
        written = [write_file(material, wanted, progress) for wanted in request.files]
        text = analysis_json(material.contents()) if request.with_json else ""
        told = _results_text(outcome)
        return Exported(self._view(outcome), text, tuple(written), told, takes)


def _lists_only(request: Export) -> bool:
    """Whether nothing is wanted but lists of customers and the like, which need no plan."""
    free = [kind_of(wanted.kind).chosen or wanted.kind == ORDERS for wanted in request.files]
    return bool(free) and all(free)


def _files_read(settings: Settings) -> list[str]:
    """Return the paths of all files that an analysis reads, those of the earlier period too."""
    before = [] if settings.previous is None else _files_read(settings.previous)
    return [*(source.path for source in (*settings.sources, *settings.earlier)), *before]


def _results_text(outcome: Outcome) -> str:
    found: ResultTable | None = outcome.results.get("results")
    if found is None:
        return ""
    return results_json(found, earlier_segments(outcome.results), VERSION)


def _measure(experiment: Experiment, progress: Progress, access: Access) -> Measured:
    progress.begin("Reading", 0.0, 0.5)
    table = read(experiment.source, progress, access)
    progress.begin("Measuring", 0.5, 1.0)
    found = measure_experiment(table, experiment, progress)
    return Measured(found, experiment_json(found, VERSION))


def _inspect(request: Inspect, progress: Progress, access: Access) -> Inspected:
    keep_apart((request.rows_path, request.raw_path), [request.source.path])
    progress.begin("Reading", 0.0, 1.0)
    table = read(request.source, progress, access)
    if not table.receipt.balances:
        message = f"{table.name}: the rows read do not add up to the rows in the file."
        raise UserError(message, "Report this file to the makers of the program.")
    written = (request.rows_path, accepted_rows_csv), (request.raw_path, raw_rows_csv)
    for path, lines in written:
        if path:
            written_aside(Path(path), partial(_write_lines, lines(table)))
    return Inspected(source_view(table), inspection_json(table, VERSION))


def _write_lines(lines: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
