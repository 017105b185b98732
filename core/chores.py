"""What the engine does beside the analyses, and says back: projects, and workbooks that come back.

A chore is done on a thread of its own, one after the other. It supersedes nothing, nothing
supersedes it, and Cancel leaves it alone.
"""

from dataclasses import dataclass, field

from core.document import Work
from core.settings import Action, Settings
from core.tables.changes import Change


@dataclass(frozen=True)
class OpenProject:
    """Make a project the open one; answered by `ProjectOpened` or `PasswordNeeded`."""

    path: str
    password: str = ""


@dataclass(frozen=True)
class ProjectOpened:
    """A project that was opened.

    Attributes
    ----------
    path
        The file.
    work
        What was decided in it, with undo and redo.
    project
        Name that the project keeps through all its versions.
    identity
        What is different for every save of the file.
    program
        Version of the program that saved it.
    older
        Whether it was written in an older format.
    """

    path: str
    work: Work
    project: str
    identity: str
    program: str
    older: bool


@dataclass(frozen=True)
class PasswordNeeded:
    """A project is protected; ``wrong`` tells that the password given does not open it."""

    path: str
    wrong: bool


@dataclass(frozen=True)
class SaveProject:
    """Save the project; answered by `ProjectSaved` or `ChangedByOthers`.

    Attributes
    ----------
    path
        Where it goes.
    work
        What was decided, with undo and redo.
    project
        Name that the project keeps through all its versions.
    serial
        Number of the analysis whose results are saved with it; 0 for those it has.
    password
        What protects the file; "" for nothing.
    expected
        Identity of the file when it was opened or saved last; None to replace what is there.
    versions
        Folder for the version that is replaced; "" to keep none.
    now
        The time in seconds since 1970, for thinning the versions.
    """

    path: str
    work: Work
    project: str
    serial: int = 0
    password: str = ""
    expected: str | None = None
    versions: str = ""
    now: float = 0.0


@dataclass(frozen=True)
class ProjectSaved:
    """The project was saved; in ``work`` every source means the content that was imported."""

    path: str
    identity: str
    work: Work


@dataclass(frozen=True)
class ChangedByOthers:
    """The project was not saved, because someone else has saved it since."""

    path: str
    message: str
    hint: str


@dataclass(frozen=True)
class HoldAnalysis:
    """Keep the results of an analysis with the open project; answered by `Held`."""

    serial: int


@dataclass(frozen=True)
class CloseProject:
    """Forget the open project; answered by `Held`."""


@dataclass(frozen=True)
class Held:
    """Done, with nothing to tell."""


@dataclass(frozen=True)
class SaveSettings:
    """Write the settings for others, without any data; answered by `Held`."""

    path: str
    settings: Settings


@dataclass(frozen=True)
class ForgetCustomer:
    """Take a customer out of all that is kept of a project; answered by `CustomerForgotten`.

    Attributes
    ----------
    customer
        The customer's id, as it is shown.
    saving
        How the project is saved; its path is "" if it never was.
    recovery
        Folder in which the recovery copies of all windows lie.
    """

    customer: str
    saving: SaveProject
    recovery: str


@dataclass(frozen=True)
class CustomerForgotten:
    """A customer was forgotten.

    Attributes
    ----------
    work
        The history, without words that were theirs.
    identity
        Identity of the file that was saved; "" if there is none.
    rows
        Rows of the sources that went, of all periods.
    files
        Versions and recovery copies that were written anew.
    removed
        Those that were removed, because they could not be opened.
    left
        Recovery copies that another password or a newer program protects. They may be of other
        projects, and were left as they are.
    """

    work: Work
    identity: str
    rows: int
    files: int
    removed: int
    left: int = 0


@dataclass(frozen=True)
class ReadCatalogue:
    """Read a catalogue of actions from a workbook; answered by `CatalogueRead`."""

    path: str


@dataclass(frozen=True)
class CatalogueRead:
    """The actions of a catalogue, and the name of its file."""

    name: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class WriteCatalogue:
    """Write a catalogue of actions as a workbook; answered by `CatalogueWritten`."""

    path: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class CatalogueWritten:
    """Where a catalogue was written."""

    path: str


@dataclass(frozen=True)
class ReadBack:
    """Compare an exported workbook with the settings in force; answered by `ChangesFound`."""

    path: str
    settings: Settings


@dataclass(frozen=True)
class ChangesFound:
    """What has been changed in an exported workbook."""

    name: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Unlock:
    """Take note of the password of a file that is read; answered by `Held`.

    It is kept in the engine's memory and nowhere else. Whether it opens the file is told when
    that is read.
    """

    path: str
    password: str = field(repr=False)


ProjectChore = (
    OpenProject | SaveProject | HoldAnalysis | CloseProject | SaveSettings | ForgetCustomer
)
WorkbookChore = ReadCatalogue | WriteCatalogue | ReadBack
Chore = ProjectChore | WorkbookChore | Unlock

ProjectResult = (
    ProjectOpened | PasswordNeeded | ProjectSaved | ChangedByOthers | Held | CustomerForgotten
)
WorkbookResult = CatalogueRead | CatalogueWritten | ChangesFound
Result = ProjectResult | WorkbookResult


@dataclass(frozen=True)
class Do:
    """Do a chore; answered by `Done`."""

    number: int
    chore: Chore


@dataclass(frozen=True)
class Done:
    """The end of a chore.

    Attributes
    ----------
    result
        What came of it; None if it could not be done.
    message, hint
        Why not, if the user can do something about it.
    report
        The traceback, if it was a fault of the program.
    """

    number: int
    result: Result | None = None
    message: str = ""
    hint: str = ""
    report: str = ""
