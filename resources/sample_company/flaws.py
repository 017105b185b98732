"""What is deliberately wrong in the files, so that the receipt of an import has something to tell.

Lines are counted from 1, the header included, as a text editor shows them.
"""

from dataclasses import dataclass

TOTAL = "total"
BLANK = "blank"
RAGGED = "ragged"


@dataclass(frozen=True)
class Flaw:
    """One line that is no ordinary row: its kind (blank, total, ragged), line and reason."""

    kind: str
    line: int
    note: str


def spoil_orders(lines: list[str], pence: int, margin: int) -> list[Flaw]:
    """Add an empty line and a total to the lines of an orders file, in place."""
    lines += ["", f"Total,,,{pence / 100:.2f},{margin / 100:.2f}"]
    return [
        Flaw(BLANK, len(lines) - 1, "empty line before the total"),
        Flaw(TOTAL, len(lines), "sum of Amount and of Margin, unknown customers included"),
    ]


def spoil_contacts(lines: list[str]) -> list[Flaw]:
    """Add two blank lines and a row with one field too many to a contacts file, in place.

    One blank line is empty, the other holds bare commas.
    """
    third = len(lines) // 3
    number, day, *_ = lines[third].split(",")
    lines.insert(third, f"{number},{day},phone call, long,31,17.05")
    lines.insert(2 * third, "")
    lines.insert(2 * third + 40, ",,,,")
    return [
        Flaw(RAGGED, third + 1, "six fields instead of five: a comma in the activity, unquoted"),
        Flaw(BLANK, 2 * third + 1, "empty line"),
        Flaw(BLANK, 2 * third + 41, "commas only"),
    ]
