"""The tables of the Value page."""

from collections.abc import Callable

from core.answers import ValueView
from core.tables.lifetime import ModelCheck
from core.tables.profit import STAGES, Tier
from core.tables.value import Costs, CustomerWorth
from ui.desktop.numbers import number, shares
from ui.desktop.pages.value.units import each, unit_for
from ui.desktop.pages.value.wording import TIERS, range_words
from ui.desktop.widgets.cells import Bar, Cell, Heading, amount
from ui.desktop.widgets.phrases import capitalised
from ui.desktop.widgets.table_model import Rows

Shown = tuple[tuple[Heading, ...], Rows]
Column = tuple[Heading, Callable[[CustomerWorth], Cell], bool]

BAR = Heading("", stretch=1, least=56, drop_below=380, drawn=True)


def tier_table(view: ValueView) -> Shown:
    """Return the tiers with their profit, and all of them together."""
    totals = view.totals
    if totals is None:
        return (), ()
    unit = unit_for([totals.profit, *(tier.profit for tier in view.tiers)])
    headings = (
        Heading("Tier", least=56),
        Heading("Customers", right=True),
        Heading(unit.heading("Profit"), right=True, tooltip=f"In {view.period.words}"),
        Heading("Share,\n%", right=True, tooltip="Of the profit of the company"),
        BAR,
        Heading(
            "Median cost\nto serve",
            right=True,
            tooltip=f"Half of the customers cost less, in {view.period.words}",
        ),
    )
    known = view.costs is not None
    ends = _ends([tier.profit for tier in view.tiers])
    rows = [
        (
            Cell(name, look="strong", tooltip=tier.advice),
            amount(number(tier.customers), tier.customers),
            amount(unit.written(tier.profit), tier.profit),
            _share(tier.share_of_profit),
            Cell(bar=Bar(tier.profit, *ends, token="text"), tooltip=unit.written(tier.profit)),
            _part(tier.median_cost if known else None),
        )
        for name, tier in zip(TIERS, view.tiers, strict=True)
    ]
    total = (
        Cell("All"),
        amount(number(view.customers), view.customers),
        amount(unit.written(totals.profit), totals.profit),
        _share(1.0 if totals.profit > 0 else None),
        Cell(),
        _part(totals.median_cost if known else None),
    )
    return headings, (*rows, total)


def _ends(values: list[float]) -> tuple[float, float]:
    return min(0.0, *values), max(0.0, *values)


def _share(share: float | None) -> Cell:
    return Cell() if share is None else amount(number(100 * share), 100 * share)


def cost_table(costs: Costs) -> Shown:
    """Return where the cost to serve goes, and all of it."""
    unit = unit_for(one.cost for one in costs.activities)
    headings = (
        Heading("Activity", least=72),
        BAR,
        Heading("Contacts", right=True, drop_below=420),
        Heading(unit.heading("Cost"), right=True),
        Heading("%", right=True, tooltip="Of the cost to serve"),
    )
    most = max((one.cost for one in costs.activities), default=0.0)
    parts = shares([max(one.cost, 0.0) for one in costs.activities], 0)
    rows = [
        (
            Cell(one.activity),
            Cell(bar=Bar(one.cost, 0.0, most), tooltip=unit.written(one.cost)),
            amount(number(one.contacts), one.contacts),
            amount(unit.written(one.cost), one.cost),
            amount(number(part), part),
        )
        for one, part in zip(costs.activities, parts, strict=True)
    ]
    cost = sum(one.cost for one in costs.activities)
    contacts = sum(one.contacts for one in costs.activities)
    total = (
        Cell("Cost to serve"),
        Cell(),
        amount(number(contacts), contacts),
        amount(unit.written(cost), cost),
        amount(number(100.0 if cost else 0.0), 100.0 if cost else 0.0),
    )
    return headings, (*rows, total)


def captured_table(check: ModelCheck) -> Shown:
    """Return how much of what came later the best fifth brought, by who had chosen it."""
    headings = (
        Heading("Best fifth chosen by", stretch=1, least=120),
        Heading("Share of later\namounts, %", right=True, tooltip="What the chosen ones paid"),
        Heading(
            "Best ones\nfound, %",
            right=True,
            tooltip="Of those who turned out to be the best fifth",
        ),
    )
    lines = (
        ("Lifetime value", check.captured, check.found, "strong"),
        ("Amounts so far (baseline)", check.captured_by_baseline, check.found_by_baseline, ""),
        ("The most there is", check.captured_at_best, 1.0, "quiet"),
    )
    rows = tuple(
        (
            Cell(name, look=look),
            Cell(number(100 * captured), f"{100 * captured:.10g}", look),
            Cell(number(100 * found), f"{100 * found:.10g}", look),
        )
        for name, captured, found, look in lines
    )
    return headings, rows


def frequency_table(check: ModelCheck) -> Shown:
    """Return what was expected of customers by how often they had bought, and what came."""
    headings = (
        Heading("Customers with", stretch=1, least=96),
        Heading("Customers", right=True),
        Heading("Expected", right=True, tooltip="Purchases in the time held back"),
        Heading("Made", right=True, tooltip="Purchases in the time held back"),
    )
    rows = tuple(
        (
            Cell(group.label),
            amount(number(group.customers), group.customers),
            amount(number(group.expected), group.expected),
            amount(number(group.actual), group.actual),
        )
        for group in check.by_frequency
    )
    return headings, rows


def tracking_table(check: ModelCheck) -> Shown:
    """Return repeat purchases day by day, as they came and as foretold."""
    headings = (
        Heading("Days since the first purchase", stretch=1),
        Heading("Made", right=True),
        Heading("Foretold", right=True),
    )
    points = zip(check.days, check.tracked, check.expected_so_far, strict=True)
    rows = tuple(
        (
            amount(number(day), day),
            amount(number(made), made),
            amount(number(expected), expected),
        )
        for day, made, expected in points
    )
    return headings, rows


def whale_table(view: ValueView) -> Shown:
    """Return the whale curve in steps of 5 in 100 customers."""
    whale = view.whale
    if whale is None:
        return (), ()
    headings = (
        Heading("Customers, most profitable first", stretch=1),
        Heading("% of customers", right=True),
        Heading("Profit together", right=True),
    )
    everybody = whale.customers[-1]
    steps = sorted({round(everybody * step / 20) for step in range(21)})
    points = dict(zip(whale.customers, whale.profit, strict=True))
    rows = tuple(
        (
            amount(number(step), step),
            amount(number(100 * step / everybody), 100 * step / everybody),
            amount(number(points[step]), points[step]),
        )
        for step in steps
        if step in points
    )
    return headings, rows


def average_table(view: ValueView) -> Shown:
    """Return what an average customer of each tier is worth, and of what."""
    names = ("Lifetime value", "80 % interval", "Through others", "Cost to serve", "Value in all")
    headings = (Heading("Tier", stretch=1), *(Heading(name, right=True) for name in names))
    rows = []
    for name, tier in zip(TIERS, view.tiers, strict=True):
        found = tier.average
        if found is not None:
            parts = (found.indirect, found.cost_to_serve, found.total)
            likely = Cell(range_words(tier), look="quiet")
            rows.append((Cell(name), _part(found.direct), likely, *map(_part, parts)))
    return headings, tuple(rows)


def _part(value: float | None) -> Cell:
    return Cell() if value is None else amount(each(value), value)


def stage_table(view: ValueView) -> Shown:
    """Return how many customers of each tier are in each stage."""
    headings = (
        Heading("Tier", stretch=1),
        *(Heading(capitalised(stage), right=True) for stage in STAGES),
    )
    rows = tuple(
        (Cell(name), *(amount(number(count), count) for count in tier.stages))
        for name, tier in zip(TIERS, view.tiers, strict=True)
    )
    return headings, rows


def worth_table(rows: tuple[CustomerWorth, ...], view: ValueView, months: int) -> Shown:
    """Return what single customers are worth, without columns that nothing is known of."""
    ahead = f"Over the next {months} months"
    columns: tuple[Column, ...] = (
        (Heading("Customer", stretch=1, least=80), lambda one: Cell(one.customer), True),
        (Heading("Tier"), lambda one: Cell(capitalised(one.tier)), True),
        (
            Heading("Stage", drop_below=560),
            lambda one: Cell(capitalised(one.stage), look="quiet"),
            has_stages(view.tiers),
        ),
        (
            Heading(_two_lines(view.earned), right=True, drop_below=460),
            lambda one: _part(one.margin),
            True,
        ),
        (
            Heading("Cost to\nserve", right=True, drop_below=460),
            lambda one: _part(one.cost_to_serve),
            view.costs is not None,
        ),
        (
            Heading("Other\ncosts", right=True, drop_below=700),
            lambda one: _part(one.other_costs),
            view.totals is not None and view.totals.other_costs != 0,
        ),
        (Heading("Profit", right=True), lambda one: _part(one.profit), True),
        (
            Heading("Lifetime\nvalue", right=True, tooltip=ahead),
            lambda one: _part(one.lifetime_value),
            view.lifetime is not None and view.earned != "lifetime value",
        ),
        (
            Heading("Through\nothers", right=True, tooltip=ahead, drop_below=620),
            lambda one: _part(one.indirect_value),
            view.totals is not None and view.totals.indirect_value is not None,
        ),
    )
    shown = [(heading, cell) for heading, cell, known in columns if known]
    cells = tuple(tuple(cell(one) for _, cell in shown) for one in rows)
    return tuple(heading for heading, _ in shown), cells


def _two_lines(name: str) -> str:
    return capitalised(name).replace(" ", "\n", 1)


def has_stages(tiers: tuple[Tier, ...]) -> bool:
    """Tell whether lifecycle stages are known."""
    return any(sum(tier.stages) for tier in tiers)


def has_averages(tiers: tuple[Tier, ...]) -> bool:
    """Tell whether lifetime value is known for any tier."""
    return any(tier.average is not None for tier in tiers)
