"""What the cells of the action plan accept and how they show what needs attention."""

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from core.output.assumption_places import FIRST_ROW as FIRST_ASSUMED
from core.output.assumption_places import MOST_OWNERS, OWNERS_COLUMN
from core.output.assumption_places import TITLE_OF_SHEET as ASSUMED
from core.output.looks import DISABLED, NEGATIVE, NEGATIVE_SOFT
from core.output.page import Page
from core.output.plan_places import FIRST_ROW, PlanPlaces

FIRST_DAY = "36526"
"""1 January 2000, as spreadsheets count days."""

STATUSES = ("to do", "under way", "done", "dropped")


def add_lists(page: Page, places: PlanPlaces, last: int) -> None:
    """Let the inputs take only what makes sense, and offer owners and states of an action."""

    def cells(name: str) -> str:
        return f"{places.letters[name]}{FIRST_ROW}:{places.letters[name]}{max(last, FIRST_ROW)}"

    states = DataValidation("list", formula1=f'"{",".join(STATUSES)}"', allow_blank=True)
    states.add(cells("status"))
    days = DataValidation("date", FIRST_DAY, operator="greaterThan", allow_blank=True)
    days.error = "Write a date."
    days.add(cells("due"))
    for rule in (states, days):
        rule.showErrorMessage = True
        page.sheet.add_data_validation(rule)
    owners = DataValidation("list", formula1=_owners(), allow_blank=True)
    owners.showErrorMessage = False  # another name may be typed
    owners.add(cells("owner"))
    page.sheet.add_data_validation(owners)


def _owners() -> str:
    """Return the formula for the people who are named in the assumptions so far."""
    letter = get_column_letter(OWNERS_COLUMN)
    first = f"{ASSUMED}!${letter}${FIRST_ASSUMED}"
    last = f"${letter}${FIRST_ASSUMED + MOST_OWNERS - 1}"
    return f"OFFSET({first},0,0,MAX(1,COUNTA({first}:{last})),1)"


def add_colours(page: Page, places: PlanPlaces, last: int) -> None:
    """Show losses, what is late, and what is done."""
    letters, add = places.letters, page.sheet.conditional_formatting.add
    loss = DifferentialStyle(font=Font(color=NEGATIVE))
    gains = f"{letters['gain']}{FIRST_ROW}:{letters['gain_high']}{last}"
    add(gains, _when(f"{letters['gain']}{FIRST_ROW}<0", loss))
    due, status = f"${letters['due']}{FIRST_ROW}", f"${letters['status']}{FIRST_ROW}"
    late = f'AND({due}<>"",{due}<TODAY(),{status}<>"done",{status}<>"dropped")'
    soft = PatternFill("solid", bgColor=NEGATIVE_SOFT)
    days = f"{letters['due']}{FIRST_ROW}:{letters['due']}{last}"
    add(days, _when(late, DifferentialStyle(font=Font(color=NEGATIVE), fill=soft)))
    over = f'OR({status}="done",{status}="dropped")'
    names = f"{letters['rank']}{FIRST_ROW}:{letters['to']}{last}"
    add(names, _when(over, DifferentialStyle(font=Font(color=DISABLED))))


def _when(formula: str, style: DifferentialStyle) -> Rule:
    return Rule("expression", dxf=style, formula=[formula])
