"""Charts as plain shapes, for those who draw them: the PDF report and the web page."""

from dataclasses import dataclass
from math import floor, log10, sqrt
from unicodedata import east_asian_width

from reportlab.pdfbase.pdfmetrics import stringWidth

from core.output.looks import ACCENT, CONTROL, GRID, JUDGED, NEGATIVE, QUIET, TEXT, segment_colour
from core.output.story.form import Curve, Falls, SegmentMap, Spans, bar_of
from core.output.story.written import decimals, share, whole

WIDTH = 480.0
"""Points, of every picture."""

SMALL = 9.0
"""Points, of every text in a picture."""

LARGEST = 26.0
"""Points, the radius of the largest circle of the map."""

BARS = {"brings": CONTROL, "costs": NEGATIVE, "net": ACCENT}
WIDE = {"W", "F"}
LABELS = 130.0
"""Points at the left of a chart with rows, where they are named."""


@dataclass(frozen=True)
class Line:
    """A line through points, each across and down from the upper left corner."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0.75


@dataclass(frozen=True)
class Bar:
    """A filled rectangle: its left, top, width and height."""

    left: float
    top: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True)
class Circle:
    """A filled circle with a white edge."""

    across: float
    down: float
    radius: float
    colour: str


@dataclass(frozen=True)
class Words:
    """A text; ``anchor`` is the part of it that stands at the point: start, middle or end."""

    across: float
    down: float
    text: str
    anchor: str = "start"
    colour: str = QUIET
    bold: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart: its height in points, its shapes from back to front, and what it says."""

    height: float
    shapes: tuple[Line | Bar | Circle | Words, ...]
    alt: str


@dataclass(frozen=True)
class _Frame:
    """The area of a chart, and the values at its borders."""

    left: float
    top: float
    right: float
    bottom: float
    low: tuple[float, float]
    high: tuple[float, float]

    def across(self, value: float) -> float:
        part = (value - self.low[0]) / (self.high[0] - self.low[0])
        return self.left + part * (self.right - self.left)

    def down(self, value: float) -> float:
        part = (value - self.low[1]) / (self.high[1] - self.low[1])
        return self.bottom - part * (self.bottom - self.top)


def picture_of(shown: SegmentMap | Curve | Falls | Spans) -> Picture:
    """Return the picture of a chart."""
    if isinstance(shown, SegmentMap):
        return _map(shown)
    if isinstance(shown, Spans):
        return _spans(shown)
    return _curve(shown) if isinstance(shown, Curve) else _falls(shown)


def round_marks(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Return evenly spaced round numbers, as few as it takes to reach beyond both ends."""
    span = (high - low) or abs(high) or 1.0
    rough = span / most
    power = 10.0 ** floor(log10(rough))
    step = next(power * many for many in (1, 2, 2.5, 5, 10) if power * many >= rough)
    first, last = floor(low / step), floor(high / step)
    last += 0 if last * step >= high else 1
    return tuple(place * step for place in range(first, last + 1))


def fitted(text: str, room: float) -> str:
    """Return a text, shortened to what fits into some points, whatever type it is set in."""
    kept = text
    while text_width(kept) > room:
        kept = f"{kept.rstrip('…')[:-1].rstrip()}…"
    return kept


def text_width(text: str) -> float:
    """Return the points that a text takes: as in Helvetica, which is wider than our own type.

    What it does not have, such as Chinese, takes a square for each letter.
    """
    wide = sum(east_asian_width(letter) in WIDE for letter in text)
    known = "".join(letter for letter in text if east_asian_width(letter) not in WIDE)
    narrow: float = stringWidth(known, "Helvetica", SMALL)
    return wide * SMALL + narrow


def _digits(marks: tuple[float, ...]) -> int:
    step = marks[1] - marks[0]
    return 0 if step >= 1 else min(4, -floor(log10(step)))


def _map(shown: SegmentMap) -> Picture:
    marks = [
        round_marks(min(values), max(values))
        for values in (
            [one.across for one in shown.bubbles],
            [one.up for one in shown.bubbles],
        )
    ]
    marks = [_wider(one) for one in marks]
    low, high = ((marks[0][at], marks[1][at]) for at in (0, -1))
    frame = _Frame(58, 8, WIDTH - 8, 262, low, high)
    shapes = [*_scale(frame, marks[0], marks[1]), *_axis_words(frame, shown.across, shown.up)]
    most = max(one.customers for one in shown.bubbles)
    for one in sorted(shown.bubbles, key=lambda bubble: (-bubble.customers, bubble.code)):
        across, down = frame.across(one.across), frame.down(one.up)
        radius = LARGEST * sqrt(one.customers / most)
        shapes.append(Circle(across, down, radius, segment_colour(one.code)))
        label = Words(across + radius + 3, down + 3, str(one.code), colour=TEXT, bold=one.ideal)
        shapes.append(label)
    return Picture(300, tuple(shapes), shown.alt)


def _wider(marks: tuple[float, ...]) -> tuple[float, ...]:
    """Return marks with one more at each end, so that no circle is cut."""
    step = marks[1] - marks[0]
    return (marks[0] - step, *marks, marks[-1] + step)


def _curve(shown: Curve) -> Picture:
    profits = [profit for _share, profit in shown.points]
    marks = round_marks(min(0.0, *profits), max(0.0, *profits))
    frame = _Frame(70, 8, WIDTH - 8, 232, (0.0, marks[0]), (1.0, marks[-1]))
    tenths = tuple(tenth / 5 for tenth in range(6))
    line = tuple((frame.across(part), frame.down(profit)) for part, profit in shown.points)
    words = _axis_words(frame, "Customers from most to least profitable", "Profit together")
    shapes = (*_scale(frame, tenths, marks, shares=True), *words, Line(line, TEXT, 1.5))
    return Picture(270, shapes, shown.alt)


def _scale(
    frame: _Frame, across: tuple[float, ...], up: tuple[float, ...], *, shares: bool = False
) -> list[Line | Bar | Circle | Words]:
    """Return grid, base lines and the numbers at the axes."""
    shapes: list[Line | Bar | Circle | Words] = []
    for mark in up:
        down = frame.down(mark)
        shapes.append(Line(((frame.left, down), (frame.right, down)), GRID))
        text = decimals(mark, _digits(up))
        shapes.append(Words(frame.left - 5, down + 3, text, "end"))
    for mark in across:
        text = share(mark, 0) if shares else decimals(mark, _digits(across))
        shapes.append(Words(frame.across(mark), frame.bottom + 13, text, "middle"))
    base = ((frame.left, frame.bottom), (frame.right, frame.bottom))
    return [*shapes, Line(base, CONTROL)]


def _axis_words(frame: _Frame, across: str, up: str) -> tuple[Words, Words]:
    middle = (frame.left + frame.right) / 2
    return (
        Words(middle, frame.bottom + 28, f"{across} →", "middle"),
        Words(frame.left + 4, frame.top + 4, f"↑ {up}"),
    )


def _falls(shown: Falls) -> Picture:
    spans = [bar_of(shown.steps, place) for place in range(len(shown.steps))]
    ends = [end for span in spans for end in span]
    marks = round_marks(min(0.0, *ends), max(0.0, *ends), most=5)
    row = 26.0
    bottom = 8 + row * len(spans)
    frame = _Frame(LABELS, 8, WIDTH - 60, bottom, (marks[0], 0.0), (marks[-1], 1.0))
    shapes: list[Line | Bar | Circle | Words] = []
    for mark in marks:
        across = frame.across(mark)
        shapes.append(Line(((across, frame.top), (across, bottom)), GRID))
        shapes.append(Words(across, bottom + 13, whole(mark), "middle"))
    for place, (step, span) in enumerate(zip(shown.steps, spans, strict=True)):
        left, right = sorted(map(frame.across, span))
        top = frame.top + place * row + 4
        net = step.kind == "net"
        shapes.append(Words(LABELS - 8, top + 12, step.label, "end", TEXT, bold=net))
        shapes.append(Bar(left, top, max(right - left, 0.5), row - 8, BARS[step.kind]))
        amount = Words(right + 5, top + 12, whole(step.amount), colour=TEXT, bold=net)
        shapes.append(amount)
    zero = frame.across(0.0)
    shapes.append(Line(((zero, frame.top), (zero, bottom)), CONTROL))
    return Picture(bottom + 20, tuple(shapes), shown.alt)


def _spans(shown: Spans) -> Picture:
    """Draw each effect as a dot on its interval, and its cost as a mark across it."""
    ends = [end for one in shown.spans for end in (one.low, one.high, one.cost)]
    marks = round_marks(min(0.0, *ends), max(0.0, *ends), most=5)
    row = 24.0
    bottom = 8 + row * len(shown.spans)
    frame = _Frame(LABELS, 8, WIDTH - 10, bottom, (marks[0], 0.0), (marks[-1], 1.0))
    shapes: list[Line | Bar | Circle | Words] = []
    for mark in marks:
        across = frame.across(mark)
        colour = GRID if mark else CONTROL
        shapes.append(Line(((across, frame.top), (across, bottom)), colour))
        shapes.append(Words(across, bottom + 13, decimals(mark, _digits(marks)), "middle"))
    for place, one in enumerate(shown.spans):
        middle = frame.top + (place + 0.5) * row
        low, at, high, cost = map(frame.across, (one.low, one.middle, one.high, one.cost))
        shapes.append(Words(LABELS - 8, middle + 3, fitted(one.label, LABELS - 8), "end", TEXT))
        shapes.append(Line(((low, middle), (high, middle)), JUDGED[one.kind], 2.5))
        shapes.append(Line(((cost, middle - 7), (cost, middle + 7)), TEXT, 1.5))
        shapes.append(Circle(at, middle, 4, JUDGED[one.kind]))
    told = f"{shown.across}; the upright mark is the cost →"
    words = Words((LABELS + WIDTH - 10) / 2, bottom + 28, told, "middle")
    return Picture(bottom + 36, (*shapes, words), shown.alt)
