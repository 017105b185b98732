from dataclasses import replace

import pytest

from core.actions.order import check_order, order_of
from core.errors import UserError
from core.settings import Action

CALL = Action("call", "Personal call-back", "Call.", 1, 0.1, 0.2, 0.3)
OFFER = Action("offer", "Service contract offer", "Offer.", 1, 0.1, 0.2, 0.3, after=("call",))
THIRD = Action("third", "Third", "Third.", 1, 0.1, 0.2, 0.3, after=("offer", "call"))


def test_an_order_that_goes_round_is_told_with_both_actions() -> None:
    with pytest.raises(UserError) as told:
        check_order((replace(CALL, after=("offer",)), OFFER))
    assert told.value.message == (
        "‘Personal call-back’ must come after ‘Service contract offer’, ‘Service contract offer’ "
        "must come after ‘Personal call-back’. An order cannot go round."
    )


def test_an_action_cannot_come_after_itself_or_after_nobody_knows_what() -> None:
    with pytest.raises(UserError, match="after itself"):
        check_order((replace(CALL, after=("call",)),))
    with pytest.raises(UserError, match="not in the catalogue"):
        check_order((OFFER,))
    check_order((CALL, OFFER, THIRD))


def test_what_comes_first_opens_what_comes_after() -> None:
    order = order_of((CALL, OFFER, THIRD), 12)
    assert order.may[:, 0].tolist() == [True, True, False, False]
    called = order.following[1, 0]
    assert order.may[:, called].tolist() == [True, True, True, False]
    offered = order.following[2, called]
    assert order.may[:, offered].all()
    assert order.following[0].tolist() == list(range(order.may.shape[1]))


def test_an_action_rests_for_the_periods_of_its_cooling_off() -> None:
    order = order_of((replace(CALL, cooling_months=30),), 12)
    first = order.following[1, 0]
    second = order.following[0, first]
    assert [bool(order.may[1, memory]) for memory in (0, first, second)] == [True, False, False]
    assert order.may[1, order.following[0, second]]
    assert order_of((replace(CALL, cooling_months=12),), 12).may.shape[1] == 1


def test_too_much_to_remember_is_told() -> None:
    many = tuple(replace(CALL, name=f"a{n}", title=f"A{n}") for n in range(14))
    last = replace(CALL, name="last", title="Last", after=tuple(one.name for one in many))
    with pytest.raises(UserError, match="too many rules"):
        order_of((*many, last), 12)
