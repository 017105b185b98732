"""Where the workbook has what can be changed and read back: actions, limits, assumptions."""

from dataclasses import dataclass, fields

from core.settings import Action, Economics, MoveAssumptions, PlanSettings

TITLE_OF_SHEET = "Assumptions"
KEY = "Key"
FIRST_ROW = 6
"""Row of the first action."""


@dataclass(frozen=True)
class Field:
    """A number that can be changed in the workbook.

    Attributes
    ----------
    key
        What it is called in the sheet, so that it is found again wherever it is moved.
    title
        What it is called for people.
    share
        Whether it is a share, shown in per cent.
    whole
        Whether it is a whole number.
    optional
        Whether the cell may be empty, which means that there is no limit.
    """

    key: str
    title: str
    share: bool = False
    whole: bool = False
    optional: bool = False


ACTION_FIELDS = (
    Field("unit_cost", "Cost each"),
    Field("success_low", "Works for,\nlowest", share=True),
    Field("success", "Works for,\nlikely", share=True),
    Field("success_high", "Works for,\nhighest", share=True),
)
PLAN_FIELDS = (
    Field("budget", "Budget", optional=True),
    Field("contact_limit", "Contacts that are enough", optional=True),
    Field("hold_out", "Held out to measure effects", share=True),
)
ECONOMICS_FIELDS = (
    Field("horizon_months", "Months counted", whole=True),
    Field("cost_months", "Months that the cost to serve covers", whole=True),
    Field("loss_share", "Customers lost over these months if nothing is done", share=True),
    Field("selling_needs", "Satisfaction score needed for offers, 0 to 1"),
)
MOVE_FIELDS = (
    Field("drift", "Customers who change segment in a year by themselves", share=True),
    Field("unhappy", "The least satisfied are lost this many times as often"),
)
CAPACITY = "capacity "
"""Begins the key of a channel's capacity."""


OWNERS_COLUMN, MOST_OWNERS = 9, 12
"""Column of the people to choose from as owners of an action, and how many there may be."""


@dataclass(frozen=True)
class AssumptionPlaces:
    """Where the numbers of each action stand.

    Attributes
    ----------
    rows
        Row of each action, by its key.
    columns
        Letter of the column of each field, by its key.
    """

    rows: dict[str, int]
    columns: dict[str, str]

    def cell(self, action: str, field: str) -> str:
        """Return the address of a number for a formula on another sheet."""
        return f"{TITLE_OF_SHEET}!${self.columns[field]}${self.rows[action]}"


def values_of(
    group: tuple[Field, ...], source: Action | PlanSettings | Economics | MoveAssumptions
) -> tuple[tuple[Field, float | None], ...]:
    """Return each field of a group with its value."""
    known = {field.name for field in fields(source)}
    return tuple((field, getattr(source, field.key)) for field in group if field.key in known)
