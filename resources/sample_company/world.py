"""What is true in the sample company: groups, natural moves, actions and their effects.

Nothing in the program reads this; it is what the program's answers can be held against.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Group:
    """One of the nine latent groups of customers.

    Levels are yearly and hold for the typical customer of the group: mean satisfaction
    (0 to 1 of the scale), contacts, orders, median order amount in pounds, and how often
    such a customer refers somebody (relative weight).
    """

    code: int
    name: str
    share: float
    satisfaction: float
    contacts: float
    contact_mix: str
    orders: float
    amount: float
    referring: float
    leaving: float


@dataclass(frozen=True)
class Activity:
    """One kind of contact: cost in pounds = fixed + minutes x rate."""

    name: str
    minutes: float
    spread: float
    rate: float
    fixed: float


@dataclass(frozen=True)
class Action:
    """An action of the plan made after the first period, with its true effect."""

    name: str
    groups: tuple[int, ...]
    target: int | None
    success: float
    unit_cost: float
    hold_out: float
    at_most_satisfaction: float | None = None
    referring_factor: float = 1.0


@dataclass(frozen=True)
class Period:
    """A year of business; ``year`` is part of the file names."""

    year: int
    start: date
    end: date


SEED = 20260930
COMPANY = "Larch & Lane"
CURRENCY = "GBP"
CUSTOMERS_2025 = 5000
JOINED_IN_2025 = 380
JOINED_IN_2026 = 400
MARGIN_RATE = 0.39
REFUND_RATE = 0.03
CONSENTING = 0.62
REFERRED = 0.6
UNHAPPY_BELOW = 0.5
NO_ANSWER = 350
PERSISTENCE = 0.8
SATISFACTION_SPREAD = 0.22
ANSWER_PRECISION = 26.0
CONTACT_SPREAD = 0.25
ORDER_SPREAD = 0.15
AMOUNT_SPREAD = 0.25
AMOUNT_NOISE = 0.50

PERIODS = (
    Period(2025, date(2024, 10, 1), date(2025, 9, 30)),
    Period(2026, date(2025, 10, 1), date(2026, 9, 30)),
)

GROUPS = (
    Group(1, "Easy champions", 0.10, 0.91, 0.35, "light", 5.2, 180.0, 6.0, 0.02),
    Group(2, "Valuable at risk", 0.12, 0.28, 3.00, "normal", 4.8, 175.0, 0.3, 0.12),
    Group(3, "Demanding big buyers", 0.10, 0.61, 6.00, "heavy", 5.3, 185.0, 1.5, 0.04),
    Group(4, "Pampered regulars", 0.09, 0.90, 6.00, "heavy", 3.1, 77.0, 3.0, 0.03),
    Group(5, "Steady middle", 0.14, 0.60, 3.00, "normal", 3.1, 76.0, 1.0, 0.05),
    Group(6, "Quiet doubters", 0.12, 0.30, 0.35, "light", 3.0, 75.0, 0.2, 0.10),
    Group(7, "Happy beginners", 0.13, 0.92, 2.80, "normal", 2.0, 22.0, 3.0, 0.05),
    Group(8, "Small self-servers", 0.13, 0.62, 0.30, "light", 1.9, 20.0, 0.8, 0.07),
    Group(9, "Costly strugglers", 0.07, 0.25, 6.00, "heavy", 1.9, 21.0, 0.1, 0.12),
)

# Who joins in the second period: fewer of the best and of the worst than in the whole base.
JOINING_SHARES = (0.04, 0.06, 0.05, 0.08, 0.19, 0.12, 0.23, 0.17, 0.06)

# Yearly chances of moving without any action; the rest stays, less those who leave.
NATURAL_MOVES: dict[int, dict[int, float]] = {
    1: {3: 0.04, 4: 0.04, 5: 0.05},
    2: {1: 0.03, 3: 0.05, 5: 0.04, 6: 0.06},
    3: {1: 0.04, 2: 0.06, 4: 0.05},
    4: {1: 0.03, 3: 0.04, 5: 0.06, 7: 0.03},
    5: {1: 0.03, 2: 0.03, 4: 0.03, 6: 0.04, 7: 0.03, 8: 0.04},
    6: {2: 0.03, 5: 0.07, 8: 0.08},
    7: {1: 0.02, 4: 0.04, 5: 0.05, 8: 0.06},
    8: {5: 0.04, 6: 0.06, 7: 0.06},
    9: {2: 0.03, 5: 0.04, 6: 0.05, 8: 0.05},
}

ACTIVITIES = (
    Activity("e-mail", 6.0, 0.40, 0.45, 0.0),
    Activity("phone call", 9.0, 0.50, 0.55, 0.0),
    Activity("return", 12.0, 0.40, 0.50, 8.0),
    Activity("payment reminder", 4.0, 0.30, 0.40, 0.9),
    Activity("home visit", 50.0, 0.35, 0.70, 12.0),
)

# Shares of the activities, in the order above.
CONTACT_MIXES = {
    "light": (0.70, 0.25, 0.00, 0.05, 0.00),
    "normal": (0.25, 0.50, 0.18, 0.07, 0.00),
    "heavy": (0.10, 0.36, 0.24, 0.06, 0.24),
}

# Retention is the dud: it goes to customers with a poor answer, who do better next year by
# regression to the mean alone. Loyalty and advocacy moves nobody but doubles referring.
ACTIONS = (
    Action("cocooning", (2,), 1, 0.30, 18.0, 0.25),
    Action("service redesign", (9,), 5, 0.35, 25.0, 0.30),
    Action("move to self-service", (3, 4), 1, 0.25, 8.0, 0.25),
    Action("upsell", (7,), 1, 0.18, 6.0, 0.25),
    Action("cross-sell", (5,), 1, 0.15, 5.0, 0.25),
    Action("retention", (6,), None, 0.0, 15.0, 0.30, at_most_satisfaction=3.0),
    Action("loyalty and advocacy", (1,), None, 0.0, 10.0, 0.30, referring_factor=2.5),
)

REGIONS = ("London", "Midlands", "North", "Scotland", "South West", "Wales")
CHANNELS = ("Shop", "Web", "Telephone", "Partner")
CHANNEL_SHARES = (0.34, 0.41, 0.15, 0.10)

# Customers who order but are in no customers file, and how often they do.
UNKNOWN_CUSTOMERS = {"C-90001": 2, "C-90014": 1, "C-90027": 3, "C-90033": 1, "0090118": 1}

TRAP_NAMES = (
    "=Mehr Licht GmbH",
    "<b>Bold & Sons</b>",
    "+Plus Interiors",
    "-Minus & Daughters",
    "@Home Lettings",
    'The "Quoted" Company, Ltd',
    "O'Null",
)
