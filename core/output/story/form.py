"""The one form in which the story is told: chapters, and in each what is shown and said.

Slides, PDF and HTML are drawn from it and add nothing of their own. Numbers in it are written
out; charts have them as numbers too.
"""

from dataclasses import dataclass

LANGUAGE = "en-GB"
"""Of every sentence."""


@dataclass(frozen=True)
class Figure:
    """A headline number: what it is, and the number as it is written."""

    label: str
    text: str


@dataclass(frozen=True)
class Table:
    """A table of texts.

    Attributes
    ----------
    titles
        Of the columns.
    rows
        Cells as they are written.
    words
        How many of the first columns hold words; the others hold numbers, or short words that
        stand to the right.
    codes
        Code of the segment that each row is about; 0 for none.
    total
        Whether the last row sums up the others.
    """

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    codes: tuple[int, ...] = ()
    total: bool = False


@dataclass(frozen=True)
class Bubble:
    """A segment on the map: its code and name, where it lies, how many customers it has."""

    code: int
    name: str
    across: float
    up: float
    customers: int
    ideal: bool


@dataclass(frozen=True)
class SegmentMap:
    """The segments on two axes; ``alt`` says in words what is to be seen."""

    across: str
    up: str
    bubbles: tuple[Bubble, ...]
    alt: str


@dataclass(frozen=True)
class Curve:
    """Profit added up from the most to the least profitable customer.

    ``points`` are pairs of a share of the customers, 0 to 1, and what they earn together.
    """

    points: tuple[tuple[float, float], ...]
    alt: str


@dataclass(frozen=True)
class Step:
    """A step of a waterfall; ``kind`` is ``"brings"``, ``"costs"`` or ``"net"``."""

    label: str
    amount: float
    kind: str


@dataclass(frozen=True)
class Falls:
    """What a plan earns, step by step."""

    steps: tuple[Step, ...]
    alt: str


@dataclass(frozen=True)
class Span:
    """An effect beside its cost.

    Attributes
    ----------
    label
        Whose it is.
    low, middle, high
        The effect, and the ends of its interval.
    cost
        What it cost.
    kind
        ``"won"`` if the whole interval lies above the cost, ``"lost"`` if it lies below, else
        ``"open"``.
    """

    label: str
    low: float
    middle: float
    high: float
    cost: float
    kind: str


@dataclass(frozen=True)
class Spans:
    """Effects with their intervals, one below the other; ``across`` says what they are."""

    spans: tuple[Span, ...]
    across: str
    alt: str


Shown = Table | SegmentMap | Curve | Falls | Spans


@dataclass(frozen=True)
class Exhibit:
    """What is shown, under a title that says what is to be seen in it.

    Attributes
    ----------
    title
        A finding, as a sentence without a full stop.
    told
        What else is to be said, as sentences.
    shown
        A table or a chart; None if sentences are all there is.
    """

    title: str
    told: tuple[str, ...] = ()
    shown: Shown | None = None


@dataclass(frozen=True)
class Chapter:
    """Exhibits that belong together."""

    heading: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True)
class Story:
    """What an analysis comes to.

    Attributes
    ----------
    title
        What it comes to, in a sentence without a full stop.
    told
        What the numbers are, as a sentence.
    figures
        The headline numbers.
    lead
        What to know first, as sentences.
    chapters
        In reading order.
    source
        Program, version and fingerprint, so that everybody can tell what it was made from.
    """

    title: str
    told: str
    figures: tuple[Figure, ...]
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    source: str


def bar_of(steps: tuple[Step, ...], place: int) -> tuple[float, float]:
    """Return from where to where the bar of a step of a waterfall runs."""
    step = steps[place]
    if step.kind == "net":
        return 0.0, step.amount
    before = sum(one.amount for one in steps[:place])
    return before, before + step.amount
