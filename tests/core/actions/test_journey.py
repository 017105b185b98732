from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.actions.eligibility import Customers
from core.actions.gain import Assumptions, weigh
from core.actions.journey import advantages
from core.actions.table import action_table
from core.progress import Progress
from core.settings import (
    LIFETIME_VALUE,
    SATISFACTION,
    Action,
    Economics,
    MoveAssumptions,
)
from core.tables.actions import Journey

MakeCompany = Callable[..., Customers]

CALL = Action("call", "Call", "Call.", 5, 0.2, 0.4, 0.6, moves=((SATISFACTION, 1.0),))
OFFER = Action(
    "offer", "Offer", "Offer.", 5, 0.2, 0.4, 0.6, moves=((LIFETIME_VALUE, 1.0),), sells=True
)
CARE = Action("care", "Care", "Care.", 1, 0.1, 0.2, 0.3)
STILL = MoveAssumptions(drift=0.0, unhappy=1.0)
NOBODY_LOST = Economics(loss_share=0.0)

# happy and valuable; unhappy and valuable; happy and small; unhappy and small
FOUR = [
    ((0.9, 0.5, 0.9), 3000.0, 0, 5000),
    ((0.2, 0.5, 0.9), 2000.0, 0, 5000),
    ((0.9, 0.5, 0.2), 1000.0, 0, 5000),
    ((0.2, 0.5, 0.2), 500.0, 0, 5000),
]


def journeys(
    make_company: MakeCompany,
    catalogue: tuple[Action, ...],
    economics: Economics = NOBODY_LOST,
    moves: MoveAssumptions = STILL,
    ideal: int | None = 1,
) -> tuple[Journey, ...]:
    company = make_company(FOUR, ideal)
    found = weigh(company, Assumptions(catalogue, economics, moves), None, Progress())
    return action_table(found, catalogue, company.segments).journeys


def test_the_unhappy_are_won_back_before_anything_is_sold_to_them(
    make_company: MakeCompany,
) -> None:
    found = journeys(make_company, (CALL, OFFER))
    assert found[3].steps == (("call", 3), ("offer", 1))
    assert found[3].arrives
    assert found[3].unruly in {"", "Offer"}
    assert found[0].steps == ()
    assert found[0].arrives


def test_the_order_rule_has_a_price_where_an_offer_would_come_first(
    make_company: MakeCompany,
) -> None:
    dear = replace(CALL, unit_cost=300, success_low=0.2, success=0.25, success_high=0.3)
    ruled = journeys(make_company, (dear, OFFER))
    assert ruled[3].price_of_order > 0
    assert ruled[3].unruly == "Offer"
    free = journeys(make_company, (dear, OFFER), replace(NOBODY_LOST, selling_needs=0.0))
    assert [one.price_of_order for one in free] == [0, 0, 0, 0]


def test_an_order_that_the_user_draws_is_kept(make_company: MakeCompany) -> None:
    after = replace(OFFER, sells=False, after=("care",))
    found = journeys(make_company, (CALL, after, CARE))
    # care does not move, so the way on from the happy and small is not a step yet
    assert found[2].steps == ()
    assert found[2].price_of_order > 0
    assert found[2].unruly == "Offer"


def test_how_many_arrive_how_late_and_at_what_cost(make_company: MakeCompany) -> None:
    found = journeys(make_company, (CALL, OFFER))[2]
    # nobody is lost and nobody moves: 0.4 each year, of 5 each
    assert found.reaching == pytest.approx(1 - 0.6**3)
    assert found.by_themselves == 0
    assert found.periods == pytest.approx(1 / 0.4)
    assert found.cost == pytest.approx(5 / 0.4)


def test_some_arrive_by_themselves(make_company: MakeCompany) -> None:
    found = journeys(make_company, (CALL, OFFER), moves=MoveAssumptions(drift=0.3, unhappy=1.0))
    assert found[2].by_themselves == pytest.approx(1 - 0.9 * 0.7281 / 0.81, abs=0.2)
    assert 0 < found[2].by_themselves < found[2].reaching


def test_a_journey_stops_where_no_action_is_meant(make_company: MakeCompany) -> None:
    found = journeys(make_company, (OFFER,))
    assert found[1].stops == "No action of the catalogue is meant for ‘Group 2’."
    assert not found[1].arrives


def test_a_journey_stops_where_nothing_that_leads_on_pays(make_company: MakeCompany) -> None:
    never = replace(CALL, unit_cost=5000)
    found = journeys(make_company, (never, CARE), Economics(loss_share=0.4))
    assert found[1].stops == "In ‘Group 2’ no action that leads on pays."
    dear = journeys(make_company, (never,))
    assert dear[1].stops == "No action pays yet in ‘Group 2’."


def test_without_an_ideal_a_journey_ends_in_the_best_there_is(make_company: MakeCompany) -> None:
    found = journeys(make_company, (CALL, OFFER), ideal=None)
    assert not found[0].arrives
    assert found[0].stops.startswith("There is no ideal segment yet")
    assert found[2].steps == (("offer", 1),)


def test_what_is_best_now_is_ahead_and_the_others_are_behind(make_company: MakeCompany) -> None:
    company = make_company(FOUR)
    assumed = Assumptions((CALL, OFFER, CARE), NOBODY_LOST, STILL)
    found = weigh(company, assumed, None, Progress())
    assert found is not None
    ahead = advantages(found.course)
    choice = found.course.decisions.choice[0]
    for segment, best in enumerate(choice):
        others = np.delete(ahead[:, segment], best - 1) if best else ahead[:, segment]
        assert (np.nan_to_num(others, nan=-1) <= 1e-9).all()
        assert best == 0 or ahead[best - 1, segment] >= 0


def test_a_value_that_is_foreseen_is_what_doing_nothing_is_worth(
    make_company: MakeCompany,
) -> None:
    company = make_company(FOUR)
    moves = MoveAssumptions(drift=0.2, unhappy=2.0, foreseen=True)
    never = replace(CARE, unit_cost=1e6)
    found = weigh(company, Assumptions((never,), Economics(), moves), None, Progress())
    assert found is not None
    values = found.course.decisions.values[0]
    assert values == pytest.approx(found.situation.states.values)
