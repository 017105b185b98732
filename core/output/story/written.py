"""Numbers as they stand in sentences and tables of the story: English, with a true minus."""

from math import isfinite

FINE_BELOW = 1.0
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def counted_words(number: int) -> str:
    """Write a small number out as it begins a sentence, and others in figures."""
    return NUMBERS[number] if number < len(NUMBERS) else whole(number)


def whole(number: float | None) -> str:
    """Write a number without decimals, digits in groups."""
    return decimals(number, 0)


def decimals(number: float | None, digits: int) -> str:
    """Write a number with some decimals; "" if it is not known, and never "−0"."""
    if number is None or not isfinite(number):
        return ""
    written = f"{abs(number):,.{digits}f}"
    below = number < 0 and any(digit in "123456789" for digit in written)
    return f"−{written}" if below else written


def money(number: float | None) -> str:
    """Write an amount with hundredths."""
    return decimals(number, 2)


def share(number: float | None, digits: int = 1) -> str:
    """Write a share of 1 in per cent."""
    written = decimals(None if number is None else 100 * number, digits)
    return f"{written} %" if written else ""


def signed(number: float, digits: int) -> str:
    """Write a change, with a plus in front if it is one."""
    written = decimals(number, digits)
    return f"+{written}" if number > 0 and not written.startswith("−") else written


def digits_for(values: tuple[float, ...]) -> int:
    """Return with how many decimals the values of a measure can be told apart."""
    known = [value for value in values if isfinite(value)]
    if all(value == round(value) for value in known):
        return 0
    return 2 if max(map(abs, known)) >= FINE_BELOW else 4
