import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.fingerprint import fingerprint
from core.settings import Economics, PlanSettings, Source

Make = Callable[..., PlanContents]


def test_the_contract_has_its_keys(make_contents: Make) -> None:
    found = json.loads(analysis_json(make_contents(180)))
    assert found["nonagon"] == "1.0.0"
    assert (found["customers"], found["unscored"], found["seed"]) == (180, 6, 0)
    assert found["receipt"][0]["rows_in"] == 184
    assert found["axes"][1] == {
        "measure": "cost_to_serve",
        "column": "Refunds + 2 * Calls",
        "direction": "less",
        "weight": 0.5,
        "missing": 0,
    }
    assert found["method"] == "k-means"
    assert found["silhouette"] == 0.31
    assert [segment["code"] for segment in found["segments"]] == list(range(1, 10))
    assert set(found["segments"][0]["medians"]) == {
        "satisfaction",
        "cost_to_serve",
        "lifetime_value",
    }
    assert found["ideal"]["code"] == 1


def test_what_is_not_worked_out_yet_is_absent(make_contents: Make) -> None:
    found = json.loads(analysis_json(make_contents()))
    assert found["value"] is None
    assert "stability" not in found["segments"][0]
    assert "probability" not in found["ideal"]


def test_actions_stand_in_the_order_of_the_plan_with_exact_gains(make_contents: Make) -> None:
    contents = make_contents()
    actions = json.loads(analysis_json(contents))["actions"]
    ranks = [action["rank"] for action in actions]
    assert ranks == [1, 2, 3, 4, 5, 6, None, None]
    for action in actions:
        best = contents.next_action(action["segment"]).best
        assert best is not None
        assert (action["gain"], action["gain_low"], action["roi"]) == (
            best.gain,
            best.gain_low,
            best.roi,
        )
        assert action["pays"] == (action["rank"] is not None)


def test_the_plan_has_its_lines_and_sums(make_contents: Make) -> None:
    contents = make_contents(budget=900.0)
    plan = json.loads(analysis_json(contents))["plan"]
    assert plan["budget"] == 900.0
    assert plan["spend"] == sum(line["spend"] for line in plan["lines"]) <= 900.0
    assert plan["assignments"] == contents.plan.assignments


def test_objectives_say_what_is_reached_and_what_is_possible(make_contents: Make) -> None:
    plan = json.loads(analysis_json(make_contents(budget=900.0)))["plan"]
    satisfaction, cost = plan["objectives"]
    assert (satisfaction["measure"], satisfaction["target"], satisfaction["reached"]) == (
        "satisfaction",
        2.0,
        0.7,
    )
    assert (satisfaction["feasible"], satisfaction["most"]) == (False, 0.9)
    assert (cost["feasible"], cost["met"], cost["least_cost"]) == (True, True, 321.0)
    assert plan["takes"] == {
        "least_cost": None,
        "gain": 0.0,
        "missed": 0.55,
        "missed_in_budget": 0.6,
        "breaks_first": "satisfaction",
    }
    assert len(plan["frontier"]) == 4
    assert plan["capacities"] == [{"channel": "calls", "used": 12.5, "capacity": 90.0}]


def test_scenarios_and_natural_moves_are_in_the_contract(make_contents: Make) -> None:
    found = json.loads(analysis_json(make_contents(budget=900.0)))
    assert [(one["name"], one["budget"]) for one in found["scenarios"]] == [("Half", 450.0)]
    assert found["natural_moves"]["evidence"] == "assumed"
    assert [sum(row) for row in found["natural_moves"]["chances"]] == pytest.approx([1] * 9)
    journey = found["journeys"][3]
    assert journey["steps"] == ["cocooning", "upsell"]
    assert journey["price_of_order"] == 0


def test_the_same_contents_give_the_same_text(make_contents: Make) -> None:
    text = analysis_json(make_contents())
    assert text == analysis_json(make_contents())
    assert text.endswith("}\n")
    assert "NaN" not in text


def test_numbers_that_are_not_known_are_null(make_contents: Make) -> None:
    contents = make_contents()
    segments = replace(contents.segments, silhouette=float("nan"))
    found = json.loads(analysis_json(replace(contents, segments=segments)))
    assert found["silhouette"] is None


def test_half_a_character_in_a_name_stays_readable(make_contents: Make) -> None:
    text = analysis_json(make_contents(names=("a\ud800", *"bcdefghi")))
    assert json.loads(text.encode("utf-8"))["segments"][0]["name"] == "a\ud800"


def test_the_fingerprint_does_not_depend_on_where_the_files_are(make_contents: Make) -> None:
    contents = make_contents()
    moved = tuple(replace(source, path="/elsewhere.xlsx") for source in contents.settings.sources)
    settings = replace(contents.settings, sources=moved)
    assert fingerprint(replace(contents, settings=settings)) == fingerprint(contents)


@pytest.mark.parametrize(
    "changed",
    [
        {"economics": Economics(horizon_months=12)},
        {"plan": PlanSettings(budget=1.0)},
        {"objectives": ()},
        {"sources": (Source("/data/customers.xlsx", digest="cd" * 32),)},
    ],
)
def test_the_fingerprint_depends_on_settings_and_content(
    make_contents: Make, changed: dict[str, object]
) -> None:
    contents = make_contents()
    settings = replace(contents.settings, **changed)
    assert fingerprint(replace(contents, settings=settings)) != fingerprint(contents)
    assert fingerprint(replace(contents, version="2")) != fingerprint(contents)
