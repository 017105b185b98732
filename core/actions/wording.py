"""Numbers and measures as they are written inside sentences."""

ALWAYS_WHOLE = 100


def money(amount: float) -> str:
    """Write an amount, whole from 100 on, otherwise with hundredths: ``1,240``, ``8.50``, ``8``."""
    written = f"{abs(amount):,.0f}" if abs(amount) >= ALWAYS_WHOLE else f"{abs(amount):.2f}"
    written = written.removesuffix(".00")
    return f"−{written}" if amount < 0 and written != "0" else written


def in_hundred(share: float) -> str:
    """Write a share as a number out of a hundred, with one decimal if it needs it: ``12``."""
    return f"{100 * share:.1f}".removesuffix(".0")


def plain(measure: str) -> str:
    """Write the name of a measure in words: ``cost to serve``."""
    return measure.replace("_", " ")
