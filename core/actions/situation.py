"""What every action is weighed against."""

from dataclasses import dataclass

from core.actions.eligibility import Customers
from core.actions.position import Map
from core.actions.states import Standing, States
from core.settings import Action, Economics


@dataclass(frozen=True, eq=False)
class Situation:
    """The customers, what it is worth to be in each segment, and what is assumed.

    Attributes
    ----------
    catalogue
        What the company can do.
    economics
        Horizon, loss and order rule.
    customers
        What is known of them.
    states
        What it is worth to be in each segment.
    standing
        Where each scored customer stands.
    map
        Where actions lead.
    """

    catalogue: tuple[Action, ...]
    economics: Economics
    customers: Customers
    states: States
    standing: Standing
    map: Map
