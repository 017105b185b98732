"""What the engine tells about an analysis: small values, and files for what is large."""

from dataclasses import dataclass

from core.settings import Axis, Kind, Limit, Recipe, Settings
from core.settings.model import Box
from core.tables.actions import ActionTable
from core.tables.customers import Alike, Join, Measure, Unknown
from core.tables.lifetime import Lifetime, ModelCheck
from core.tables.listing import ListColumn
from core.tables.periods import Counted, Drift, MeasureChange, Moves, Proposal
from core.tables.plan import Plan, ScenarioResult
from core.tables.profit import Concentration, Tier, Totals, Whale
from core.tables.results import Effect
from core.tables.segments import Ideal, Segment, Spread
from core.tables.sources import (
    Column,
    Confidence,
    Offer,
    Question,
    Receipt,
    SetAside,
    SideBySide,
)
from core.tables.trust import USUAL, Approach, Match, Remedy
from core.tables.value import Costs, Period, Survey


@dataclass(frozen=True)
class Aside:
    """Rows of a source that are set aside for one reason: how many, and the first of them."""

    reason: str
    rows: int
    first: tuple[int, ...]


@dataclass(frozen=True)
class SourceView:
    """A source as it is shown: how it was read, its first rows, its receipt.

    Attributes
    ----------
    preview_rows
        Place in the file, from 1, of each row of the preview.
    preview
        The first rows as they stand in the file, one tuple of cells per row.
    set_aside
        The first 1,000 rejected rows; the receipt has their number.
    aside
        All rejected rows by reason, the most frequent first.

    The others are those of `core.tables.sources.SourceTable`.
    """

    name: str
    path: str
    recipe: Recipe
    sheets: tuple[str, ...]
    kind: Kind
    kind_reason: str
    columns: tuple[Column, ...]
    preview_rows: tuple[int, ...]
    preview: tuple[tuple[str, ...], ...]
    receipt: Receipt
    set_aside: tuple[SetAside, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    offers: tuple[Offer, ...] = ()
    side_by_side: tuple[SideBySide, ...] = ()
    kind_confidence: Confidence = Confidence.LIKELY
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True)
class CustomersView:
    """The customer table in numbers; see `core.tables.customers.CustomerTable`.

    ``digest`` is "" as long as there is no table but only what joining the sources has told.
    """

    customers: int
    measures: tuple[Measure, ...]
    joins: tuple[Join, ...]
    notes: tuple[str, ...]
    digest: str = ""


@dataclass(frozen=True)
class ValueView:
    """What customers are worth, with one file per array for what is picked on the page.

    Attributes
    ----------
    customers
        All customers.
    rank_file, tier_file, stage_file
        ``.npy`` files to be memory-mapped, in the order of the customer ids: int32, twice int8.

    The others are those of `core.tables.value.ValueTable`.
    """

    customers: int
    period: Period
    earned: str
    totals: Totals | None
    whale: Whale | None
    concentration: Concentration | None
    tiers: tuple[Tier, ...]
    finding: str
    pattern: str
    lifetime: Lifetime | None
    check: ModelCheck | None
    costs: Costs | None
    activities: tuple[str, ...]
    survey: Survey | None
    without_cost: str
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    notes: tuple[str, ...]
    rank_file: str
    tier_file: str
    stage_file: str


@dataclass(frozen=True)
class AxisView:
    """How all customers lie on one axis.

    Attributes
    ----------
    axis
        The axis in force.
    source
        Where its numbers come from, as a sentence.
    filled, missing
        Customers with and without a value.
    distinct
        Number of different values.
    smallest, lower, median, upper, largest
        Quartiles, in the axis' own unit; NaN if nobody has a value.
    edges, counts
        A histogram: ``len(counts) + 1`` edges in the axis' own unit; the first and the last bar
        also hold the values below the 1st and above the 99th percentile.
    """

    axis: Axis
    source: str
    filled: int
    missing: int
    distinct: int
    smallest: float
    lower: float
    median: float
    upper: float
    largest: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class AxesView:
    """The axes in force; ``proposed`` tells that the program chose them.

    The others are those of `core.tables.customers.ScoredCustomers`.
    """

    axes: tuple[AxisView, ...]
    proposed: bool
    notes: tuple[str, ...]
    assumed: tuple[int, ...] = ()
    alike: tuple[Alike, ...] = ()


@dataclass(frozen=True)
class SegmentsView:
    """The segments, with one file per array for the scatter.

    Attributes
    ----------
    customers, unscored
        All customers, and those without a value on every axis.
    values_file, scores_file, codes_file, ids_file
        ``.npy`` files to be memory-mapped: twice float32 of shape (customers, axes), int8 and
        fixed-width text, in the order of the customer ids. Scores are 0 to 1, 1 is best.
    limits
        The limits of the grid in force; empty for other methods.
    kept
        Whether the customers were placed into segments that were kept.
    kept_names
        What the kept segments are called now, in the order of their codes; empty without any.
    unknown
        Those who are not scored, by what they lack.

    The others are those of `core.tables.segments.SegmentTable`.
    """

    customers: int
    unscored: int
    segments: tuple[Segment, ...]
    ideal: Ideal
    everyone: tuple[Spread, ...]
    silhouette: float
    inertia: float
    notes: tuple[str, ...]
    values_file: str
    scores_file: str
    codes_file: str
    ids_file: str
    approach: Approach = USUAL
    boxes: tuple[Box, ...] = ()
    explaining: float = 0.0
    matches: tuple[Match, ...] = ()
    agreement: float | None = None
    remedy: Remedy | None = None
    limits: tuple[Limit, ...] = ()
    kept: bool = False
    kept_names: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True)
class ResultsView:
    """What the plan of the earlier period really earned.

    Attributes
    ----------
    before, after
        What the two periods are called.
    segments
        Those of the earlier period; the later one is looked at with them.
    moves_file
        ``.npy`` file to be memory-mapped: int8 of shape (later customers, 4) with the earlier
        segment (0 not scored, -1 new), the segment now, the place of the action among
        ``actions`` from 1 (0 for none), and the arm (1 treated, 2 held out, 0 none).
    actions
        Keys of the actions, in the order of the effects.

    The others are those of `core.tables.periods.ResultTable`.
    """

    before: str
    after: str
    segments: tuple[Segment, ...]
    counted: Counted
    effects: tuple[Effect, ...]
    moves: Moves
    drift: Drift
    proposals: tuple[Proposal, ...]
    progress: tuple[MeasureChange, ...]
    actions: tuple[str, ...]
    notes: tuple[str, ...]
    moves_file: str


@dataclass(frozen=True)
class Problem:
    """Why the analysis could not go on: the text of a `core.errors.UserError`.

    ``step`` is the name of the step that could not be done; ``locked`` is the path of a file that
    takes a password, or "".
    """

    step: str
    message: str
    hint: str
    locked: str = ""


@dataclass(frozen=True)
class Analysis:
    """As much of an analysis as could be done; what is None waits for ``problem``.

    ``settings`` are those that led to it, with the digests of the files that were read;
    ``sources`` stand in their order there, None for a file that could not be read.
    ``serial`` tells lookups which analysis they are about; 0 before the first. ``columns`` are
    those that a list of the customers can have. ``covers`` says which period the sources are of,
    "" if no event has a date.
    """

    settings: Settings
    serial: int = 0
    sources: tuple[SourceView | None, ...] = ()
    customers: CustomersView | None = None
    value: ValueView | None = None
    axes: AxesView | None = None
    segments: SegmentsView | None = None
    actions: ActionTable | None = None
    plan: Plan | None = None
    columns: tuple[ListColumn, ...] = ()
    scenarios: tuple[ScenarioResult, ...] = ()
    results: ResultsView | None = None
    problem: Problem | None = None
    covers: str = ""
