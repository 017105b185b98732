"""What only the user can know before the numbers of a source are added up."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.intake.column import Floats, Places
from core.intake.currencies import SeveralCurrencies
from core.intake.entry_words import says_payment, says_total
from core.intake.masks import Mask
from core.intake.order_totals import SeveralLines
from core.intake.questions import Asker
from core.intake.said import Said
from core.settings import Answer, ReadAs
from core.tables.sources import Choice, Question

_SHOWN, _LEVELS = 4, 7
_WHY = {
    True: "what was invoiced and then paid would be added up twice",
    False: "what was offered or ordered and then invoiced would be added up again",
}


def about_currencies(asker: Asker, column: str, found: SeveralCurrencies) -> Question:
    """What to do with amounts in another currency than that of most rows."""
    (usual, most), *rest = found.cells
    named = ", ".join(f"{text} in {count:,}" for text, count in rest[:_SHOWN])
    more = " …" if len(rest) > _SHOWN else ""
    return asker.question(
        f"The amounts are in {usual} and in {rest[0][0]}, as ‘{column}’ says. "
        "What is to be added up?",
        f"{usual} stands in {most:,} rows, {named}{more}; "
        "amounts in different currencies have no sum.",
        (
            Choice(
                f"{usual} only: set {_rows(sum(count for _text, count in rest))} aside",
                asker.answered(Answer.SET_ASIDE),
            ),
            Choice("All: they are converted already", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        np.flatnonzero(found.others),
    )


def about_voided(asker: Asker, column: str, found: Said) -> Question:
    """Whether orders that were cancelled count."""
    text, count = found.cells[0]
    places = np.flatnonzero(found.rows)
    return asker.question(
        f"‘{column}’ says ‘{text}’ of {_counted(count, 'order', 'orders')}. Do they count?",
        f"{_cells_of(found)}, the first in row {asker.row(places):,}; what never came "
        "about brings nothing.",
        (
            Choice(f"No: set {_rows(len(places))} aside", asker.answered(Answer.SET_ASIDE)),
            Choice("Yes, like all others", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        places,
    )


def about_given_back(asker: Asker, column: str, found: Said, again: Said | None) -> Question:
    """Whether rows that say that they are refunds are taken off, though no sign says so.

    Rows of the same column that say again what others say are set aside with that answer.

    Parameters
    ----------
    asker, column
        Asks about the column.
    found, again
        The refunds, and the rows that are beside what they say again; None for none.
    """
    text, count = found.cells[0]
    places = np.flatnonzero(found.rows)
    row = "row" if count == 1 else "rows"
    also, and_them, it, cells = "", "", "it", _cells_of(found)
    if again is not None:
        others = _named(again)
        also, and_them = f", and set {others} aside", f" and {others}"
        it = "all of it"
        cells += f", beside {_cells_of(again)}"
    return asker.question(
        f"‘{column}’ says ‘{text}’ of {count:,} {row} with amounts above 0. Is that money given "
        "back?",
        f"{cells}, the first in row {asker.row(places):,}; as they stand, "
        "they are added to what was paid.",
        (
            Choice(f"Yes: take it off{also}", asker.answered(Answer.TAKEN_OFF)),
            Choice(f"Set {_rows(len(places))}{and_them} aside", asker.answered(Answer.SET_ASIDE)),
            Choice(f"No: {it} counts as it stands", asker.answered(Answer.TEXT)),
        ),
        f'"answers": {{"{column}": "taken off"}}, "set aside" or "text"',
        places,
    )


def _named(again: Said) -> str:
    """What rows are that say again what others say."""
    if all(says_payment(text) for text, _count in again.cells):
        return "payments for invoices"
    return (
        "totals" if all(says_total(text) for text, _count in again.cells) else "what is no invoice"
    )


def about_beside(asker: Asker, column: str, found: Said) -> Question:
    """Whether rows count beside others that say the same, such as payments beside invoices."""
    text, count = found.cells[0]
    places = np.flatnonzero(found.rows)
    total = says_total(text)
    others = "what they add up" if total else "invoices"
    stand = "stands" if total else "stand"
    why = "what they add up is counted already" if total else _WHY[says_payment(text)]
    only = "Without the totals" if total else "Invoices only"
    return asker.question(
        f"‘{column}’ says ‘{text}’ of {_counted(count, 'row', 'rows')}, and {others} {stand} there "
        "as well. Do both count?",
        f"{_cells_of(found)}, the first in row {asker.row(places):,}; {why}.",
        (
            Choice(f"{only}: set {_rows(len(places))} aside", asker.answered(Answer.SET_ASIDE)),
            Choice("Both count", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        places,
    )


def about_nobody(asker: Asker, column: str, found: Said) -> Question:
    """Whether an id that may stand for many people is one customer."""
    text = found.cells[0][0]
    places = np.flatnonzero(found.rows)
    return asker.question(
        f"Is ‘{text}’ in ‘{column}’ one customer, or does it stand for people nobody knows?",
        f"{_cells_of(found)}, the first in row {asker.row(places):,}; as one "
        "customer they may come out on top.",
        (
            Choice(f"Nobody: set {_rows(len(places))} aside", asker.answered(Answer.SET_ASIDE)),
            Choice("One customer like all others", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        places,
    )


def about_turned(asker: Asker, column: str, values: Floats) -> Question:
    """Whether 1 is the best answer, as it is of school grades."""
    places = np.flatnonzero(~np.isnan(values))
    return asker.question(
        f"Is 1 the best answer in ‘{column}’?",
        f"The answers go from {np.nanmin(values):g} to {np.nanmax(values):g}; everywhere else more "
        "is better.",
        (
            Choice("Yes: turn the answers round", asker.answered(Answer.TURNED)),
            Choice("No: more is better", asker.read_as(ReadAs.NUMBER)),
        ),
        f'"answers": {{"{column}": "turned round"}} or "types": {{"{column}": "number"}}',
        places,
    )


def about_ranks(
    asker: Asker, column: str, ranks: Mapping[str, int], rows: Mask, nothing: Mask
) -> Question:
    """Whether answers in words count as their places on a scale.

    Parameters
    ----------
    asker, column
        Asks about the column.
    ranks
        What each answer would count as.
    rows, nothing
        Rows with an answer, and with words for none.
    """
    texts = sorted(ranks, key=lambda text: (ranks[text], text))
    worst, best = texts[0], texts[-1]
    shown = texts if len(texts) <= _LEVELS else [*texts[:2], *texts[-2:]]
    named = ", ".join(f"‘{text}’ as {ranks[text]}" for text in shown)
    places = np.flatnonzero(nothing)
    if len(places):
        cells = _counted(len(places), "cell has", "cells have")
        named += f"; {cells} none, such as ‘{asker.texts(places[:1])[0].strip()}’"
    return asker.question(
        f"‘{column}’ answers in words. Is ‘{best}’ the best answer, and ‘{worst}’ the worst?",
        f"They would count so: {named}.",
        (
            Choice("Yes: count them so", asker.answered(Answer.RANKED)),
            Choice(f"No: ‘{worst}’ is the best", asker.answered(Answer.TURNED)),
            Choice("Leave them as words", asker.answered(Answer.TEXT)),
        ),
        f'"answers": {{"{column}": "ranked"}}, "turned round" or "text"',
        np.flatnonzero(rows),
    )


def about_codes(asker: Asker, column: str, codes: Sequence[str], rows: Mask) -> Question:
    """Whether numbers such as 99, far from all others, mean that there is none."""
    places = np.flatnonzero(rows)
    cells, verb = ("1 cell", "has") if len(places) == 1 else (f"{len(places):,} cells", "have")
    return asker.question(
        f"Does {codes[0]} in ‘{column}’ mean that there is no number?",
        f"{cells} of ‘{column}’ {verb} {' or '.join(codes)}, far from all other numbers; the first "
        f"is in row {asker.row(places):,}.",
        (
            Choice("It means missing", asker.missing(codes)),
            Choice("It is a number like all others", asker.read_as(ReadAs.NUMBER)),
        ),
        f'"missing": {{"{column}": "{codes[0]}"}} or "types": {{"{column}": "number"}}',
        places,
    )


def about_copies(asker: Asker, column: str, places: Places, first: int) -> Question:
    """Whether rows that say the same as others, word for word, count once.

    Parameters
    ----------
    asker, column
        Asks about the column with the number of each row.
    places
        The copies.
    first
        The row of the file that the first of them repeats.
    """
    text, count = asker.texts(places[:1])[0], len(places)
    which = "the copy" if count == 1 else f"the {count:,} copies"
    return asker.question(
        f"{column} {text} stands in row {first:,} and, word for word the same, in row "
        f"{asker.row(places):,}. Does it count once?",
        f"{_counted(count, 'row says', 'rows say')} the same as an earlier one in every cell.",
        (
            Choice(f"Once: set {which} aside", asker.answered(Answer.SET_ASIDE)),
            Choice("Each counts: they are different", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        places,
    )


def about_totals(asker: Asker, column: str, amount: str, found: SeveralLines) -> Question:
    """Whether an amount that stands in each row of an order counts once.

    Parameters
    ----------
    asker, column
        Asks about the column with the number of the order.
    amount
        The column with what was paid.
    found
        The rows that repeat the amount of the first of their order.
    """
    text, count = asker.texts(found.again[:1])[0], len(found.again)
    return asker.question(
        f"Each row of {column} {text} has the same ‘{amount}’, and so with other orders. Is it the "
        "total of the order, which counts once?",
        f"{_counted(count, 'row repeats', 'rows repeat')} the amount of the first row of their "
        f"order, the first of them row {asker.row(found.again):,}. What else they say, such as a "
        "cost, goes with them.",
        (
            Choice(f"Once: set {_rows(count)} aside", asker.answered(Answer.SET_ASIDE)),
            Choice("Each row counts: it is of that row", asker.answered(Answer.TEXT)),
        ),
        _entry(column),
        found.again,
    )


def _cells_of(found: Said) -> str:
    (text, count), *others = found.cells[:_SHOWN]
    more = [f"‘{other}’ in {cells:,}" for other, cells in others]
    rest = " …" if len(found.cells) > _SHOWN else ""
    return ", ".join([f"‘{text}’ in {_counted(count, 'row', 'rows')}", *more]) + rest


def _rows(count: int) -> str:
    return "this row" if count == 1 else f"these {count:,} rows"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _entry(column: str) -> str:
    return f'"answers": {{"{column}": "set aside"}}, or "text"'
