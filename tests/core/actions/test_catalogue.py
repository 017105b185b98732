import json
from pathlib import Path

import pytest

from core.actions.catalogue import read_catalogue
from core.errors import UserError
from core.settings import Action, Evidence

ENTRY = {
    "name": "call",
    "title": "Call",
    "description": "Somebody calls.",
    "unit_cost": 5,
    "success_low": 0.1,
    "success": 0.2,
    "success_high": 0.3,
    "evidence": "past data",
    "raises": ["satisfaction"],
    "sells": False,
    "needs": {"satisfaction": [0, 0.5]},
}


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


def test_an_action_is_read_field_by_field() -> None:
    assert read_catalogue(json.dumps([ENTRY])) == (
        Action(
            name="call",
            title="Call",
            description="Somebody calls.",
            unit_cost=5.0,
            success_low=0.1,
            success=0.2,
            success_high=0.3,
            evidence=Evidence.PAST_DATA,
            raises=("satisfaction",),
            needs=(("satisfaction", 0.0, 0.5),),
        ),
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("description", 3),
        ("unit_cost", 0),
        ("unit_cost", True),
        ("unit_cost", "5"),
        ("success", 1.5),
        ("success_low", 0.25),
        ("success_high", 0.15),
        ("evidence", "guess"),
        ("raises", "satisfaction"),
        ("raises", ["satisfaction", "satisfaction"]),
        ("sells", 1),
        ("needs", []),
        ("needs", {"satisfaction": [0.5]}),
        ("needs", {"satisfaction": [0.5, 0.4]}),
        ("colour", "red"),
    ],
)
def test_a_wrong_field_is_named_with_its_action(field: str, value: object) -> None:
    with pytest.raises(UserError, match=f"Action ‘call’ of the catalogue: ‘{field}"):
        read_catalogue(json.dumps([ENTRY | {field: value}]))


@pytest.mark.parametrize("field", sorted(ENTRY))
def test_a_missing_field_is_named(field: str) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != field}
    with pytest.raises(UserError, match=f"‘{field}’ is missing"):
        read_catalogue(json.dumps([entry]))


def test_a_name_used_twice_is_told() -> None:
    with pytest.raises(UserError, match="‘name’ is used by 2 actions"):
        read_catalogue(json.dumps([ENTRY, ENTRY]))


def test_a_field_given_twice_is_told() -> None:
    text = json.dumps([ENTRY]).replace('"title"', '"unit_cost": 7, "title"')
    with pytest.raises(UserError, match="‘call’ of the catalogue: ‘unit_cost’ is given 2 times"):
        read_catalogue(text)


@pytest.mark.parametrize("text", ["", "{}", "[]", "[1]", '[{"name": NaN}]', "[[]]"])
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="catalogue"):
        read_catalogue(text)
