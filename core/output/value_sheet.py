"""The sheet with what customers are worth: totals, tiers, whale curve, costs, lifetime value."""

from dataclasses import replace

from openpyxl.utils import get_column_letter

from core.output.looks import (
    BODY,
    COUNT,
    HEADER,
    MONEY,
    NOTE,
    NUMBER_HEADER,
    QUIET,
    SECTION,
    SHARE,
    TITLE,
    Look,
)
from core.output.page import Page
from core.output.whale_chart import ROWS, CurvePlaces, draw_curve
from core.tables.lifetime import ModelCheck
from core.tables.profit import STAGES, Tier
from core.tables.value import Costs, ValueTable

TITLE_OF_SHEET = "Value"
WIDTHS = (22, 12, 15, 15, 15, 15, 12, 15, 15, 15, 15, 20, 70)
NUMBER = replace(BODY, align="right", format=COUNT)
AMOUNT = replace(BODY, align="right", format=MONEY)
PART = replace(BODY, align="right", format=SHARE)
WORDS = (0, 11, 12)
"""Columns of the table of tiers that hold words."""

TIER_TITLES = (
    "Tier",
    "Customers",
    "Margin",
    "Cost to serve",
    "Other costs",
    "Profit",
    "Share of\nprofit",
    "Median cost\nto serve",
    "Lifetime value,\nall together",
    "lowest of 80 %",
    "highest of 80 %",
    "Deserves",
    "Why",
)


def draw_value(page: Page, value: ValueTable) -> CurvePlaces | None:
    """Draw what customers are worth; sums and profit are formulas over the tiers.

    Returns where the points of the whale curve are; None if there is no curve.
    """
    page.widths(WIDTHS)
    page.text(1, 1, "What customers are worth", TITLE)
    page.text(2, 1, _told(value), NOTE)
    row, places = 4, None
    if value.tiers:
        row = _draw_tiers(page, value, row)
        row = _draw_averages(page, value.tiers, row)
        row = _draw_stages(page, value.tiers, row)
    if value.whale is not None:
        page.text(row, 1, f"Whale curve: {value.finding}", SECTION)
        places = draw_curve(page, value.whale, row + 1)
        row += 1 + ROWS
    if value.costs is not None and value.costs.activities:
        row = _draw_costs(page, value.costs, row)
    _draw_lifetime(page, value, row)
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()
    return places


def _told(value: ValueTable) -> str:
    if not value.earned:
        return " ".join(value.missing)
    return (
        f"Profit is {value.earned} less cost to serve and other costs, for {value.period.words}, "
        "in the currency of the data."
    )


def _header(page: Page, row: int, titles: tuple[str, ...], words: tuple[int, ...] = (0,)) -> None:
    for at, title in enumerate(titles):
        page.text(row, at + 1, title, HEADER if at in words else NUMBER_HEADER)
    page.sheet.row_dimensions[row].height = 28


def _draw_tiers(page: Page, value: ValueTable, row: int) -> int:
    page.text(row, 1, "Value tiers", SECTION)
    _header(page, row + 1, TIER_TITLES, WORDS)
    first = row + 2
    total = first + len(value.tiers)
    profit = sum(tier.profit for tier in value.tiers)
    for at, tier in enumerate(value.tiers, first):
        _draw_tier(page, at, tier, (total, profit))
    _draw_tier_total(page, value, first, total)
    page.text(total + 1, 1, value.pattern, NOTE)
    return total + 3


def _draw_tier(page: Page, row: int, tier: Tier, known: tuple[int, float]) -> None:
    total, profit = known
    page.text(row, 1, tier.tier.capitalize())
    page.number(row, 2, tier.customers, NUMBER)
    for at, number in enumerate((tier.margin, tier.cost_to_serve, tier.other_costs), 3):
        page.number(row, at, number, AMOUNT)
    page.formula(row, 6, f"C{row}-D{row}-E{row}", tier.profit, AMOUNT)
    share = tier.profit / profit if profit > 0 else ""
    page.formula(row, 7, f'IF(F{total}>0,F{row}/F{total},"")', share, PART)
    amounts = (tier.median_cost, tier.lifetime_value, tier.low, tier.high)
    for at, amount in enumerate(amounts, 8):
        page.number(row, at, amount, AMOUNT)
    page.text(row, 12, tier.deserves)
    page.text(row, 13, tier.advice)


def _draw_tier_total(page: Page, value: ValueTable, first: int, total: int) -> None:
    looks = {2: NUMBER, 7: PART}
    sums = {
        2: sum(tier.customers for tier in value.tiers),
        3: sum(tier.margin for tier in value.tiers),
        4: sum(tier.cost_to_serve for tier in value.tiers),
        5: sum(tier.other_costs for tier in value.tiers),
        6: sum(tier.profit for tier in value.tiers),
    }
    known = [tier.lifetime_value for tier in value.tiers if tier.lifetime_value is not None]
    if known:
        sums[9] = sum(known)
    for column in range(1, len(TIER_TITLES) + 1):
        look = _of_total(looks.get(column, AMOUNT))
        if column in sums:
            letter = get_column_letter(column)
            formula = f"SUM({letter}{first}:{letter}{total - 1})"
            page.formula(total, column, formula, float(sums[column]), look)
        else:
            word = "All" if column == 1 else ""
            page.text(total, column, word, replace(look, align="left"))


def _of_total(look: Look) -> Look:
    return replace(look, bold=True, rule="total")


def _draw_averages(page: Page, tiers: tuple[Tier, ...], row: int) -> int:
    known = [(tier, tier.average) for tier in tiers if tier.average is not None]
    if not known:
        return row
    page.text(row, 1, "An average customer of each tier, over the horizon", SECTION)
    titles = ("Tier", "Lifetime value", "Through\nothers", "Cost to serve", "Value in all")
    _header(page, row + 1, titles)
    for at, (tier, average) in enumerate(known, row + 2):
        page.text(at, 1, tier.tier.capitalize())
        parts = (average.direct, average.indirect, average.cost_to_serve)
        for column, number in enumerate(parts, 2):
            page.number(at, column, number, AMOUNT)
        page.formula(at, 5, f"B{at}+C{at}-D{at}", average.total, AMOUNT)
    return row + 3 + len(known)


def _draw_stages(page: Page, tiers: tuple[Tier, ...], row: int) -> int:
    if not tiers[0].stages:
        return row
    page.text(row, 1, "Lifecycle of each tier, customers", SECTION)
    _header(page, row + 1, ("Tier", *(stage.capitalize() for stage in STAGES)))
    for at, tier in enumerate(tiers, row + 2):
        page.text(at, 1, tier.tier.capitalize())
        for column, count in enumerate(tier.stages, 2):
            page.number(at, column, count, NUMBER)
    return row + 3 + len(tiers)


def _draw_costs(page: Page, costs: Costs, row: int) -> int:
    page.text(row, 1, "Where the cost to serve goes", SECTION)
    _header(page, row + 1, ("Activity", "Contacts", "Minutes", "Cost", "Share"))
    first = at = row + 2
    total = first + len(costs.activities)
    for at, one in enumerate(costs.activities, first):
        page.text(at, 1, one.activity)
        page.number(at, 2, one.contacts, NUMBER)
        page.number(at, 3, one.minutes, NUMBER)
        page.number(at, 4, one.cost, AMOUNT)
        page.formula(at, 5, f'IF(D{total}>0,D{at}/D{total},"")', one.share, PART)
    page.text(total, 1, "Cost to serve", _of_total(BODY))
    for column in (2, 3, 5):
        page.text(total, column, "", _of_total(BODY))
    summed = float(sum(one.cost for one in costs.activities))
    page.formula(total, 4, f"SUM(D{first}:D{total - 1})", summed, _of_total(AMOUNT))
    for at, idle in enumerate(costs.unused, total + 1):
        quiet = replace(BODY, colour=QUIET, rule="")
        page.text(at, 1, f"Charged to nobody: {idle.pool}", quiet)
        page.number(at, 3, idle.minutes, replace(quiet, align="right", format=COUNT))
        page.number(at, 4, idle.cost, replace(quiet, align="right", format=MONEY))
    return total + len(costs.unused) + 2


def _draw_lifetime(page: Page, value: ValueTable, row: int) -> None:
    if value.lifetime is None:
        return
    page.text(row, 1, "Lifetime value", SECTION)
    told = [value.lifetime.sentence, value.lifetime.why]
    for sentence in told:
        row += 1
        page.text(row, 1, sentence, replace(BODY, rule="", indent=0))
    row += 2
    _header(page, row, ("Parameter", "Value"))
    for model in value.lifetime.models:
        for name, number in model.parameters:
            row += 1
            page.text(row, 1, f"{model.title}: {name}")
            page.number(row, 2, number, replace(NUMBER, format="0.0000"))
    if value.check is not None:
        _draw_check(page, value.check, row + 2)


def _draw_check(page: Page, check: ModelCheck, row: int) -> None:
    page.text(row, 1, "How good is the lifetime value?", SECTION)
    page.text(
        row + 1, 1, f"{check.sentence} Grade {check.grade}.", replace(BODY, rule="", indent=0)
    )
    _header(
        page,
        row + 2,
        ("Best fifth chosen by", "Of later\namounts", "Best found", "Expected\namount"),
    )
    lines = (
        ("Lifetime value", check.captured, check.found, check.amount_expected),
        (
            "Amounts so far (baseline)",
            check.captured_by_baseline,
            check.found_by_baseline,
            check.amount_by_baseline,
        ),
        ("Those who turned out best", check.captured_at_best, 1.0, check.amount),
    )
    for at, (name, captured, found, expected) in enumerate(lines, row + 3):
        page.text(at, 1, name)
        page.number(at, 2, captured, PART)
        page.number(at, 3, found, PART)
        page.number(at, 4, expected, AMOUNT)
