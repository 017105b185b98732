"""What files are made from, and what everything that writes a kind of file has in common."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.customers.columns import ARM
from core.customers.order import Places
from core.customers.roster import Roster
from core.export_kinds import ExportPreviewed, FileWanted, FileWritten
from core.output.contents import PlanContents
from core.progress import Progress
from core.tables.actions import Arm
from core.tables.plan import Takes
from core.tables.sources import SourceTable


def _nothing() -> None:
    """Know of no objectives."""


@dataclass(frozen=True, eq=False)
class Material:
    """What files are made from.

    Attributes
    ----------
    roster
        The customers as a list.
    contents
        Gives the whole analysis.

        Raises `UserError` if it does not get as far as a plan.
    sources
        The sources that were read.
    takes
        Gives what it would take to reach the objectives; None without any.
    """

    roster: Roster
    contents: Callable[[], PlanContents]
    sources: tuple[SourceTable, ...] = ()
    takes: Callable[[], Takes | None] = _nothing


Writer = Callable[[Material, FileWanted, Progress], FileWritten]
Teller = Callable[[Material, FileWanted], ExportPreviewed]


@dataclass(frozen=True)
class KindWriter:
    """How a kind of file is written, and what is told of it beforehand."""

    write: Writer
    preview: Teller


def about_all(material: Material, path: object) -> FileWritten:
    """Return what is told of a file that names everybody."""
    roster = material.roster
    return FileWritten(
        str(path), roster.size, held_out(roster, np.arange(roster.size, dtype=np.int32))
    )


def summed_up(material: Material, path: object) -> FileWritten:
    """Return what is told of a file about everybody in which nobody is named."""
    return FileWritten(str(path), material.roster.size)


def preview_of_parts(
    wanted: FileWanted,
    told: FileWritten,
    titles: tuple[str, ...] = (),
    parts: tuple[tuple[str, ...], ...] = (),
) -> ExportPreviewed:
    """Return what a file about everybody would hold, part by part if those are known."""
    return ExportPreviewed(wanted, told.customers, told.held_out, titles, parts)


def held_out(roster: Roster, rows: Places) -> int:
    """Return how many of some customers are held out."""
    if ARM not in roster.columns:
        return 0
    return int(np.count_nonzero(roster.cells(ARM)[rows] == Arm.HOLD_OUT))
