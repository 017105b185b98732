"""What is said to one customer's face: what comes next for them and why, in a sentence or two."""

from dataclasses import dataclass
from functools import lru_cache

from core.actions.reasons import rule_words
from core.actions.wording import money
from core.settings import Action, Economics
from core.tables.actions import NONE, ActionTable, NextAction, read_mark
from core.tables.plan import CustomerActions
from core.tables.segments import SegmentTable

NO_ACTION = "No action of the catalogue is meant for this customer."


@dataclass(frozen=True, eq=False)
class Sayings:
    """Says what is best for each customer.

    Attributes
    ----------
    catalogue
        The actions.
    economics
        Horizon and order rule.
    actions
        What is best for each segment.
    segments
        The customers divided.
    advice
        What is best for each customer.
    """

    catalogue: tuple[Action, ...]
    economics: Economics
    actions: ActionTable
    segments: SegmentTable
    advice: CustomerActions

    def title(self, number: int) -> str:
        """Give the title of an action by its number; "" for none."""
        return "" if number == NONE else self.catalogue[number - 1].title

    def reason(self, row: int) -> str:
        """Say why this action for the customer in a row, or why none."""
        advice = self.advice
        code = int(self.segments.codes[row])
        if code == 0:
            return ""
        number = int(advice.action[row])
        against = self._against(int(advice.obvious[row]), int(advice.mark[row]))
        if number == NONE:
            return f"{self._none(code)}{against}"
        ending = int(advice.ending[row])
        gain, second = float(advice.gain[row]), int(advice.second[row])
        return f"{self._leads(number, code, ending)} {money(gain)}{self._second(second)}{against}"

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as one list is written
    def _leads(self, number: int, code: int, ending: int) -> str:
        months = self.economics.horizon_months
        if ending == code:
            return f"{self.title(number)} keeps the customer; over {months} months it earns"
        name = self.segments.segments[ending - 1].name
        return f"{self.title(number)} leads to ‘{name}’; over {months} months it earns"

    def _second(self, number: int) -> str:
        return "." if number == NONE else f"; {self.title(number)} would be second."

    @lru_cache(maxsize=4096)  # noqa: B019 - as above
    def _against(self, number: int, mark: int) -> str:
        """What stands against the action that would gain more."""
        if number == NONE:
            return ""
        action = self.catalogue[number - 1]
        why = rule_words(action, read_mark(mark), self.economics, self.catalogue)
        return f" {action.title} would earn more, but is held back: {why}"

    def _none(self, code: int) -> str:
        found = self.actions.next_actions[code - 1]
        if found.best is None:
            return common_hindrance(found)
        return found.best.reason if not found.pays else "No action pays for this customer."


def common_hindrance(found: NextAction) -> str:
    """Say why no action is open to a segment, if it is one reason; else that none is meant."""
    reasons = {blocked.reason for blocked in found.blocked}
    return reasons.pop() if len(reasons) == 1 else NO_ACTION
