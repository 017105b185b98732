import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.customer_lookups import CustomerCard
from core.customers.alike import NO_WORSE
from core.customers.looking import CustomerDesk
from core.customers.turn import _crossings
from core.pipeline import Outcome
from core.tables.actions import Arm
from core.tables.card import Card
from core.tables.profit import STAGES, TIERS
from core.value.worth import customers_worth

CUSTOMERS = st.integers(0, 239)


def card(desk: CustomerDesk, row: int) -> Card:
    found = desk.answer(CustomerCard(1, row))
    assert isinstance(found, Card)
    return found


def test_the_card_says_who_it_is_and_since_when(desk: CustomerDesk) -> None:
    found = card(desk, 12)
    assert (found.id, found.name, found.since) == ("c012", "Zoë 2", "2021-04-15")


def test_the_shares_below_are_mid_ranks_within_the_segment_and_the_ideal(
    desk: CustomerDesk, outcome: Outcome
) -> None:
    scored, segments = outcome.results["scored"], outcome.results["segments"]
    for standing, place in zip(card(desk, 20).standings, range(3), strict=True):
        own = scored.scores[20, place]
        for code, told in (
            (segments.codes[20], standing.better_here),
            (segments.ideal.code, standing.better_ideal),
        ):
            others = scored.scores[segments.codes == code, place]
            below = sum(others < own) + sum(others == own) / 2
            assert told == pytest.approx(below / len(others))
        assert standing.value == scored.values[20, place]
        assert standing.here == segments.segments[segments.codes[20] - 1].spreads[place]


def test_a_customer_without_a_score_still_has_a_card(desk: CustomerDesk) -> None:
    found = card(desk, 3)
    assert found.segment == found.second == 0
    assert np.isnan(found.confidence)
    assert [standing.level for standing in found.standings] == ["", "", ""]
    assert found.alike == ()
    assert found.turn is None
    assert found.following is not None
    assert found.following.title == ""


@settings(max_examples=30)
@given(CUSTOMERS)
def test_those_alike_are_nearer_to_the_ideal_and_nowhere_clearly_worse(
    desk: CustomerDesk, outcome: Outcome, row: int
) -> None:
    scored = outcome.results["scored"]
    found = card(desk, row)
    for other in found.alike:
        assert other.segment < found.segment or found.segment == other.segment == 1
        gaps = scored.scores[other.customer] - scored.scores[row]
        assert (gaps >= -NO_WORSE).all()
        assert other.customer != row
    assert bool(found.differences) <= bool(found.alike)


@settings(max_examples=30)
@given(CUSTOMERS)
def test_at_the_turn_the_better_segment_becomes_the_nearest(
    desk: CustomerDesk, outcome: Outcome, row: int
) -> None:
    scored, segments = outcome.results["scored"], outcome.results["segments"]
    code = int(segments.codes[row])
    if code == 0:
        return
    own, weights = scored.scores[row], np.ones(3)
    crossings = list(_crossings(segments, own, weights, code))
    for rise, place, better in crossings:
        assert rise > 0
        assert better < code
        for step, nearest in ((-1e-6, code), (1e-6, better)):
            moved = own.copy()
            moved[place] += rise + step
            distances = np.square(moved - segments.centres).sum(axis=1)
            if step > 0 or rise == min(crossings)[0]:
                assert int(np.argmin(distances)) + 1 == nearest
    turn = card(desk, row).turn
    assert (turn is None) == (not crossings)
    if turn is not None:
        assert turn.segment == min(crossings)[2]


def test_the_worth_of_a_customer_is_told_in_parts(desk: CustomerDesk) -> None:
    titles = [part.title for part in card(desk, 20).worth]
    assert titles == ["Revenue", "Cost to serve", "Profit", "Lifetime value"]


def test_the_lifetime_value_is_explained_with_the_numbers_put_in(
    desk: CustomerDesk, outcome: Outcome
) -> None:
    found = card(desk, 20)
    value = outcome.results["value"]
    [told] = customers_worth(
        *(outcome.results[name] for name in ("joined", "bought", "lifetime", "value")),
        outcome.settings,
        (value.rank[20], value.rank[20] + 1),
    )
    assert told.customer == found.id
    assert found.why_worth == told.why != ""


def test_tier_and_stage_say_what_kind_of_customer_it_is(
    desk: CustomerDesk, outcome: Outcome
) -> None:
    value = outcome.results["value"]
    bought = int(np.flatnonzero(value.stage)[0])
    assert card(desk, bought).words == (
        ("Tier", TIERS[value.tier[bought] - 1]),
        ("Stage", STAGES[value.stage[bought] - 1]),
    )


def test_what_comes_next_is_told_with_its_gain_and_what_follows(
    desk: CustomerDesk, outcome: Outcome
) -> None:
    advice = outcome.results["planned"]
    catalogue = outcome.settings.catalogue
    titles = {action.name: action.title for action in catalogue}
    journeys = outcome.results["actions"].journeys
    for row in np.flatnonzero(advice.action)[:40].tolist():
        following = card(desk, row).following
        action = catalogue[advice.action[row] - 1]
        assert following is not None
        assert (following.title, following.to) == (action.title, advice.ending[row])
        assert (following.gain, following.cost) == (advice.gain[row], advice.cost[row])
        assert following.gain_low <= following.gain_high
        assert following.held_out == (advice.arm[row] == Arm.HOLD_OUT)
        steps = [name for name, _to in journeys[outcome.results["segments"].codes[row] - 1].steps]
        if steps and steps[0] == action.name:
            assert following.then == tuple(titles[name] for name in steps[1:])
        else:
            assert following.then == ()


def test_a_customer_for_whom_nothing_pays_is_told_why(desk: CustomerDesk, outcome: Outcome) -> None:
    advice, segments = outcome.results["planned"], outcome.results["segments"]
    idle = np.flatnonzero((advice.action == 0) & (segments.codes > 0)).tolist()
    for row in idle[:5]:
        following = card(desk, row).following
        assert following is not None
        assert following.title == ""
        assert following.reason


def test_words_that_most_of_those_alike_share_set_them_apart(desk: CustomerDesk) -> None:
    words = [
        difference
        for row in range(0, 240, 6)
        for difference in card(desk, row).differences
        if isinstance(difference.mine, str)
    ]
    assert words
    assert all(difference.mine != difference.theirs for difference in words)
    assert {difference.title for difference in words} == {"Region"}
