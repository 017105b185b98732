"""Writes the scoring of an analysis, and the step that leads to it, as queries."""

from collections.abc import Callable
from pathlib import Path

from core.actions.eligibility import Customers
from core.output.scoring.script import (
    order_columns,
    orders_script,
    scoring_script,
    write_script,
)
from core.output.writing import check_target
from core.pipeline import Outcome
from core.progress import Progress
from core.scoring_request import SaveOrdersQuery, SaveScoring
from core.settings import Settings
from core.tables.sources import Column


def save_scoring(
    request: SaveScoring, run: Callable[[Settings, Progress], Outcome], progress: Progress
) -> Outcome:
    """Do an analysis, write its scoring, and give the analysis back.

    Raises
    ------
    UserError
        If the analysis met a problem, or the file cannot be written.
    """
    path = Path(request.path)
    check_target(path)
    outcome = run(request.settings, progress)
    if outcome.problem is not None:
        raise outcome.problem
    found = outcome.results
    customers = Customers(found["customers"], found["scored"], found["segments"])
    tables = found["value"], found["weighed"]
    text = scoring_script(customers, *tables, request.dialect, request.table)
    progress.begin("Writing the query", 0.0, 1.0)
    write_script(path, text)
    return outcome


def save_orders_query(request: SaveOrdersQuery, columns: tuple[Column, ...]) -> None:
    """Write the step from orders to customers.

    Raises
    ------
    UserError
        If a column that it takes is missing, or the file cannot be written.
    """
    found = order_columns(columns)
    write_script(
        Path(request.path), orders_script(found, request.last, request.dialect, request.table)
    )
