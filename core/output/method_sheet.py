"""The sheet that says how the numbers were made."""

from dataclasses import replace

from core.actions.reasons import condition_words
from core.output.contents import PlanContents
from core.output.fingerprint import fingerprint
from core.output.looks import BODY, COUNT, HEADER, MONEY, NUMBER_HEADER, SECTION, SHARE, TITLE
from core.output.page import Page
from core.output.segments_sheet import good_end
from core.settings import Action
from core.tables.listing import measure_title

TITLE_OF_SHEET = "Method & assumptions"
WIDTHS = (34, 26, *(12.0,) * 8)
LAST = len(WIDTHS)
CHARACTERS_PER_LINE = 190
"""That fit across all columns."""

Cell = str | float | None


class _Writer:
    """Writes one block below the other."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._row = 1

    def title(self, text: str) -> None:
        self._page.text(self._row, 1, text, TITLE)
        self._row += 2

    def section(self, text: str) -> None:
        self._page.text(self._row, 1, text, SECTION)
        self._row += 1

    def gap(self) -> None:
        self._row += 1

    def sentences(self, sentences: tuple[str, ...]) -> None:
        """Write sentences across all columns, one below the other."""
        for sentence in sentences:
            self._across(self._row, 1, sentence)
            self._row += 1
        self.gap()

    def pairs(self, pairs: tuple[tuple[str, Cell], ...]) -> None:
        """Write names with their values."""
        for name, value in pairs:
            self._page.text(self._row, 1, name, replace(BODY, rule="", wrap=True))
            if isinstance(value, str):
                self._across(self._row, 2, value)
            else:
                look = replace(BODY, format=_format(value), rule="")
                self._page.number(self._row, 2, value, look)
            self._row += 1
        self.gap()

    def table(self, titles: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...]) -> None:
        """Write a table; its columns of numbers stand to the right."""
        right = [any(not isinstance(row[at], str) for row in rows) for at in range(len(titles))]
        for column, title in enumerate(titles, 1):
            look = NUMBER_HEADER if right[column - 1] else HEADER
            self._page.text(self._row, column, title, look)
        self._page.sheet.row_dimensions[self._row].height = 26
        for row in rows:
            self._row += 1
            for column, value in enumerate(row, 1):
                self._cell(column, value)
        self._row += 2

    def _cell(self, column: int, value: Cell) -> None:
        if isinstance(value, str):
            self._page.text(self._row, column, value)
        else:
            look = replace(BODY, align="right", format=_format(value))
            self._page.number(self._row, column, value, look)

    def _across(self, row: int, column: int, text: str) -> None:
        sheet = self._page.sheet
        self._page.text(row, column, text, replace(BODY, rule="", wrap=True))
        sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=LAST)
        fits = CHARACTERS_PER_LINE - (35 if column > 1 else 0)
        lines = sum(1 + len(line) // fits for line in text.split("\n"))
        sheet.row_dimensions[row].height = 14 * min(lines, 28) + 2


class Share(float):
    """A number that is shown in per cent."""


class Money(float):
    """A number that is shown with hundredths."""


def _format(value: float | None) -> str:
    if isinstance(value, Share):
        return SHARE
    if isinstance(value, Money):
        return MONEY
    return COUNT if value is None or value == round(value) else MONEY


def draw_method(page: Page, contents: PlanContents, notes: tuple[str, ...]) -> None:
    """Draw how the numbers were made; ``notes`` are about the workbook itself."""
    page.widths(WIDTHS)
    writer = _Writer(page)
    writer.title("Method and assumptions")
    writer.section("Assumptions")
    writer.sentences(contents.actions.assumptions)
    if contents.value is not None:
        writer.section("What customers are worth")
        writer.sentences(contents.value.assumptions)
    writer.section("Settings")
    writer.pairs(_settings(contents))
    _draw_axes(writer, contents)
    _draw_catalogue(writer, contents)
    writer.section("Measures of the customer table")
    writer.pairs(tuple((measure.name, measure.meaning) for measure in contents.customers.measures))
    replaced = page.replaced
    told = (*contents.notes, *notes)
    if replaced:
        told = (*told, f"{replaced} texts on this sheet hold characters that are shown as �.")
    if told:
        writer.section("Worth knowing")
        writer.sentences(told)
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _settings(contents: PlanContents) -> tuple[tuple[str, Cell], ...]:
    chosen, economics = contents.settings.segmentation, contents.settings.economics
    budget: Cell = "none" if contents.plan.budget is None else contents.plan.budget
    net = "already without the cost to serve" if economics.value_is_net else "before cost to serve"
    return (
        ("Program", f"Nonagon {contents.version}"),
        ("Fingerprint of input and settings", fingerprint(contents)),
        ("Method asked for", chosen.method.value),
        ("Method", f"{contents.segments.approach.words}, {chosen.starts} starts"),
        *_why(contents),
        ("Segments asked for", chosen.segments),
        ("Times the customers were redrawn", chosen.resamples),
        ("Seed", chosen.seed),
        ("Mean silhouette width (−1 to 1)", f"{contents.segments.silhouette:.3f}"),
        ("Months counted", economics.horizon_months),
        ("Months that the cost to serve covers", economics.cost_months),
        ("Lifetime value is", net),
        ("Customers lost if nothing is done", f"{economics.loss_share:.1%}"),
        ("Satisfaction score needed for selling", f"{economics.selling_needs:.2f}"),
        ("Budget", budget),
        ("Held out to measure effects", f"{contents.settings.plan.hold_out:.0%}"),
    )


def _why(contents: PlanContents) -> tuple[tuple[str, Cell], ...]:
    """Why the method was taken, and what following the rules instead would cost."""
    segments = contents.segments
    told: list[tuple[str, Cell]] = []
    if segments.approach.reason:
        told.append(("Why this method", segments.approach.reason))
    if segments.boxes:
        told.append(("What the rules cost in closeness", f"{segments.explaining:.1%}"))
    return tuple(told)


def _draw_axes(writer: _Writer, contents: PlanContents) -> None:
    writer.section("Axes")
    scored = contents.scored
    rows = tuple(
        (measure_title(axis.measure), axis.formula, good_end(axis), axis.weight, missing)
        for axis, missing in zip(scored.axes, scored.missing, strict=True)
    )
    writer.table(("Measure", "Column or formula", "Good end", "Weight", "Missing\nvalues"), rows)


def _draw_catalogue(writer: _Writer, contents: PlanContents) -> None:
    writer.section("Catalogue of actions")
    shares = (f"Success,\n{word}" for word in ("lowest", "likely", "highest"))
    titles = ("Action", "Moves by score", "Cost each", *shares, "Evidence", "Sells")
    writer.table(titles, tuple(map(_action_row, contents.settings.catalogue)))
    writer.pairs(
        tuple((action.title, _meant_for(action)) for action in contents.settings.catalogue)
    )


def _action_row(action: Action) -> tuple[Cell, ...]:
    raises = ", ".join(
        f"{measure_title(measure).lower()} {far:+g}" for measure, far in action.moves
    )
    shares = (Share(action.success_low), Share(action.success), Share(action.success_high))
    sells = "yes" if action.sells else "no"
    words = (action.title, raises or "nothing: keeps", Money(action.unit_cost))
    return (*words, *shares, action.evidence.value, sells)


def _meant_for(action: Action) -> str:
    """Say what is done, for whom, after what and how often."""
    needs = [
        f"{measure_title(measure).lower()} score {low:g} to {high:g}"
        for measure, low, high in action.needs
    ]
    needs += [condition_words(condition) for condition in action.who]
    words = [action.description]
    if needs:
        words.append(f"Meant for customers with {', '.join(needs)}.")
    if action.after:
        words.append(f"Comes after {', '.join(action.after)}.")
    if action.cooling_months:
        words.append(f"Not again within {action.cooling_months} months.")
    words += [f"Takes {amount:g} of {channel}." for channel, amount in action.uses]
    return " ".join(words)
