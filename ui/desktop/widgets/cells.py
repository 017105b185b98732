"""What stands in a table: headings and cells, as values."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The top of a column.

    Attributes
    ----------
    text
        Name with unit; a line break makes it two lines.
    strong
        A second line in the text colour, such as the role of a column.
    right
        Whether the column holds numbers, which stand at the right.
    stretch
        Share of the room left over; 0 for a column as wide as its contents.
    firm
        Whether a column that stretches never becomes narrower than its contents.
    least
        Smallest width, in units of the design.
    drop_below
        Width of the table, in units of the design, under which the column is left out.
    spare
        Where there is no room for all columns of a long table, those with the greatest number
        are left out first; 0 for a column that stays.
    tinted
        Whether the column stands out, because it is asked about or looked at.
    ticks
        Values written over a column of intervals, on their common scale.
    tooltip
        More about the column, as plain text.
    drawn
        Whether the column only draws what another one says; it is not copied.
    """

    text: str
    strong: str = ""
    right: bool = False
    stretch: int = 0
    firm: bool = False
    least: float = 24
    drop_below: float = 0
    spare: int = 0
    tinted: bool = False
    ticks: tuple[float, ...] = ()
    tooltip: str = ""
    drawn: bool = False


@dataclass(frozen=True)
class Bar:
    """A number drawn from zero on, to the right or, below zero, to the left.

    Attributes
    ----------
    value
        The number.
    low, high
        Ends of the scale that the bars of a column have in common; zero is among them.
    token
        Name of the colour of a bar to the right; one to the left has that of losses.
    """

    value: float
    low: float
    high: float
    token: str = "control"


@dataclass(frozen=True)
class Interval:
    """A number with its range, drawn on the common scale of its column.

    ``decides`` is False when the dot is to be open, because the action does not pay; ``bar`` is
    what the range has to be beyond, drawn as a mark of its own.
    """

    low: float
    middle: float
    high: float
    decides: bool = True
    bar: float | None = None


@dataclass(frozen=True)
class Cell:
    """One cell.

    Attributes
    ----------
    text
        What is shown.
    plain
        What copying gives: a plain number for a number; the text if empty.
    look
        ``""``, ``strong``, ``quiet``, ``negative`` or ``accent``.
    note
        More text in the second colour, after the text.
    below
        A small line in the second colour, below the text; the table needs two lines.
    tooltip
        Plain text.
    mark
        Number of a segment's style, drawn before the text.
    icon
        Name of an icon, drawn instead of the text.
    interval, bar
        Drawn instead of the text.
    """

    text: str = ""
    plain: str = ""
    look: str = ""
    note: str = ""
    below: str = ""
    tooltip: str = ""
    mark: int | None = None
    icon: str = ""
    interval: Interval | None = None
    bar: Bar | None = None


def amount(text: str, value: float, look: str = "") -> Cell:
    """Make the cell of a number: negative ones in their colour, zero in the second one."""
    if not look and value < 0:
        look = "negative"
    if not look and value == 0:
        look = "quiet"
    return Cell(text, plain=f"{value:.10g}", look=look)


def interval_scale(headings: tuple[Heading, ...], column: int) -> tuple[float, float]:
    """Give the ends of the common scale of a column of intervals."""
    ticks = headings[column].ticks
    return (ticks[0], ticks[-1]) if len(ticks) > 1 else (0.0, 1.0)
