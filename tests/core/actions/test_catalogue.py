import json
from dataclasses import replace
from pathlib import Path

import pytest

from core.actions.catalogue import catalogue_text, read_catalogue
from core.errors import UserError
from core.settings import Action, Comparison, Condition, Evidence

ENTRY = {
    "name": "call",
    "title": "Call",
    "description": "Somebody calls.",
    "unit_cost": 5,
    "success_low": 0.1,
    "success": 0.2,
    "success_high": 0.3,
    "evidence": "past data",
    "moves": {"satisfaction": 0.5, "cost_to_serve": -0.1},
    "sells": False,
    "needs": {"satisfaction": [0, 0.5]},
    "who": [["Consent", "is", "yes"], ["Email", "is known", ""]],
    "after": [],
    "uses": {"calls": 1.5},
    "cooling_months": 6,
    "done_on": "Last call",
}
CALL = Action(
    name="call",
    title="Call",
    description="Somebody calls.",
    unit_cost=5.0,
    success_low=0.1,
    success=0.2,
    success_high=0.3,
    evidence=Evidence.PAST_DATA,
    moves=(("satisfaction", 0.5), ("cost_to_serve", -0.1)),
    needs=(("satisfaction", 0.0, 0.5),),
    who=(Condition("Consent", Comparison.IS, "yes"), Condition("Email", Comparison.KNOWN)),
    uses=(("calls", 1.5),),
    cooling_months=6,
    done_on="Last call",
)


@pytest.fixture
def shipped(checkout: Path) -> tuple[Action, ...]:
    return read_catalogue((checkout / "resources" / "actions.json").read_text(encoding="utf-8"))


def test_the_catalogue_that_comes_with_the_program_can_be_read(
    shipped: tuple[Action, ...],
) -> None:
    assert len(shipped) >= 9
    assert {action.evidence for action in shipped} == {Evidence.ASSUMED}
    assert {action.name for action in shipped if action.sells} == {"upsell", "cross_sell"}
    assert any(not action.raises for action in shipped)
    assert any(far < 0 for action in shipped for _, far in action.moves)


def test_an_action_is_read_field_by_field() -> None:
    assert read_catalogue(json.dumps([ENTRY])) == (CALL,)
    assert CALL.raises == ("satisfaction",)


def test_a_catalogue_is_written_as_it_was(shipped: tuple[Action, ...]) -> None:
    assert read_catalogue(catalogue_text((*shipped, CALL))) == (*shipped, CALL)


def test_what_is_not_given_is_what_is_usual() -> None:
    short = {key: ENTRY[key] for key in ("name", "title", "description", "unit_cost")}
    short |= {"success_low": 0.1, "success": 0.2, "success_high": 0.3}
    found = read_catalogue(json.dumps([short]))[0]
    assert found == replace(
        CALL, evidence=Evidence.ASSUMED, moves=(), needs=(), who=(), uses=(), cooling_months=0,
        done_on="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("description", 3),
        ("unit_cost", 0),
        ("unit_cost", "5"),
        ("unit_cost", True),
        ("unit_cost", float("inf")),
        ("success", 1.5),
        ("success", float("nan")),
        ("success_low", 0.25),
        ("success_high", 0.15),
        ("evidence", "hope"),
        ("moves", "satisfaction"),
        ("moves", {"satisfaction": 2}),
        ("moves", {"satisfaction": 0}),
        ("moves", {"": 1}),
        ("sells", "no"),
        ("needs", []),
        ("needs", {"satisfaction": [0.5]}),
        ("needs", {"satisfaction": [0.6, 0.5]}),
        ("needs", {"satisfaction": [0, 2]}),
        ("who", {"Consent": "yes"}),
        ("who", [["Consent", "is"]]),
        ("who", [["Consent", "might be", "yes"]]),
        ("after", "call"),
        ("after", ["a", "a"]),
        ("after", ["nobody"]),
        ("after", ["call"]),
        ("uses", {"calls": -1}),
        ("uses", {f"c{n}": 1 for n in range(16)}),
        ("cooling_months", 1.5),
        ("cooling_months", -1),
        ("done_on", None),
        ("colour", "red"),
    ],
)
def test_what_cannot_be_is_told_with_action_and_field(field: str, value: object) -> None:
    with pytest.raises(UserError) as told:
        read_catalogue(json.dumps([ENTRY | {field: value}]))
    assert "Call" in told.value.message or "call" in told.value.message
    if field != "after":
        assert field in told.value.message


def test_a_missing_field_is_told() -> None:
    for field in ("name", "title", "description", "unit_cost", "success"):
        with pytest.raises(UserError, match="is missing"):
            read_catalogue(json.dumps([{k: v for k, v in ENTRY.items() if k != field}]))


@pytest.mark.parametrize("text", ["", "[", "{}", "[]", "[1]", '"x"'])
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="atalogue"):
        read_catalogue(text)


def test_two_actions_need_two_names_and_two_titles() -> None:
    with pytest.raises(UserError, match="‘name’ is used by 2"):
        read_catalogue(json.dumps([ENTRY, ENTRY | {"title": "Other"}]))
    with pytest.raises(UserError, match="‘title’ is used by 2"):
        read_catalogue(json.dumps([ENTRY, ENTRY | {"name": "other"}]))


def test_a_field_that_is_given_twice_is_told() -> None:
    with pytest.raises(UserError, match="is given 2 times"):
        read_catalogue('[{"name": "a", "title": "A", "title": "B"}]')
