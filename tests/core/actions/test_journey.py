from dataclasses import replace

import numpy as np
import pandas as pd

from core.actions.journey import journeys
from core.tables.actions import NextAction, SegmentAction
from core.tables.segments import Ideal, Segment, SegmentTable


def company(count: int, ideal: int | None) -> SegmentTable:
    segments = tuple(
        Segment(code, f"Group {code}", code == ideal, 1, 0.1, (), (), 0.5, ())
        for code in range(1, count + 1)
    )
    nothing = np.zeros(0)
    return SegmentTable(
        customer_ids=pd.Index([]),
        codes=nothing.astype(np.int8),
        confidence=nothing,
        second=nothing.astype(np.int8),
        segments=segments,
        ideal=Ideal(ideal, 1, "", (), 0),
        everyone=(),
        centres=nothing,
        inertia=0,
        silhouette=0,
        notes=(),
    )


def step(segment: int, to: int, *, pays: bool = True) -> NextAction:
    gain = 1.0 if pays else -1.0
    best = SegmentAction(
        segment, to, f"act{segment}", f"Act {segment}", 1, 1, 0.5, 1, 0, 0.5, 1, 0, 0,
        gain, gain, gain, gain, None, gain, "assumed", "",
    )  # fmt: skip
    return NextAction(segment, best, pays, None, (best,), ())


def test_a_journey_follows_the_best_actions_to_the_ideal() -> None:
    found = journeys((step(1, 1), step(2, 1), step(3, 2)), company(3, 1))
    assert (found[0].steps, found[0].arrives) == ((), True)
    assert found[2].steps == (("act3", 2), ("act2", 1))
    assert found[2].arrives
    assert found[2].stops == ""


def test_a_journey_stops_where_nothing_pays() -> None:
    found = journeys((step(1, 1), step(2, 1, pays=False), step(3, 2)), company(3, 1))
    assert (found[2].steps, found[2].arrives) == ((("act3", 2),), False)
    assert found[2].stops == "No action pays yet in ‘Group 2’."


def test_a_journey_stops_where_no_action_is_meant() -> None:
    found = journeys((step(1, 1), NextAction(2, None, False, None, (), ())), company(2, 1))
    assert found[1].stops == "No action of the catalogue is meant for ‘Group 2’."


def test_a_journey_stops_where_customers_are_kept() -> None:
    found = journeys((step(1, 1), step(2, 2)), company(2, 1))
    assert found[1].steps == ()
    assert found[1].stops == (
        "In ‘Group 2’ no action pays but those that keep customers where they are."
    )


def test_a_journey_goes_on_past_an_action_that_keeps() -> None:
    keeping, moving = step(2, 2), step(2, 1)
    assert keeping.best is not None
    assert moving.best is not None
    both = replace(keeping, considered=(keeping.best, replace(moving.best, action="onward")))
    found = journeys((step(1, 1), both), company(2, 1))
    assert (found[1].steps, found[1].arrives) == ((("onward", 1),), True)


def test_a_journey_does_not_go_round() -> None:
    found = journeys((step(1, 1), step(2, 3), step(3, 2)), company(3, 1))
    assert found[1].steps == (("act2", 3),)
    assert found[1].stops == "Act 3 would lead from ‘Group 3’ back to ‘Group 2’."


def test_without_an_ideal_a_journey_ends_in_the_best_there_is() -> None:
    found = journeys((step(1, 1), step(2, 1)), company(2, None))
    assert (found[1].steps, found[1].arrives) == ((("act2", 1),), False)
    assert found[1].stops.startswith("There is no ideal segment yet")
