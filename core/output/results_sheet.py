"""The sheet that says what each action really earned; costs stay live."""

from dataclasses import replace
from math import isfinite

from core.output.looks import (
    BODY,
    COUNT,
    INPUT,
    MONEY,
    NEGATIVE,
    NOTE,
    RATIO,
    SECTION,
    SENTENCE,
    SHARE,
    TITLE,
    Look,
)
from core.output.page import Page
from core.tables.listing import measure_title
from core.tables.periods import MeasureChange, Proposal, ResultTable
from core.tables.results import Earned, Effect, Scale
from core.tables.segments import Segment

TITLE_OF_SHEET = "Results"
FIRST_ROW = 6
LAST = 13
WIDTHS = (30, 22, 11, 11, 13, 13, 13, 11, 11, 11, 11, 15, 20)
CHARACTERS_PER_LINE = 190

NUMBER = replace(BODY, align="right")
AMOUNT = replace(NUMBER, format=MONEY)
EARNED_HEADER = (
    "Action",
    "Outcome",
    "Treated",
    "Held out",
    "Effect each",
    "Low",
    "High",
    "Cost each",
    "Return",
    "Return,\nlow",
    "Return,\nhigh",
    "Profit beyond\nthe cost",
    "Verdict",
)
ALL_HEADER = (
    "Action",
    "Outcome",
    "Treated",
    "Held out",
    "Mean,\ntreated",
    "Mean,\nheld out",
    "Effect",
    "Low",
    "High",
    "p",
    "Smallest\nvisible",
    "Explained\nfrom before",
    "Verdict",
)


def draw_results(page: Page, table: ResultTable, segments: tuple[Segment, ...]) -> None:
    """Draw what was earned, everything that was measured, what was reached and what is learnt."""
    page.widths(WIDTHS)
    page.text(1, 1, "What each action really earned", TITLE)
    counted = table.counted
    page.text(
        2,
        1,
        "Everybody planned is counted, whether reached or not, against those held out by chance. "
        "Intervals are 95 %.",
        NOTE,
    )
    page.text(
        3,
        1,
        f"{counted.before:,} customers before, {counted.after:,} now: {counted.both:,} are in "
        f"both, {counted.gone:,} are gone and {counted.new:,} are new.",
        NOTE,
    )
    row = _draw_earned(page, [effect for effect in table.effects if effect.earnings is not None])
    row = _draw_all(page, table.effects, row + 1)
    row = _draw_segments(page, table.effects, segments, row + 1)
    row = _draw_progress(page, table.progress, row + 1)
    row = _draw_evidence(page, table.proposals, row + 1)
    _draw_sentences(page, row + 1, "What was found, in words", _words(table))
    page.sheet.freeze_panes = f"B{FIRST_ROW}"
    page.sheet.sheet_view.showGridLines = False
    page.print_set_up()


def _draw_earned(page: Page, effects: list[Effect]) -> int:
    """Draw effects in money with live returns; return the row after them."""
    page.header(FIRST_ROW - 1, EARNED_HEADER, 3)
    page.text(FIRST_ROW - 1, 13, EARNED_HEADER[-1], replace(BODY, size=9, rule="header"))
    for row, effect in enumerate(effects, FIRST_ROW):
        _draw_money(page, row, effect)
    row = FIRST_ROW + len(effects)
    if not effects:
        page.text(row, 1, "No effect in money could be measured.", SENTENCE)
        row += 1
    return row


def _draw_money(page: Page, row: int, effect: Effect) -> None:
    money, estimate = effect.earnings, effect.estimate
    if money is None:
        return
    page.text(row, 1, effect.title)
    page.text(row, 2, effect.outcome.title)
    page.number(row, 3, effect.treated.customers, replace(NUMBER, format=COUNT))
    page.number(row, 4, effect.control.customers, replace(NUMBER, format=COUNT))
    for column, value in enumerate((estimate.effect, estimate.low, estimate.high), 5):
        page.number(row, column, value, AMOUNT)
    page.number(row, 8, money.cost, replace(AMOUNT, fill=INPUT))
    returns = (money.roi, money.roi_low, money.roi_high)
    for column, (letter, result) in enumerate(zip("EFG", returns, strict=True), 9):
        shown = result if result is not None and isfinite(result) else ""
        formula = f'IF(H{row}>0,({letter}{row}-H{row})/H{row},"")'
        page.formula(row, column, formula, shown, replace(NUMBER, format=RATIO))
    profit = money.profit if isfinite(money.profit) else ""
    page.formula(row, 12, f"C{row}*(E{row}-H{row})", profit, replace(NUMBER, format=COUNT))
    page.formula(row, 13, _verdict_formula(row, effect), _verdict(effect), _verdict_look(effect))


def _verdict_formula(row: int, effect: Effect) -> str:
    """Judge by the cost in the sheet; what is not fair stays so."""
    if not effect.fair or any(check.passed is False for check in effect.checks):
        return f'"{_verdict(effect)}"'
    won, lost, open_ = (_begun(word) for word in (Earned.EARNED, Earned.LOST, Earned.OPEN))
    return f'IF(F{row}>H{row},"{won}",IF(G{row}<H{row},"{lost}","{open_}"))'


def _verdict(effect: Effect) -> str:
    return _begun(effect.earnings.earned if effect.earnings is not None else effect.verdict)


def _verdict_look(effect: Effect) -> Look:
    lost = effect.earnings is not None and effect.earnings.earned is Earned.LOST
    won = effect.earnings is not None and effect.earnings.earned is Earned.EARNED
    return replace(BODY, bold=won, colour=NEGATIVE if lost else BODY.colour)


def _begun(word: str) -> str:
    return word[:1].upper() + word[1:]


def _draw_all(page: Page, effects: tuple[Effect, ...], row: int) -> int:
    page.text(row, 1, "Everything that was measured", SECTION)
    page.header(row + 1, ALL_HEADER, 3)
    page.text(row + 1, 13, ALL_HEADER[-1], replace(BODY, size=9, rule="header"))
    for at, effect in enumerate(effects, row + 2):
        _draw_effect(page, at, effect)
    return row + 2 + len(effects)


def _draw_effect(page: Page, row: int, effect: Effect) -> None:
    estimate = effect.estimate
    form = SHARE if effect.outcome.scale is Scale.RATE else MONEY
    shown = replace(NUMBER, format=form)
    page.text(row, 1, effect.title)
    page.text(row, 2, effect.outcome.title)
    page.number(row, 3, effect.treated.customers, replace(NUMBER, format=COUNT))
    page.number(row, 4, effect.control.customers, replace(NUMBER, format=COUNT))
    values = (
        effect.treated.mean,
        effect.control.mean,
        estimate.effect,
        estimate.low,
        estimate.high,
    )
    for column, value in enumerate(values, 5):
        page.number(row, column, value, shown)
    page.number(row, 10, estimate.p, replace(NUMBER, format="0.0000"))
    page.number(row, 11, effect.detectable, shown)
    page.number(row, 12, effect.explained, replace(NUMBER, format=SHARE))
    page.text(row, 13, _begun(effect.verdict))


def _draw_segments(
    page: Page, effects: tuple[Effect, ...], segments: tuple[Segment, ...], row: int
) -> int:
    """Draw effects by segment, where there are enough customers; nothing if there are not."""
    found = [(effect, one) for effect in effects for one in effect.segments]
    if not found:
        return row - 1
    page.text(row, 1, "By segment, drawn towards all by what chance explains", SECTION)
    titles = ("Action", "Outcome", "Treated", "Held out", "Effect", "Low", "High", "Alone", "p")
    page.header(row + 1, (*titles, "Segment"), 3)
    for at, (effect, one) in enumerate(found, row + 2):
        form = SHARE if effect.outcome.scale is Scale.RATE else MONEY
        page.text(at, 1, effect.title)
        page.text(at, 2, effect.outcome.title)
        page.number(at, 3, one.treated, replace(NUMBER, format=COUNT))
        page.number(at, 4, one.control, replace(NUMBER, format=COUNT))
        values = (one.shrunk, one.estimate.low, one.estimate.high, one.estimate.effect)
        for column, value in enumerate(values, 5):
            page.number(at, column, value, replace(NUMBER, format=form))
        page.number(at, 9, one.p_holm, replace(NUMBER, format="0.0000"))
        page.text(at, 10, segments[one.segment - 1].name)
    return row + 2 + len(found)


def _draw_progress(page: Page, progress: tuple[MeasureChange, ...], row: int) -> int:
    page.text(row, 1, "What the actions brought to everybody's mean", SECTION)
    titles = ("Measure", "Unit", "Target", "So far", "Low", "High", "In all", "Reached")
    page.header(row + 1, titles, 3)
    for at, change in enumerate(progress, row + 2):
        page.text(at, 1, measure_title(change.measure))
        page.text(at, 2, "per cent" if change.relative else "points")
        values = (change.target, change.so_far, change.low, change.high, change.overall)
        for column, value in enumerate(values, 3):
            page.number(at, column, value, replace(NUMBER, format=RATIO))
        words = {None: "", True: "yes", False: "short"}
        page.text(at, 8, words[change.reached], NUMBER)
    return row + 2 + len(progress)


def _draw_evidence(page: Page, proposals: tuple[Proposal, ...], row: int) -> int:
    page.text(row, 1, "Success measured, for the catalogue", SECTION)
    titles = (
        "Action",
        "",
        "Treated",
        "Held out",
        "Arrived,\ntreated",
        "Arrived,\nheld out",
        "Assumed",
        "Lowest",
        "Likely",
        "Highest",
    )
    page.header(row + 1, titles, 3)
    share = replace(NUMBER, format=SHARE)
    for at, found in enumerate(proposals, row + 2):
        page.text(at, 1, found.title)
        page.number(at, 3, found.treated, replace(NUMBER, format=COUNT))
        page.number(at, 4, found.control, replace(NUMBER, format=COUNT))
        values = (*found.arrived, found.assumed[1], *found.measured)
        for column, value in enumerate(values, 5):
            page.number(at, column, value, share)
    return row + 2 + len(proposals)


def _words(table: ResultTable) -> tuple[str, ...]:
    told = [effect.told for effect in table.effects]
    checks = [check.told for effect in table.effects for check in effect.checks]
    changes = [f"{measure_title(one.measure)}: {one.told}" for one in table.progress]
    found = (*told, *changes, table.drift.told, *table.notes, *dict.fromkeys(checks))
    return tuple(found)


def _draw_sentences(page: Page, row: int, title: str, sentences: tuple[str, ...]) -> None:
    page.text(row, 1, title, SECTION)
    for at, sentence in enumerate(sentences, row + 1):
        page.text(at, 1, sentence, SENTENCE)
        page.sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=LAST)
        lines = 1 + len(sentence) // CHARACTERS_PER_LINE
        page.sheet.row_dimensions[at].height = 14 * lines + 2
