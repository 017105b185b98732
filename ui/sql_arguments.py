"""The words of the command line about queries for databases."""

import argparse
from collections.abc import Callable
from typing import Any

from core.export_kinds import Database
from core.output.scoring.databases import DIALECTS
from ui.outputs import STANDARD_OUTPUT


def add_sql(commands: Any, add_settings: Callable[[Any], None]) -> None:
    """Add the command that writes the scoring as a query.

    Parameters
    ----------
    commands
        What commands are added to.
    add_settings
        Adds the options of an analysis.
    """
    parser = commands.add_parser(
        "sql",
        help="write the scoring as a query for a database",
        description="Segment, value tier and next best action of every customer as one query. "
        "With --orders the step before: FILE is an extract of the orders, whose columns tell how "
        "all of them are added up to one row for each customer.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, book.xlsx#Sheet, or one project"
    )
    parser.add_argument("--dialect", choices=tuple(DIALECTS), required=True, help="the database")
    parser.add_argument(
        "--table",
        metavar="NAME",
        help="table that the query reads, as the database lists it, such as crm.customers",
    )
    parser.add_argument("--orders", action="store_true", help="add orders up to customers instead")
    parser.add_argument(
        "--out",
        default=STANDARD_OUTPUT,
        metavar="OUT.sql",
        help="where it goes; “-” for the screen",
    )
    add_settings(parser)


def database(options: argparse.Namespace) -> Database:
    """Return what the query is written for."""
    return Database(options.dialect, options.table or "", last=options.as_of or "")
