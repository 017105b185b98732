"""What each action earns: per customer, per segment, and how sure that is."""

from dataclasses import dataclass

from core.actions.eligibility import Customers
from core.actions.journey import Course, course_of
from core.actions.natural import belonging, natural_moves
from core.actions.order import check_order
from core.actions.position import Map
from core.actions.situation import Situation
from core.actions.states import standing_of, states_of
from core.actions.uncertainty import Drawn, draw
from core.actions.weighing import Sums, weigh_customers
from core.actions.worth import axis_of, own_worth
from core.errors import UserError
from core.progress import Progress
from core.settings import LIFETIME_VALUE, Action, Economics, MoveAssumptions
from core.tables.actions import WeighedCustomers
from core.tables.moves import MoveCounts

MOST_ACTIONS = 60


@dataclass(frozen=True)
class Assumptions:
    """What is assumed where nothing is known.

    Attributes
    ----------
    catalogue
        What the company can do.
    economics
        Horizon, costs, loss and order rule.
    moves
        How customers move by themselves, as long as no earlier period tells.
    seed
        Seed of the draws.
    """

    catalogue: tuple[Action, ...]
    economics: Economics
    moves: MoveAssumptions
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Weighing:
    """Everything that was weighed.

    Attributes
    ----------
    situation
        What the actions were weighed against.
    customers
        Every action for every scored customer.
    sums
        What that adds up to in each segment.
    drawn
        What it could be instead.
    course
        The best order of actions, looking ahead.
    """

    situation: Situation
    customers: WeighedCustomers
    sums: Sums
    drawn: Drawn
    course: Course


def weigh(
    customers: Customers, assumed: Assumptions, seen: MoveCounts | None, progress: Progress
) -> Weighing | None:
    """Weigh every action for every customer.

    Parameters
    ----------
    customers
        What is known of the customers.
    assumed
        What the company can do, and what is assumed.
    seen
        Moves since an earlier period; None if there is none.
    progress
        Told how far the weighing is.

    Returns
    -------
    Weighing or None
        None if no axis is the lifetime value, so that nothing can be weighed in money.

    Raises
    ------
    UserError
        If the catalogue is empty or does not fit, or a setting has no meaning.
    """
    _check(assumed.catalogue)
    scored, segments, economics = customers.scored, customers.segments, assumed.economics
    if axis_of(LIFETIME_VALUE, scored.axes) is None:
        return None
    own = own_worth(scored, economics)
    moves = natural_moves(segments, scored.axes, (economics, assumed.moves), seen)
    states = states_of(own, segments, moves, economics, foreseen=assumed.moves.foreseen)
    standing = standing_of(own, segments, belonging(segments), states)
    towards = Map(segments, scored.axes)
    situation = Situation(assumed.catalogue, economics, customers, states, standing, towards)
    weighed, sums = weigh_customers(situation, progress)
    return Weighing(
        situation=situation,
        customers=weighed,
        sums=sums,
        drawn=draw(assumed.catalogue, states, sums, assumed.seed),
        course=course_of(assumed.catalogue, states, sums, economics),
    )


def _check(catalogue: tuple[Action, ...]) -> None:
    if not catalogue:
        raise UserError(
            "The catalogue has no action, so there is nothing to weigh.",
            "Add an action, or go back to the catalogue that comes with Nonagon.",
        )
    if len(catalogue) > MOST_ACTIONS:
        raise UserError(
            f"The catalogue has {len(catalogue)} actions; {MOST_ACTIONS} is the most.",
            "Remove those that you would not do.",
        )
    check_order(catalogue)
