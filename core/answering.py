"""Answers requests with what the pipeline finds, and keeps what may be asked for again."""

from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from core.answers import Analysis, SourceView
from core.errors import UserError
from core.intake.reading import read
from core.intake.writing import accepted_rows_csv, raw_rows_csv
from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.inspection import inspection_json
from core.output.lists import customers_csv
from core.output.workbook import write_plan
from core.output.writing import check_target, keep_apart, written_aside
from core.pipeline import Digests, Key, Outcome, run
from core.progress import Progress
from core.requests import (
    Analyse,
    Answer,
    Export,
    Exported,
    Found,
    Inspect,
    Inspected,
    Lookup,
    MembersFound,
    Request,
    RowsShown,
    SourceRows,
    WithActivity,
    WorthRows,
    WorthShown,
)
from core.settings import Kind, Settings
from core.steps import source_names, sources_of
from core.value.evidence.bought import Bought, by_kind
from core.value.evidence.contacts import contacts_of
from core.value.evidence.service import customers_with
from core.value.worth import customers_worth
from core.version import VERSION
from core.views import Arrays, analysis_view, source_view

RUNS_KEPT = 3
"""How many runs' results are kept, so that undo and redo are answered at once."""

MOST_ROWS = 1_000
"""Rows that one lookup may ask for."""


class Answerer:
    """Answers requests.

    Parameters
    ----------
    scratch
        Private folder for the arrays that are too large for a message.
    """

    def __init__(self, scratch: str) -> None:
        self._arrays = Arrays(Path(scratch))
        self._runs: tuple[dict[Key, Any], ...] = ()
        self._digests = Digests()
        self._numbers = count(1)
        self._shown: dict[int, Outcome] = {}

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
            case Inspect():
                return _inspect(request, progress)

    def _run(self, settings: Settings, progress: Progress) -> Outcome:
        known = {key: result for kept in self._runs for key, result in kept.items()}
        outcome = run(settings, known, progress, self._digests)
        found = {outcome.keys[name]: result for name, result in outcome.results.items()}
        self._runs = (*self._runs, found)[-RUNS_KEPT:]
        return outcome

    def _view(self, outcome: Outcome) -> Analysis:
        serial = next(self._numbers)
        # A new dictionary each time: lookups on another thread read the one they have.
        kept = {**self._shown, serial: outcome}
        self._shown = dict(list(kept.items())[-RUNS_KEPT:])
        return replace(analysis_view(outcome, self._arrays), serial=serial)

    def look(self, lookup: Lookup) -> Found | None:
        """Look something up in an analysis made before; may be called from any thread.

        Returns
        -------
        Found or None
            None if the analysis is not kept any more.
        """
        outcome = self._shown.get(lookup.analysis)
        if outcome is None:
            return None
        match lookup:
            case SourceRows():
                return _source_rows(outcome, lookup)
            case WorthRows():
                return _worth_rows(outcome, lookup)
            case WithActivity():
                return _members_with(outcome, lookup)

    def _export(self, request: Export, progress: Progress) -> Exported:
        outputs = request.plan_path, request.customers_path
        keep_apart(outputs, [source.path for source in request.settings.sources])
        for output in filter(None, outputs):
            check_target(Path(output))  # before the work rather than after it
        outcome = self._run(request.settings, progress)
        if outcome.problem is not None:
            raise outcome.problem
        contents = plan_contents(outcome)
        if request.plan_path:
            progress.begin("Writing the workbook", 0.0, 1.0)
            write_plan(Path(request.plan_path), contents, progress)
        if request.customers_path:
            write = partial(customers_csv, contents=contents)
            written_aside(Path(request.customers_path), write)
        text = analysis_json(contents) if request.with_json else ""
        return Exported(self._view(outcome), text)


def plan_contents(outcome: Outcome) -> PlanContents:
    """Return everything that an analysis has found, in the form in which it is written down."""
    results = outcome.results
    return PlanContents(
        settings=outcome.settings,
        sources=sources_of(results, outcome.settings),
        customers=results["customers"],
        scored=results["scored"],
        segments=results["segments"],
        actions=results["actions"],
        plan=results["plan"],
        planned=results["planned"],
        version=VERSION,
        value=results["value"],
    )


def _source_rows(outcome: Outcome, lookup: SourceRows) -> RowsShown | None:
    table = outcome.results.get(source_names(outcome.settings)[lookup.source])
    if table is None:
        return None
    rows = table.raw.fetch(lookup.first, min(lookup.count, MOST_ROWS))
    return RowsShown(
        places=tuple(place for place, _ in rows),
        cells=tuple(cells for _, cells in rows),
        total=table.raw.total,
    )


def _worth_rows(outcome: Outcome, lookup: WorthRows) -> WorthShown | None:
    results = outcome.results
    if "value" not in results:
        return None
    rows = customers_worth(
        results["joined"],
        results["bought"],
        results["lifetime"],
        results["value"],
        outcome.settings,
        (lookup.first, min(lookup.last, lookup.first + MOST_ROWS)),
    )
    return WorthShown(rows)


def _members_with(outcome: Outcome, lookup: WithActivity) -> MembersFound | None:
    results = outcome.results
    if "bought" not in results:
        return None
    found: Bought = results["bought"]
    contacts = contacts_of(by_kind(results["joined"])[Kind.CONTACTS])
    span = found.calendar.span
    return MembersFound(customers_with(contacts, lookup.activity, found.size, span))


def _inspect(request: Inspect, progress: Progress) -> Inspected:
    keep_apart((request.rows_path, request.raw_path), [request.source.path])
    progress.begin("Reading", 0.0, 1.0)
    table = read(request.source, progress)
    if not table.receipt.balances:
        message = f"{table.name}: the rows read do not add up to the rows in the file."
        raise UserError(message, "Report this file to the makers of the program.")
    for path, lines in (
        (request.rows_path, accepted_rows_csv),
        (request.raw_path, raw_rows_csv),
    ):
        if path:
            written_aside(Path(path), partial(_write_lines, lines(table)))
    view: SourceView = source_view(table)
    return Inspected(view, inspection_json(table, VERSION))


def _write_lines(lines: Any, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
