"""Numbers as people read them: grouped, with a true minus, in the locale's own signs."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QLocale

MINUS = "\u2212"
EXACT_BELOW = 100_000
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def number(value: float | None, decimals: int = 0, locale: QLocale | None = None) -> str:
    """Write a number with digit grouping and a fixed number of decimals.

    Parameters
    ----------
    value
        The number; None and NaN mean missing.
    decimals
        Digits after the decimal sign.
    locale
        Whose signs to use; the application's when None.

    Returns
    -------
    str
        Blank when the value is missing; never "-0".
    """
    if value is None or math.isnan(value):
        return ""
    where = _known(locale or QLocale())
    rounded = round(value, decimals)
    written = where.toString(float(abs(rounded)), "f", decimals)
    return MINUS + written if rounded < 0 else written


def _known(locale: QLocale) -> QLocale:
    """Give English where the system names no language, since that locale groups no digits."""
    if locale.language() == QLocale.Language.C:
        return ENGLISH
    return locale


def signed(value: float | None, decimals: int = 0, locale: QLocale | None = None) -> str:
    """Write a change, with its sign in front unless it rounds to zero."""
    written = number(value, decimals, locale)
    if value is None or not written or written.startswith(MINUS):
        return written
    return f"+{written}" if round(value, decimals) > 0 else written


def money(
    value: float | None, currency: str = "", decimals: int = 0, locale: QLocale | None = None
) -> str:
    """Write an amount with its currency sign; without a sign where the currency is unknown."""
    written = number(value, decimals, locale)
    if written.startswith(MINUS):
        return f"{MINUS}{currency}{written.removeprefix(MINUS)}"
    return f"{currency}{written}" if written else ""


def rounded_money(value: float | None, currency: str = "", locale: QLocale | None = None) -> str:
    """Write an amount for a headline: in thousands ("£114k") from 100,000 on, exact below."""
    if value is None or math.isnan(value) or abs(value) < EXACT_BELOW:
        return money(value, currency, 0, locale)
    return f"{money(value / 1000, currency, 0, locale)}k"


def span(low: float, high: float, currency: str = "", locale: QLocale | None = None) -> str:
    """Write a range in words: "£37 to £88"."""
    return f"{money(low, currency, 0, locale)} to {money(high, currency, 0, locale)}"


def shares(counts: Sequence[float], decimals: int = 1) -> list[float]:
    """Turn counts into per cent that add up to exactly 100 as written.

    The largest remainders are rounded up; equal remainders go to the larger count, then to the
    earlier place.

    Parameters
    ----------
    counts
        Non-negative numbers.
    decimals
        Digits kept after the decimal sign.

    Returns
    -------
    list of float
        Per cent; all zero when there is nothing to share.
    """
    total = sum(counts)
    if total <= 0:
        return [0.0 for _ in counts]
    units = 100 * 10**decimals
    exact = [count * units / total for count in counts]
    whole = [math.floor(share) for share in exact]
    order = sorted(
        range(len(exact)), key=lambda place: (whole[place] - exact[place], -counts[place], place)
    )
    for place in order[: units - sum(whole)]:
        whole[place] += 1
    return [share / 10**decimals for share in whole]
