"""What leaves the program: the kinds of files, what is asked for, and what is told of it.

To add a kind, name it in `KINDS`, and what writes it in `core.output.writers`.
"""

from dataclasses import dataclass, field

from core.customer_lookups import CustomerQuery

PLAN, REPORT, SCORES, NUMBERS = "plan", "report", "scores", "numbers"
SLIDES, PDF, WEB = "slides", "pdf", "web"
CRM, EXCEL, BOOK, GROUPS = "crm", "excel", "book", "groups"
QUERY, ORDERS = "query", "orders"
A4, LETTER = "A4", "Letter"


@dataclass(frozen=True)
class ExportKind:
    """A kind of file that can be written.

    Attributes
    ----------
    key
        What it is called in a request.
    title, meaning
        Its name, and who it is for, on screen.
    name
        How the file is called unless the user says otherwise.
    listed
        Whether it lists customers: whom, in which columns and under which ids can be chosen.
    chosen
        Whether it is of chosen customers at all; otherwise of everybody.
    asked
        Whether it is a query: for which database, and how its table is called, can be chosen.
    """

    key: str
    title: str
    meaning: str
    name: str
    listed: bool = False
    chosen: bool = False
    asked: bool = False

    @property
    def ending(self) -> str:
        """How the name of the file ends, with the point."""
        return self.name[self.name.rindex(".") :]


KINDS = (
    ExportKind(
        PLAN,
        "Action plan",
        "A workbook to decide and work with: summary, segments, actions with live formulas, "
        "everybody.",
        "Action plan.xlsx",
    ),
    ExportKind(
        SLIDES,
        "Slides",
        "What was found and what to do, to present; the charts can be edited in PowerPoint.",
        "Slides.pptx",
    ),
    ExportKind(
        PDF,
        "Report as PDF",
        "What was found and what to do, to read and to print.",
        "Report.pdf",
    ),
    ExportKind(
        WEB,
        "Report as a web page",
        "What was found and what to do, in one file for any browser. Screen readers read it too.",
        "Report.html",
    ),
    ExportKind(
        CRM,
        "Customer list for a CRM",
        "Text with commas, every value exactly as it is. Programs import it; do not open it in "
        "Excel.",
        "Customers.csv",
        listed=True,
        chosen=True,
    ),
    ExportKind(
        EXCEL,
        "Customer list for Excel, as text",
        "Opens with a double click. What Excel would change or run has an apostrophe before it.",
        "Customers for Excel.csv",
        listed=True,
        chosen=True,
    ),
    ExportKind(
        BOOK,
        "Customer list as a workbook",
        "Text stays text, numbers are numbers and days are days, in every spreadsheet.",
        "Customers.xlsx",
        listed=True,
        chosen=True,
    ),
    ExportKind(
        GROUPS,
        "Numbers of groups",
        "For people who may not see customers: how many, and means, in groups of at least five. "
        "Opens with a double click.",
        "Groups.csv",
        chosen=True,
    ),
    ExportKind(
        REPORT,
        "What the plan really earned",
        "A workbook with the effect of each action and who moved, once a later period is there.",
        "Results.xlsx",
    ),
    ExportKind(
        SCORES,
        "Scores of everybody",
        "Text for other programs, always in the same columns.",
        "Scores.csv",
    ),
    ExportKind(
        QUERY,
        "Scoring as a query",
        "Segment, tier and next best action of every customer, worked out in your database.",
        "Scoring.sql",
        asked=True,
    ),
    ExportKind(
        ORDERS,
        "Orders to customers as a query",
        "Adds all orders up in your database, for a base too large for this computer; open what "
        "comes out here.",
        "Orders to customers.sql",
        asked=True,
    ),
    ExportKind(
        NUMBERS,
        "Every number, for programs",
        "All that was found, as JSON.",
        "Analysis.json",
    ),
)


def kind_of(key: str) -> ExportKind:
    """Return a kind of file by its key."""
    return next(kind for kind in KINDS if kind.key == key)


@dataclass(frozen=True)
class Database:
    """What a query is written for.

    Attributes
    ----------
    dialect
        One of `core.output.scoring.databases.DIALECTS`.
    table
        What the table that it reads is called there; "" for the usual name.
    source
        Place among the sources that were read, from 0, of the one whose columns tell what those
        of the orders are called; -1 for none.
    last
        Day up to which orders count; "" for the last one that there is.
    """

    dialect: str = "duckdb"
    table: str = ""
    source: int = 0
    last: str = ""


@dataclass(frozen=True)
class FileWanted:
    """A file that is to be written.

    Attributes
    ----------
    kind
        Key of its kind.
    path
        Where it goes; "" for a preview.
    query
        Which customers, in which order, if the kind is of chosen customers.
    template
        The columns of a list, as `core.output.list_template` reads them; "" for ``columns``.
    columns
        Keys of the columns of a list; those that there are not are left out; () for the usual
        ones.
    decimal_comma
        Whether text for Excel, and the numbers of groups, have decimal commas, and semicolons
        between their cells.
    workbook
        A workbook of the company's own that is filled instead of the usual sheets of a plan; ""
        for none.
    sheets
        Codes of the segments with a sheet of their own in a plan; None for all of them.
    secret
        What ids are hidden with; "" for ids as they are.
    database
        What a query is written for.
    paper
        What a workbook or a report is printed on: ``"A4"`` or ``"Letter"``.
    fonts
        Folder with the type that a PDF is set in.
    """

    kind: str
    path: str
    query: CustomerQuery = field(default_factory=CustomerQuery)
    template: str = ""
    columns: tuple[str, ...] = ()
    decimal_comma: bool = False
    workbook: str = ""
    sheets: tuple[int, ...] | None = None
    secret: str = field(default="", repr=False)
    database: Database = Database()
    paper: str = A4
    fonts: str = ""


@dataclass(frozen=True)
class FileWritten:
    """What was written.

    Attributes
    ----------
    path
        Where it is: as wanted, or beside it if that file was in use.
    customers
        How many customers it is about.
    held_out
        How many of them are held out, and are to be left alone.
    notes
        What else there is to know, as sentences.
    """

    path: str
    customers: int = 0
    held_out: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExportPreview:
    """Tell what a file would hold; answered by `ExportPreviewed`."""

    analysis: int
    wanted: FileWanted


@dataclass(frozen=True)
class ExportPreviewed:
    """What a file would hold.

    Attributes
    ----------
    wanted
        What was asked about.
    customers, held_out
        As of `FileWritten`.
    titles, rows
        Its columns and its first rows as text, or what its parts are; empty if that cannot be
        said beforehand.
    notes
        What else there is to know, as sentences.
    problem
        Why it cannot be written, with what to do; "" if it can.
    """

    wanted: FileWanted
    customers: int = 0
    held_out: int = 0
    titles: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    notes: tuple[str, ...] = ()
    problem: str = ""
