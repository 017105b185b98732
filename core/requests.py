"""What the engine is asked, and what it says back; every one of them a frozen value."""

from dataclasses import dataclass

from core.answers import Analysis, Problem, SourceView
from core.chores import Done
from core.customer_lookups import CustomerFound, CustomerLookup
from core.export_kinds import Database, ExportPreview, ExportPreviewed, FileWanted, FileWritten
from core.plan_questions import PlanFound, PlanLookup
from core.segment_lookups import SegmentFound, SegmentLookup
from core.settings import Experiment, Settings, Source
from core.tables.compared import Compared
from core.tables.plan import Takes
from core.tables.results import ExperimentTable
from core.worth_questions import WorthFound, WorthLookup


@dataclass(frozen=True)
class Analyse:
    """Do the analysis; answered by an `Analysis`."""

    settings: Settings


@dataclass(frozen=True)
class Export:
    """Do the analysis and write it down; answered by `Exported`.

    Attributes
    ----------
    files
        What is written: the kind of each file, where it goes, and which customers it is about.
    with_json, with_takes
        Whether the answer holds the analysis as JSON, and what the objectives would take.
    """

    settings: Settings
    files: tuple[FileWanted, ...] = ()
    with_json: bool = False
    with_takes: bool = False


@dataclass(frozen=True)
class Exported:
    """What was written.

    ``json`` is the contract's text, or "" if it was not asked for; ``files`` are in the order in
    which they were wanted; ``results`` is the part of the contract on what the earlier period's
    plan earned, or "" if there is none; ``takes`` is what the objectives would take, or None
    without any or if it was not asked for.
    """

    analysis: Analysis
    json: str
    files: tuple[FileWritten, ...] = ()
    results: str = ""
    takes: Takes | None = None


@dataclass(frozen=True)
class Inspect:
    """Read one source and write its rows down; answered by `Inspected`.

    Attributes
    ----------
    rows_path, raw_path
        Where the typed and the raw rows go; "" for nowhere.
    """

    source: Source
    rows_path: str = ""
    raw_path: str = ""


@dataclass(frozen=True)
class Inspected:
    """How a source was read, as ``json`` for programs too; ``files`` are what was written of it."""

    view: SourceView
    json: str
    files: tuple[FileWritten, ...] = ()


@dataclass(frozen=True)
class SaveOrdersQuery:
    """Write the step from orders to customers as a query; answered by `Inspected`.

    Attributes
    ----------
    source
        An extract of the orders, which says what their columns are called.
    path
        Where it goes.
    database
        What it is for.
    """

    source: Source
    path: str
    database: Database


@dataclass(frozen=True)
class Measure:
    """Measure what a file with a treatment column shows; answered by `Measured`."""

    experiment: Experiment


@dataclass(frozen=True)
class Measured:
    """What an experiment shows; ``json`` says the same for other programs."""

    table: ExperimentTable
    json: str


Request = Analyse | Export | SaveOrdersQuery | Inspect | Measure
Answer = Analysis | Exported | Inspected | Measured


@dataclass(frozen=True)
class SourceRows:
    """Show rows of a source as they stand in the file; answered by `RowsShown`.

    Attributes
    ----------
    analysis
        Serial number of the analysis that is being looked at.
    source
        Place of the source among the settings' sources, from 0.
    first, count
        The rows wanted: places among the rows after the header, from 0.
    question
        Place of a question of the source, from 0, to tell what its cells may mean; -1 for none.
    """

    analysis: int
    source: int
    first: int
    count: int
    question: int = -1


@dataclass(frozen=True)
class RowsShown:
    """Rows of a source.

    Attributes
    ----------
    places
        Place in the file, from 1, of each row.
    cells
        The cells of each row, as they stood.
    total
        All rows of the source after the header.
    reasons
        Why each row is set aside; "" for one that is not.
    readings
        What the cell of the column that was asked about means in each row, by each answer;
        empty if that cannot be said.
    """

    places: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]
    total: int
    reasons: tuple[str, ...] = ()
    readings: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class PeriodsBeside:
    """Put two periods side by side; answered by `Compared`.

    Attributes
    ----------
    analysis
        Serial number of the analysis that is being looked at.
    earlier, later
        The settings of the two periods.
    """

    analysis: int
    earlier: Settings
    later: Settings


@dataclass(frozen=True)
class FirstRows:
    """Read the first rows of a large text file by a recipe; answered by a `SourceView`.

    The whole file may be read at the same time; this is to show at once what a recipe does.
    """

    source: Source


InAnalysis = SourceRows | WorthLookup | SegmentLookup | PlanLookup | CustomerLookup | ExportPreview
"""A question about an analysis that has been made."""

Lookup = FirstRows | PeriodsBeside | InAnalysis
"""A question that is answered while other work goes on."""

FoundInAnalysis = (
    RowsShown | WorthFound | SegmentFound | PlanFound | CustomerFound | ExportPreviewed
)
Found = SourceView | Compared | FoundInAnalysis


@dataclass(frozen=True)
class Ask:
    """Look something up, beside whatever else is being worked on; answered by `Looked`."""

    number: int
    lookup: Lookup


@dataclass(frozen=True)
class Stop:
    """Stop working on a request, and on all before it."""

    number: int


@dataclass(frozen=True)
class Ready:
    """The engine has started."""


@dataclass(frozen=True)
class Progressed:
    """How far the work on a request is: label and share done, 0 to 1."""

    number: int
    label: str
    fraction: float


@dataclass(frozen=True)
class Finished:
    """The answer to a request."""

    number: int
    answer: Answer


@dataclass(frozen=True)
class Failed:
    """A request could not be answered for a reason that the user can do something about.

    ``locked`` is the path of a file that takes a password, or "".
    """

    number: int
    message: str
    hint: str
    locked: str = ""


@dataclass(frozen=True)
class Stopped:
    """The work on a request was stopped, as asked."""

    number: int


@dataclass(frozen=True)
class Broke:
    """The engine met a fault of the program; ``report`` is its traceback."""

    number: int
    report: str


@dataclass(frozen=True)
class Looked:
    """The answer to a lookup.

    ``found`` is None if the analysis is not kept any more, if there is a problem that the
    user can do something about, or if the engine met a fault of the program, whose traceback
    is ``report`` then.
    """

    number: int
    found: Found | None
    report: str = ""
    problem: Problem | None = None


@dataclass(frozen=True)
class Died:
    """The engine process has ended while it worked on a request; 0 if on none."""

    number: int


Message = Ready | Progressed | Finished | Failed | Stopped | Broke | Looked | Done | Died
