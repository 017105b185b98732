"""What the File menu does: it asks what has to be asked, and has the project do the rest."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from core.chores import PasswordNeeded
from ui.desktop.overview import name_of
from ui.desktop.project_care import forget_customer, write_settings
from ui.desktop.projects import Copy, Projects
from ui.desktop.recent_files import SEPARATOR
from ui.desktop.recovery import ENDING
from ui.desktop.session import Session
from ui.desktop.versions_dialog import VersionsDialog
from ui.desktop.widgets.dialog import AskDialog, Way, ask, nothing

PROJECT_FILES = f"Nonagon projects (*{ENDING})"
TABLES = "*.xlsx *.xlsm *.xlsb *.xls *.ods *.csv *.tsv *.txt *.parquet *.zip"
FILES = (
    f"Projects and tables (*{ENDING} {TABLES});;{PROJECT_FILES};;Tables ({TABLES});;All files (*)"
)
SETTINGS_FILES = "Settings (*.json)"
SHORTEST_PASSWORD = 8


class FileActions(QObject):
    """The File menu of a window.

    Parameters
    ----------
    window
        In front of which dialogs appear.
    session, projects
        What is open.
    """

    def __init__(self, window: QWidget, session: Session, projects: Projects) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._projects = projects
        projects.password_wanted.connect(self._ask_password)
        projects.copy_wanted.connect(self.save_copy)

    # Opening and closing

    def guard(self, go_on: Callable[[], None]) -> None:
        """Go on once nothing would be lost: at once, or after having asked."""
        if not self._projects.dirty:
            go_on()
            return
        name = self._projects.name or name_of(self._session) or "your work"
        ask(
            self._window,
            f"Save the changes to ‘{name}’?",
            "What you have changed since the last save is lost otherwise.",
            Way("Save", partial(self.save, go_on), "primary"),
            Way("Do not save", go_on),
            Way("Cancel", nothing),
        )

    def new(self) -> None:
        """Begin afresh."""
        self.guard(self._projects.new)

    def open(self) -> None:
        """Let the user choose a project, or files to add."""
        paths, _ = QFileDialog.getOpenFileNames(self._window, "Open", "", FILES)
        self.open_paths(paths)

    def open_paths(self, paths: Sequence[str]) -> None:
        """Open a project if there is one among the files, or add the files."""
        found = [path for path in paths if path.lower().endswith(ENDING)]
        if found:
            self.guard(partial(self._projects.open, found[0]))
        elif paths:
            self._session.open_files(paths)

    def open_recent(self, entry: str) -> None:
        """Open what was opened before."""
        if entry.lower().endswith(ENDING):
            self.guard(partial(self._projects.open, entry))
        else:
            self.guard(partial(self._open_files_anew, entry))

    def _open_files_anew(self, entry: str) -> None:
        self._projects.new()
        self._session.open_files(entry.split(SEPARATOR))

    def quit(self) -> None:
        """Close the window, which asks if something would be lost."""
        self._window.close()

    def open_sample(self) -> None:
        """Open the sample company instead of what is open."""
        self.guard(self._open_sample)

    def _open_sample(self) -> None:
        self._projects.new()
        self._session.open_sample()

    # Saving

    def save(self, then: Callable[[], None] | None = None) -> None:
        """Save the project; where, is asked the first time."""
        if self._projects.path:
            self._projects.save(then=then)
        else:
            self.save_as(then)

    def save_as(self, then: Callable[[], None] | None = None) -> None:
        """Save the project under another name."""
        path = self._chosen("Save the project", PROJECT_FILES, ENDING)
        if path:
            self._projects.save(path, then)

    def save_copy(self) -> None:
        """Save a copy under another name, and go on with this one."""
        path = self._chosen("Save a copy", PROJECT_FILES, ENDING, " copy")
        if path:
            self._projects.save_copy(path)

    def save_settings(self) -> None:
        """Write the settings without data, to hand on."""
        path = self._chosen("Export the settings", SETTINGS_FILES, ".json", " settings")
        if path:
            write_settings(self._session, self._projects, path)

    def _chosen(self, title: str, kinds: str, ending: str, more: str = "") -> str:
        name = self._projects.name or Path(name_of(self._session)).stem or "Untitled"
        folder = Path(self._projects.path).parent if self._projects.path else Path()
        proposed = str(folder / f"{name}{more}{ending}")
        path, _ = QFileDialog.getSaveFileName(self._window, title, proposed, kinds)
        return path if not path or path.lower().endswith(ending) else f"{path}{ending}"

    # The rest

    def versions(self) -> None:
        """Show the earlier versions."""
        VersionsDialog(self._window, self._projects.versions(), self._open_version).open()

    def _open_version(self, place: int) -> None:
        version = self._projects.versions()[place]
        self.guard(partial(self._projects.open_version, version))

    def _ask_password(self, needed: PasswordNeeded, copy: Copy | None) -> None:
        name = copy.name if copy is not None else Path(needed.path).stem
        title = "That password does not open it" if needed.wrong else f"‘{name}’ is protected"
        dialog = AskDialog(self._window, title, "Enter its password.")
        field = dialog.add_field("Password", secret=True)
        dialog.show_ways(
            (
                Way(
                    "Open", lambda: self._projects.open(needed.path, field.text(), copy), "primary"
                ),
                Way("Cancel", nothing),
            ),
            lambda: "" if field.text() else "Enter the password.",
        )

    def set_password(self) -> None:
        """Let the user protect the project, or protect it no more."""
        protected = bool(self._projects.password)
        dialog = AskDialog(
            self._window,
            "Change the password" if protected else "Protect the project with a password",
            "Without the password nobody can open the project, you and the makers of the program "
            "included. There is no way to get it back. Earlier versions that can be read "
            "without it are removed.",
        )
        new = dialog.add_field("New password", secret=True)
        again = dialog.add_field("The same again", secret=True)
        ways = [Way("Protect", lambda: self._use_password(new.text()), "primary")]
        if protected:
            ways.append(Way("Remove the password", lambda: self._use_password("")))
        dialog.show_ways((*ways, Way("Cancel", nothing)), lambda: _wrong(new.text(), again.text()))

    def _use_password(self, password: str) -> None:
        self._projects.password = password
        self.save()

    def forget(self) -> None:
        """Let the user name a customer to forget."""
        dialog = AskDialog(
            self._window,
            "Forget a customer",
            "Every row that names this customer is removed from all periods of the project, its "
            "earlier versions and its recovery copy, and the project is saved. This cannot be "
            "undone. Your original files are not touched: if you import them again, the customer "
            "is back.",
        )
        field = dialog.add_field("Customer number, as it is shown")
        dialog.show_ways(
            (
                Way(
                    "Forget",
                    lambda: forget_customer(self._session, self._projects, field.text().strip()),
                    "primary",
                ),
                Way("Cancel", nothing),
            ),
            lambda: "" if field.text().strip() else "Enter the number of a customer.",
        )


def _wrong(new: str, again: str) -> str:
    """Tell what is wrong with a new password."""
    if len(new) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters; a few words are easy to remember."
    return "" if new == again else "The two are not the same."
