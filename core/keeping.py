"""Does the chores: projects with the results of the analyses, and workbooks that come back."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from core.chores import (
    CatalogueRead,
    CatalogueWritten,
    ChangedByOthers,
    ChangesFound,
    CloseProject,
    CustomerForgotten,
    ForgetCustomer,
    Held,
    HoldAnalysis,
    OpenProject,
    PasswordNeeded,
    ProjectChore,
    ProjectOpened,
    ProjectResult,
    ProjectSaved,
    ReadBack,
    ReadCatalogue,
    Result,
    SaveProject,
    SaveSettings,
    WorkbookChore,
    WorkbookResult,
    WriteCatalogue,
)
from core.document import with_sources
from core.errors import UserError
from core.output.catalogue_book import read_catalogue_book, write_catalogue
from core.output.reading_back import changes_in
from core.output.writing import written_aside
from core.pipeline import Outcome
from core.project.encryption import WrongPasswordError, is_sealed
from core.project.erasing import Erased, erase
from core.project.forgetting import forget
from core.project.saving import (
    ChangedByOthersError,
    Place,
    identity_of,
    open_project,
    save_project,
    tidy,
)
from core.project.store import Store
from core.project.upgrades import FORMAT
from core.settings_text import settings_text
from core.steps import own_results


class Keeper:
    """Does chores, one at a time.

    Parameters
    ----------
    store
        The project that is open.
    outcome_of
        From the number of an analysis to the analysis; None if it is not kept any more.
    """

    def __init__(self, store: Store, outcome_of: Callable[[int], Outcome | None]) -> None:
        self._store = store
        self._outcome_of = outcome_of

    def do(self, chore: ProjectChore | WorkbookChore) -> Result:
        """Do a chore.

        Raises
        ------
        UserError
            If it cannot be done for a reason that the user can do something about.
        """
        if isinstance(chore, WorkbookChore):
            return _with_workbook(chore)
        try:
            return self._do(chore)
        except OSError as error:
            reason = error.strerror or "the disk gives no reason"
            raise UserError(
                f"The disk with the temporary files does not do its work: {reason}.",
                "Make room on it, and try again. Nothing that was saved before is changed.",
            ) from error

    def _do(self, chore: ProjectChore) -> ProjectResult:
        match chore:
            case OpenProject():
                return self._open(chore)
            case SaveProject():
                return self._save(chore)
            case HoldAnalysis(serial):
                self._hold(serial)
            case CloseProject():
                self._store.close()
            case ForgetCustomer():
                return self._forget(chore)
            case SaveSettings(path, settings):
                write = partial(_write_text, text=settings_text(settings))
                written_aside(Path(path), write)
        return Held()

    def _open(self, chore: OpenProject) -> ProjectOpened | PasswordNeeded:
        path = Path(chore.path)
        tidy(path)
        if path.is_file() and not chore.password and is_sealed(path):
            return PasswordNeeded(chore.path, wrong=False)
        seen = identity_of(path)
        try:
            contents = open_project(path, chore.password, self._store.pool)
        except WrongPasswordError:
            return PasswordNeeded(chore.path, wrong=True)
        try:
            work = self._store.take(contents)
        except UserError as error:
            raise UserError(
                f"‘{path.name}’ holds something that this version of Nonagon does not know.",
                f"Open it with Nonagon {contents.program[:20]}, or an earlier version of it: "
                "File > Versions.",
            ) from error
        older = contents.written_as < FORMAT
        return ProjectOpened(chore.path, work, contents.project, seen, contents.program, older)

    def _save(self, chore: SaveProject) -> ProjectSaved | ChangedByOthers:
        self._hold(chore.serial)
        place = Place(
            path=Path(chore.path),
            password=chore.password,
            expected=chore.expected,
            versions=Path(chore.versions) if chore.versions else None,
            now=datetime.fromtimestamp(chore.now, UTC),
        )
        contents = self._store.contents(chore.work, chore.project)
        try:
            saved = save_project(contents, self._store.pool, place)
        except ChangedByOthersError as error:
            return ChangedByOthers(chore.path, error.message, error.hint)
        return ProjectSaved(chore.path, saved, with_sources(chore.work, self._store.pinned))

    def _forget(self, chore: ForgetCustomer) -> CustomerForgotten | ChangedByOthers:
        """Forget in the open project first, then in its file, then in every copy of it."""
        self._hold(chore.saving.serial)
        found = self._store.contents(chore.saving.work, chore.saving.project)
        gone = forget(found, chore.customer, self._store.pool)
        work = self._store.take(gone.contents)
        self._store.purge()
        identity = ""
        if chore.saving.path:
            saved = self._save(replace(chore.saving, work=work, serial=0, versions=""))
            if isinstance(saved, ChangedByOthers):
                return saved
            identity = saved.identity
        versions = Path(chore.saving.versions or os.devnull).glob("*")
        recovery = Path(chore.recovery or os.devnull).glob("*/*.nonagon")
        who = chore.saving.password, chore.customer, found.project, self._store.pool
        done = [
            *(erase(copy, *who, ours=True) for copy in versions),
            *(erase(copy, *who, ours=False) for copy in recovery),
        ]
        self._store.purge()
        files = (done.count(one) for one in (Erased.CLEANED, Erased.REMOVED, Erased.CLOSED))
        return CustomerForgotten(work, identity, gone.rows, *files)

    def _hold(self, serial: int) -> None:
        outcome = self._outcome_of(serial)
        if outcome is not None:
            own = own_results(outcome.results)
            self._store.hold(replace(outcome.settings, previous=None), own)


def _with_workbook(chore: WorkbookChore) -> WorkbookResult:
    path = Path(chore.path)
    match chore:
        case ReadCatalogue():
            return CatalogueRead(path.stem, read_catalogue_book(path))
        case WriteCatalogue():
            write_catalogue(path, chore.actions)
            return CatalogueWritten(chore.path)
        case ReadBack():
            return ChangesFound(path.name, changes_in(path, chore.settings))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
