"""Writes what a database is to do: the scoring, and the step from orders to customers."""

from dataclasses import replace
from pathlib import Path

from core.actions.eligibility import Customers
from core.errors import UserError
from core.export_kinds import Database, ExportPreviewed, FileWanted, FileWritten
from core.output.handing import hand_over_bytes
from core.output.material import KindWriter, Material, summed_up
from core.output.scoring.order_columns import order_columns
from core.output.scoring.script import Script, orders_script, scoring_script
from core.progress import Progress
from core.tables.sources import Column


def _scoring(material: Material, wanted: FileWanted) -> Script:
    contents, asked = material.contents(), wanted.database
    customers = Customers(contents.customers, contents.scored, contents.segments)
    tables = contents.value, contents.weighing
    return scoring_script(customers, *tables, asked.dialect, asked.table)


def _orders(material: Material, wanted: FileWanted) -> Script:
    asked = wanted.database
    if not 0 <= asked.source < len(material.sources):
        raise UserError("There is no file with orders.", "Add an extract of the orders first.")
    return _script_of(material.sources[asked.source].columns, asked)


def _script_of(columns: tuple[Column, ...], asked: Database) -> Script:
    return orders_script(order_columns(columns), asked.last, asked.dialect, asked.table)


def write_orders_query(path: Path, columns: tuple[Column, ...], asked: Database) -> Path:
    """Write the step from orders to customers, and return where it is.

    Parameters
    ----------
    path
        Where it goes.
    columns
        Those of an extract of the orders.
    asked
        What it is written for.

    Raises
    ------
    UserError
        If a column that it takes is missing, or the file cannot be written.
    """
    script = _script_of(columns, asked)
    return hand_over_bytes(path, script.text.encode)


def _write_scoring(material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    script = _scoring(material, wanted)
    place = hand_over_bytes(Path(wanted.path), script.text.encode)
    return replace(summed_up(material, place), notes=script.doubts)


def _write_orders(material: Material, wanted: FileWanted, _progress: Progress) -> FileWritten:
    place = hand_over_bytes(Path(wanted.path), _orders(material, wanted).text.encode)
    return FileWritten(str(place))


def _preview_scoring(material: Material, wanted: FileWanted) -> ExportPreviewed:
    script = _scoring(material, wanted)
    return ExportPreviewed(wanted, material.roster.size, notes=(*script.told, *script.doubts))


def _preview_orders(material: Material, wanted: FileWanted) -> ExportPreviewed:
    return ExportPreviewed(wanted, notes=_orders(material, wanted).told)


SCORING_QUERY = KindWriter(_write_scoring, _preview_scoring)
ORDERS_QUERY = KindWriter(_write_orders, _preview_orders)
