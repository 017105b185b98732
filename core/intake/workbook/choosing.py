"""Which sheets of a workbook are read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from core.errors import UserError
from core.intake.workbook.book import SheetName
from core.intake.workbook.places import listed, quoted
from core.intake.workbook.tables import SheetTable
from core.settings import ALIKE_SHEETS


@dataclass(frozen=True)
class Chosen:
    """The sheets that are read.

    Attributes
    ----------
    names
        Their names; more than one if they have the same columns.
    filled
        The names of all sheets with cells, in order.
    notes
        What is worth telling about the others.
    """

    names: tuple[str, ...]
    filled: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass
class Chooser:
    """Chooses among the sheets of a workbook.

    Parameters
    ----------
    book
        Name of the workbook.
    sheets
        Its worksheets, in order.
    peek
        Gives the table at the beginning of a sheet; None if the sheet has no cells.
    """

    book: str
    sheets: Sequence[SheetName]
    peek: Callable[[str], SheetTable | None]
    _peeked: dict[str, SheetTable | None] = field(default_factory=dict)

    def choose(self, wanted: str | None) -> Chosen:
        """Choose the sheets.

        Parameters
        ----------
        wanted
            Name of a sheet, `ALIKE_SHEETS`, or None to choose the first table with all alike.

        Raises
        ------
        UserError
            If there is no such sheet, or no sheet with cells.
        """
        for sheet in self.sheets:
            self._peeked[sheet.name] = self.peek(sheet.name)
        filled = tuple(name for name, table in self._peeked.items() if table is not None)
        if wanted not in {None, ALIKE_SHEETS}:
            return Chosen((self._named(str(wanted)),), filled)
        visible = [sheet.name for sheet in self.sheets if sheet.name in filled and not sheet.hidden]
        if not visible:
            raise UserError(
                f"{self.book} has no visible sheet with cells.",
                "Put the table on a sheet of the workbook, or unhide the sheet that has it.",
            )
        # A cover or a remark is no table: that has a second row and a second column.
        name = next(filter(self._is_table, visible), visible[0])
        names = (name, *(other for other in visible if self._is_alike(name, other)))
        return Chosen(names, filled, self._notes(names, filled, visible))

    def _named(self, wanted: str) -> str:
        names = {sheet.name.casefold(): sheet.name for sheet in self.sheets}
        found = names.get(wanted.casefold())
        if found is None:
            every = ", ".join(quoted([sheet.name for sheet in self.sheets]))
            raise UserError(
                f"{self.book} has no sheet ‘{wanted}’; its sheets are {every}.",
                "Choose another sheet on the Data page"
                f" (on the command line: {self.book}#{self.sheets[0].name})."
                if self.sheets
                else "Choose another workbook.",
            )
        if self._peeked[found] is None:
            raise UserError(f"Sheet ‘{found}’ of {self.book} is empty.", "Choose another sheet.")
        return found

    def _is_table(self, name: str) -> bool:
        table = self._peeked[name]
        return table is not None and len(table.columns) > 1 and table.end > max(table.first, 1)

    def _is_alike(self, name: str, other: str) -> bool:
        """Whether another sheet has exactly the column names of one."""
        first, second = self._peeked[name], self._peeked[other]
        if first is None or second is None or name == other or len(first.stated) < 2:  # noqa: PLR2004
            return False
        return all(first.stated) and first.is_like(second)

    def _notes(
        self, chosen: Sequence[str], filled: Sequence[str], visible: Sequence[str]
    ) -> tuple[str, ...]:
        shown = [name for name in visible if name not in chosen]
        hidden = [name for name in filled if name not in visible]
        notes = []
        if shown:
            read, left = (f"{listed(quoted(names))} {_are(names)}" for names in (chosen, shown))
            notes.append(f"{self.book}: of its sheets, {read} read and {left} not.")
        if hidden:
            notes.append(
                f"{self.book}: {listed(quoted(hidden))} {_are(hidden)} hidden and not read."
            )
        return tuple(notes)


def _are(names: Sequence[str]) -> str:
    return "are" if len(names) > 1 else "is"
