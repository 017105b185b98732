"""Projects on the command line: opened to be analysed again, and saved."""

import hashlib
from pathlib import Path

from core.answers import Analysis
from core.chores import OpenProject, PasswordNeeded, ProjectOpened, SaveProject
from core.document import Work, new_work
from core.errors import UserError
from core.settings import Settings
from ui.engine_client import EngineClient, perform
from ui.passwords import Passwords


def opened_project(engine: EngineClient, path: str, asker: Passwords) -> ProjectOpened | None:
    """Open a project in the engine; None if the path is "".

    Raises
    ------
    UserError
        If it cannot be opened, or is protected and nobody is there to give the password.
    """
    if not path:
        return None
    found = perform(engine, OpenProject(path))
    if isinstance(found, PasswordNeeded):
        found = perform(engine, OpenProject(path, asker.of(path)))
    if isinstance(found, PasswordNeeded):
        raise UserError(f"The password does not open {path}.", "Look at Caps Lock and try again.")
    assert isinstance(found, ProjectOpened)  # noqa: S101 - the engine's contract
    return found


def save_project(
    engine: EngineClient, path: str, analysis: Analysis, opened: ProjectOpened | None
) -> None:
    """Save an analysis as a project.

    A project that was opened goes on in the new file, with its earlier periods and its undo; its
    password stays with the file that it was opened from.

    Raises
    ------
    UserError
        If it cannot be saved.
    """
    work = _work(analysis.settings, opened)
    project = opened.project if opened is not None else _name_of(analysis.settings)
    chore = SaveProject(str(Path(path).absolute()), work, project, analysis.serial)
    perform(engine, chore)


def _work(settings: Settings, opened: ProjectOpened | None) -> Work:
    if opened is None:
        return new_work(settings)
    present = opened.work.present.with_settings(settings)
    return opened.work.changed("the command line", present)


def _name_of(settings: Settings) -> str:
    """Return a name that is the same for the same files, so that the same bytes are written."""
    digests = "".join(source.digest for source in settings.sources)
    return hashlib.sha256(digests.encode()).hexdigest()[:32]
