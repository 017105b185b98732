from collections.abc import Callable

from core.actions.eligibility import Customers
from core.actions.gain import Assumptions, weigh
from core.actions.table import NOBODY, action_table
from core.progress import Progress
from core.settings import SATISFACTION, Action, Economics, MoveAssumptions

MakeCompany = Callable[..., Customers]

CALL = Action("call", "Call back", "Call.", 20, 0.1, 0.3, 0.5, moves=((SATISFACTION, 1),))


def test_a_kept_segment_without_customers_gets_no_action_and_says_so(
    make_company: MakeCompany,
) -> None:
    company = make_company(
        [
            ((0.9, 0.5, 0.9), 700, 100, 40),
            ((0.2, 0.5, 0.9), 300, 0, 40),
            ((0.5, 0.5, 0.5), 0, 0, 0),
        ]
    )
    weighed = weigh(
        company, Assumptions((CALL,), Economics(), MoveAssumptions(), 0), None, Progress()
    )
    found = action_table(weighed, (CALL,), company.segments)
    empty = found.next_actions[2]
    assert (empty.best, empty.considered, empty.rank) == (None, (), None)
    assert [one.reason for one in empty.blocked] == [NOBODY]
    assert found.next_actions[1].considered
    assert 3 not in found.ranking
