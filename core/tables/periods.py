"""What became of a plan: who moved between two periods, and what each action really earned."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.settings import Direction
from core.tables.results import Effect, Flags

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, eq=False)
class Arms:
    """Who was to get one action, and who was held out.

    Attributes
    ----------
    action, title
        Key and name of the action.
    places
        Rows among the earlier period's customers, ascending.
    treated
        Shape (places,): True for those who were to get it, False for those held out.
    received
        Shape (places,): whether they really got it; None if nobody has written that down.
    cost
        Mean cost of one treated customer; None if it is not known.
    share
        Share that was meant to be held out; None if it is not known.
    """

    action: str
    title: str
    places: npt.NDArray[np.int64]
    treated: Flags
    received: Flags | None = None
    cost: float | None = None
    share: float | None = None


@dataclass(frozen=True)
class Into:
    """How many moved into the ideal, and how many of them would have by themselves.

    Attributes
    ----------
    moved
        Customers of other segments who are in the ideal now.
    natural
        How many would be there if nobody had been treated, as those held out show.
    low, high
        95 % interval of the natural number.
    chance
        How many chance and the return to the usual would bring there if nobody had changed;
        NaN if that cannot be told.
    """

    moved: int
    natural: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True)
class Moves:
    """Who moved from where to where between two periods.

    Rows are the segments in code order, then customers not scored before, then new customers.
    Columns are the segments in code order, then customers not scored now, then those who left.

    Attributes
    ----------
    counts
        Customers observed.
    natural
        Customers expected if nobody had been treated; the same sums of rows.
    chance
        Segments by segments: where customers scored both times would be if each had stayed
        as they are and only chance had moved the numbers; empty if that cannot be told.
    by_action
        For each action, its key and the moves of those treated, laid out like ``counts``.
    goal
        Code of the ideal, or of the most desirable segment.
    ideal
        Whether the goal is an ideal.
    into
        Moves into the goal; None if nobody was treated and held out.
    stayed
        Customers scored both times who are where they were, observed and by chance (NaN if
        that cannot be told).
    """

    counts: tuple[tuple[int, ...], ...]
    natural: tuple[tuple[float, ...], ...]
    chance: tuple[tuple[float, ...], ...]
    by_action: tuple[tuple[str, tuple[tuple[int, ...], ...]], ...]
    goal: int
    ideal: bool
    into: Into | None
    stayed: tuple[int, float]


@dataclass(frozen=True)
class AxisDrift:
    """How the customers lie on an axis now, on the scale of the earlier period.

    Attributes
    ----------
    measure
        The axis.
    index
        Population stability index over tenths of the scores.
    beyond
        Share of customers outside the range of the earlier values, 0 to 1.
    """

    measure: str
    index: float
    beyond: float


@dataclass(frozen=True)
class Drift:
    """Whether the segments of the earlier period still fit.

    Attributes
    ----------
    axes
        In axis order.
    spread
        Mean squared distance to the nearest centre now, as a multiple of what it was.
    fits
        Whether they do.
    told
        The finding as a sentence.
    """

    axes: tuple[AxisDrift, ...]
    spread: float
    fits: bool
    told: str


@dataclass(frozen=True)
class Proposal:
    """A success measured in an experiment, for the catalogue.

    Attributes
    ----------
    action, title
        Key and name of the action.
    assumed
        Lowest, likely and highest success that the catalogue had.
    measured
        10th, 50th and 90th percentile of the success after the experiment.
    arrived
        Share of the treated and of the held out who got where the action leads.
    treated, control
        Customers counted.
    """

    action: str
    title: str
    assumed: tuple[float, float, float]
    measured: tuple[float, float, float]
    arrived: tuple[float, float]
    treated: int
    control: int


@dataclass(frozen=True)
class MeasureChange:
    """How far a measure of the whole company has come, and what it owes to the actions.

    Attributes
    ----------
    measure
        The measure.
    better
        Which end is good.
    relative
        Whether target and changes are shares of the earlier mean rather than in the unit.
    target
        The stated change; None if none was stated.
    so_far, low, high
        Change of the mean of everybody that the actions brought, and its 95 % interval.
    overall
        Change of the mean in all, whatever brought it.
    reached
        Whether what the actions brought reaches the target; None without a target.
    told
        Why target and result differ, as a sentence.
    """

    measure: str
    better: Direction
    relative: bool
    target: float | None
    so_far: float
    low: float
    high: float
    overall: float
    reached: bool | None
    told: str


@dataclass(frozen=True)
class Counted:
    """Who is in the comparison of two periods.

    Attributes
    ----------
    before, after
        Customers of each period.
    both, gone, new
        Customers of both, of the earlier and of the later one only.
    unscored_before, unscored_after
        Customers of each without a value on every axis.
    unmatched
        Customers with an action who are not among those of the earlier period.
    """

    before: int
    after: int
    both: int
    gone: int
    new: int
    unscored_before: int
    unscored_after: int
    unmatched: int


@dataclass(frozen=True, eq=False)
class ResultTable:
    """What the plan of the earlier period really earned.

    Attributes
    ----------
    counted
        Who is in the comparison.
    effects
        By action, in the order of their first outcome's profit; the first outcome of an action
        is the one in money.
    moves, drift
        Who moved, and whether the segments still fit.
    proposals
        Measured successes for the catalogue.
    progress
        One for each measure.
    before, after, action, arm
        Shape (later customers,): the earlier segment (0 not scored, -1 new), the segment now
        on the earlier scale, the place of the action among ``actions`` from 1 (0 for none), and
        the arm (1 treated, 2 held out, 0 none).
    actions
        Keys of the actions, in the order of the effects.
    notes
        What else is worth knowing, as sentences.
    """

    counted: Counted
    effects: tuple[Effect, ...]
    moves: Moves
    drift: Drift
    proposals: tuple[Proposal, ...]
    progress: tuple[MeasureChange, ...]
    before: Codes
    after: Codes
    action: Codes
    arm: Codes
    actions: tuple[str, ...]
    notes: tuple[str, ...]
