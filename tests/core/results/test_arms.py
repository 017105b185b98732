from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.errors import UserError
from core.intake.reading import read
from core.progress import Progress
from core.results.arms import assignment_of, says_control
from core.settings import Kind, Recipe, Source
from core.tables.sources import SourceTable
from ui.starting import default_settings

IDS = pd.Index(["a", "b", "c", "d", "é"], dtype="str")
CATALOGUE = default_settings().catalogue
Make = Callable[..., SourceTable]


@pytest.fixture
def treatments(tmp_path: Path) -> Make:
    def make(lines: Sequence[str], header: str = "Customer,Action,Arm,Cost") -> SourceTable:
        path = tmp_path / "treatments.csv"
        path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return read(Source(str(path)), Progress())

    return make


def test_a_file_of_arms_is_recognised_and_read(treatments: Make) -> None:
    source = treatments(["a,Upsell,action,6", "b,upsell,hold-out,0", "zz,upsell,action,6"])
    assert source.kind is Kind.TREATMENTS
    found = assignment_of([source], IDS, CATALOGUE)
    (arms,) = found.arms
    assert (arms.action, arms.title) == ("upsell", "Upsell")
    assert arms.places.tolist() == [0, 1]
    assert arms.treated.tolist() == [True, False]
    assert arms.cost == 6.0
    assert arms.received is None
    assert found.unmatched == 1


def test_actions_are_found_in_the_catalogue_by_key_or_title(treatments: Make) -> None:
    lines = ["a,move to self-service,action,8", "b,SELF_SERVICE,control,", "c,Letter,action,1"]
    found = {arms.action: arms for arms in assignment_of([treatments(lines)], IDS, CATALOGUE).arms}
    assert set(found) == {"self_service", "Letter"}
    assert found["Letter"].cost == 1.0


def test_without_a_cost_the_catalogues_counts(treatments: Make) -> None:
    source = treatments(["a,upsell,action", "b,upsell,control"], "Customer,Action,Arm")
    assert assignment_of([source], IDS, CATALOGUE).arms[0].cost == 10.0


def test_ids_are_compared_as_when_sources_are_joined(treatments: Make) -> None:
    found = assignment_of([treatments(["e\u0301,upsell,action,1"])], IDS, CATALOGUE)
    assert found.arms[0].places.tolist() == [4]


def test_who_really_got_it_is_kept(treatments: Make) -> None:
    source = treatments(
        ["a,upsell,action,yes", "b,upsell,action,no", "c,upsell,hold-out,yes"],
        "Customer,Action,Arm,Received",
    )
    (arms,) = assignment_of([source], IDS, CATALOGUE).arms
    assert arms.received is not None
    assert arms.received.tolist() == [True, False, True]


def test_who_stands_in_both_arms_is_left_out_and_told(treatments: Make) -> None:
    lines = ["a,upsell,action,1", "a,upsell,hold-out,0", "b,upsell,action,1", "b,upsell,action,1"]
    found = assignment_of([treatments(lines)], IDS, CATALOGUE)
    assert found.arms[0].places.tolist() == [1]
    assert "1 customers stand in both arms" in found.notes[0]


def test_customers_without_an_arm_or_an_action_had_none(treatments: Make) -> None:
    found = assignment_of([treatments(["a,upsell,action,1", "b,,,", "c,upsell,,"])], IDS, CATALOGUE)
    assert found.arms[0].places.tolist() == [0]
    assert assignment_of([], IDS, CATALOGUE).arms == ()


def test_a_file_that_lacks_a_column_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Customer,Action\na,upsell\n", encoding="utf-8")
    source = read(Source(str(path), Recipe(kind=Kind.TREATMENTS)), Progress())
    with pytest.raises(UserError) as caught:
        assignment_of([source], IDS, CATALOGUE)
    assert "which column is the arm" in caught.value.message


def test_far_too_many_actions_are_a_wrong_column(treatments: Make) -> None:
    ids = pd.Index([f"c{place}" for place in range(200)], dtype="str")
    source = treatments([f"c{place},note {place},action,1" for place in range(200)])
    with pytest.raises(UserError) as caught:
        assignment_of([source], ids, CATALOGUE)
    assert "200 different actions" in caught.value.message


@pytest.mark.parametrize("word", ["Control", "hold-out", "Held out", "no", "0", "No E-Mail"])
def test_the_words_for_those_who_got_nothing_are_known(word: str) -> None:
    assert says_control(word)


@pytest.mark.parametrize("word", ["action", "treated", "1", "yes", "Mens E-Mail", "notice"])
def test_other_words_are_not(word: str) -> None:
    assert not says_control(word)


def test_costs_are_the_mean_of_those_treated(treatments: Make) -> None:
    lines = ["a,upsell,action,2", "b,upsell,action,4", "c,upsell,hold-out,100"]
    cost = assignment_of([treatments(lines)], IDS, CATALOGUE).arms[0].cost
    assert cost is not None
    assert np.isclose(cost, 3.0)
