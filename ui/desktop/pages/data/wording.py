"""What the Data page says."""

from pathlib import Path

from core.answers import Analysis, Aside, SourceView
from core.settings import Kind, Settings
from core.tables.sources import Receipt
from ui.desktop.numbers import number
from ui.desktop.pages.data.recipes import read_views
from ui.desktop.widgets.cells import Cell, Heading, amount
from ui.desktop.widgets.item_list import Item
from ui.desktop.widgets.phrases import capitalised, counted, listed, spelt

ROW_NOUNS = {
    Kind.PROFILES: "customers",
    Kind.ORDERS: "orders",
    Kind.CONTACTS: "contacts",
    Kind.SURVEYS: "answers",
    Kind.REFERRALS: "referrals",
    Kind.CONTRACTS: "contracts",
    Kind.TREATMENTS: "treatments",
}
START_LINE = (
    "See what your customers are worth, which segment is the ideal one, and what to do next."
)
ROWS_NAMED = 12
PARTS = ("rows_in", "header", "accepted", "waiting", "rejected", "blank", "totals")


def title(settings: Settings, analysis: Analysis) -> tuple[str, str]:
    """Return the finding and the line below it."""
    if not settings.sources:
        return "Start with your customer data", START_LINE
    views = read_views(analysis)
    waiting = [view.name for view in views if view.questions]
    if waiting:
        return _questions_title(analysis, tuple(waiting))
    unread = len(settings.sources) - len(views)
    if unread and views:
        return (
            f"{capitalised(spelt(unread, 'file'))} cannot be used yet",
            _customers_line(analysis),
        )
    if not views and analysis.problem is not None:
        return "Data", "Nothing could be read yet."
    if not views:
        return f"Reading {spelt(len(settings.sources), 'file')}", ""
    return _read_title(analysis), _reading_line(analysis)


def _questions_title(analysis: Analysis, waiting: tuple[str, ...]) -> tuple[str, str]:
    questions = sum(len(view.questions) for view in read_views(analysis))
    heading = f"{capitalised(spelt(questions, 'question'))} before {listed(waiting)} can be used"
    return heading, _customers_line(analysis)


def _customers_line(analysis: Analysis) -> str:
    if analysis.customers is None:
        return "The results wait for it."
    return (
        f"The other files are read: {counted(analysis.customers.customers, 'customer')}. "
        "You can go on without it."
    )


def _read_title(analysis: Analysis) -> str:
    views = read_views(analysis)
    read = "is read" if len(views) == 1 else "are read"
    count = spelt(len(views), "source")
    found = (
        ""
        if analysis.customers is None
        else (f": {counted(analysis.customers.customers, 'customer')}")
    )
    if len(views) == len("ab"):
        return f"Both sources {read}{found}"
    many = "all " if len(views) > 1 else ""
    return capitalised(f"{many}{count} {read}{found}")


def _reading_line(analysis: Analysis) -> str:
    rows = sum(view.receipt.rows_in for view in read_views(analysis))
    aside = sum(view.receipt.rejected for view in read_views(analysis))
    told = "none was set aside" if not aside else f"{number(aside)} set aside, by name"
    return f"{counted(rows, 'row')} in, all accounted for; {told}."


def item(path: str, view: SourceView | None, *, problem: bool, busy: bool) -> Item:
    """Return how a source stands in the list of sources."""
    if view is None and problem:
        return Item(Path(path).name, "cannot be read yet", "error", "negative", path)
    if view is None:
        line = "being read" if busy else "not read yet"
        return Item(Path(path).name, line, "waiting", "text_2", path)
    kind = capitalised(view.kind)
    tooltip = f"{view.path}\n{view.kind_reason}"
    if view.questions:
        return Item(view.name, "Waits for an answer", "question", "accent", tooltip)
    rows = f"{number(view.receipt.accepted)} {ROW_NOUNS[view.kind]}"
    line = rows if view.kind.value == ROW_NOUNS[view.kind] else f"{kind} · {rows}"
    return Item(view.name, capitalised(line), "check", "text", tooltip)


def receipt_headings() -> tuple[Heading, ...]:
    """Return the headings of the receipt."""
    names = ("Rows in", "Header", "Accepted", "Waiting", "Set aside", "Blank", "Totals")
    source = Heading("Source", stretch=1, least=96)
    return (source, *(Heading(name, right=True, least=44) for name in names))


def receipt_rows(views: tuple[SourceView, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each source, and their sum if there are several."""
    rows = [(Cell(view.name, tooltip=view.path), *_parts(view.receipt)) for view in views]
    if len(views) > 1:
        sums = [sum(getattr(view.receipt, part) for view in views) for part in PARTS]
        rows.append((Cell("All sources"), *_parts(Receipt("", *sums))))
    return tuple(rows)


def _parts(receipt: Receipt) -> tuple[Cell, ...]:
    cells = []
    for part in PARTS:
        count = getattr(receipt, part)
        look = "accent" if part == "waiting" and count else ""
        cells.append(amount(number(count), count, look))
    return tuple(cells)


def balance(views: tuple[SourceView, ...]) -> tuple[str, bool]:
    """Return whether every row is accounted for, in figures and as an answer."""
    rows_in = sum(view.receipt.rows_in for view in views)
    below = sum(getattr(view.receipt, part) for view in views for part in PARTS[1:])
    balanced = all(view.receipt.balances for view in views)
    return (
        f"{number(rows_in)} in {'=' if balanced else '≠'} {number(below)} accounted for",
        balanced,
    )


def aside_rows(views: tuple[SourceView, ...]) -> tuple[tuple[SourceView, Aside], ...]:
    """Return what is set aside, the most frequent reason first."""
    found = [(view, aside) for view in views for aside in view.aside]
    return tuple(sorted(found, key=lambda one: (-one[1].rows, one[0].name, one[1].reason)))


def aside_cells(view: SourceView, aside: Aside) -> tuple[Cell, ...]:
    """Return how rows that are set aside for one reason stand in the list."""
    place = f"row {number(aside.first[0])}: " if aside.rows == 1 else ""
    told = ", ".join(number(row) for row in aside.first[:ROWS_NAMED])
    more = " …" if aside.rows > ROWS_NAMED else ""
    return (
        Cell(
            f"{Path(view.name).stem}: {place}{aside.reason}",
            tooltip=f"{view.name}: {aside.reason}\nRows {told}{more}",
        ),
        amount(number(aside.rows), aside.rows),
    )


def join_rows(analysis: Analysis) -> tuple[tuple[Cell, ...], ...]:
    """Return how the customers of each source meet those of the others."""
    if analysis.customers is None or len(analysis.customers.joins) <= 1:
        return ()
    rows = []
    for join in analysis.customers.joins:
        examples = f"Such as {', '.join(join.examples)}" if join.examples else ""
        rows.append(
            (
                Cell(join.source),
                amount(number(join.matched), join.matched),
                Cell(
                    number(join.left_out),
                    str(join.left_out),
                    tooltip=examples,
                    look="" if join.left_out else "quiet",
                ),
                amount(number(join.without), join.without),
            )
        )
    return tuple(rows)


JOIN_HEADINGS = (
    Heading("Source", stretch=1, least=96),
    Heading("Customers matched", right=True),
    Heading(
        "Not in the table", right=True, tooltip="Customers of this source whom no profile names"
    ),
    Heading(
        "In the table\nwithout it", right=True, tooltip="Customers this source does not mention"
    ),
)
