import json

import pytest

from core.errors import UserError
from core.settings import (
    Answer,
    Axis,
    DateOrder,
    Direction,
    Kind,
    Limit,
    Method,
    Missing,
    Names,
    Objective,
    PlanSettings,
    ReadAs,
    Recipe,
    Role,
    Scaling,
    Segmentation,
    Settings,
    Twins,
)
from core.settings_text import recipe_from, recipe_object, settings_from


def test_a_recipe_is_read_with_its_file() -> None:
    text = """{"file": "orders.csv", "delimiter": ";", "date_order": "day first",
               "header_row": 3, "roles": {"Betrag": "amount"}, "answers": {"Menge": "missing"}}"""
    file, recipe = recipe_from(text, "r.json")
    assert file == "orders.csv"
    assert recipe == Recipe(
        delimiter=";",
        date_order=DateOrder.DAY_FIRST,
        header_row=3,
        roles=(("Betrag", Role.AMOUNT),),
        answers=(("Menge", Answer.MISSING),),
    )


FULL = Recipe(
    sheet="Blatt",
    encoding="utf-8",
    delimiter="\t",
    header_row=2,
    names=Names.LEFT,
    decimal=",",
    date_order=DateOrder.MONTH_FIRST,
    kind=Kind.ORDERS,
    roles=(("Betrag", Role.AMOUNT),),
    answers=(("Menge", Answer.MISSING),),
    types=(("PLZ", ReadAs.TEXT),),
    missing=(("Alter", "999"), ("Alter", "-"), ("Ort", "n/a")),
    last_year=2030,
    twins=Twins.LAST,
)


@pytest.mark.parametrize("recipe", [Recipe(), FULL])
def test_a_recipe_is_written_as_it_is_read(recipe: Recipe) -> None:
    assert recipe_from(json.dumps(recipe_object(recipe)), "r.json") == ("", recipe)


def test_settings_are_put_in_place_and_the_rest_stays() -> None:
    text = """{"axes": [{"measure": "age", "formula": "Age", "direction": "less", "weight": 2}],
               "segmentation": {"segments": 5}, "economics": {"horizon_months": 12},
               "objectives": [{"measure": "satisfaction", "change": 2}],
               "plan": {"hold_out": 0.2, "capacities": {"calls": 90}, "aim": "most gain"},
               "moves": {"drift": 0.1}, "budget": 1000}"""
    found = settings_from(text, "s.json", Settings())
    assert found.axes == (Axis("age", "Age", Direction.LESS, weight=2.0),)
    assert (found.segmentation.segments, found.segmentation.starts) == (5, 50)
    assert found.economics.horizon_months == 12
    assert found.objectives == (Objective("satisfaction", 2.0),)
    assert found.plan == PlanSettings(1000.0, capacities=(("calls", 90.0),), hold_out=0.2)
    assert found.moves.drift == 0.1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1"),
        ("[]", "no JSON object"),
        ('{"encodng": "utf-8"}', "encodng"),
        ('{"header_row": "three"}', "header_row"),
        ('{"header_row": true}', "header_row"),
        ('{"kind": "customers"}', "kind"),
        ('{"roles": {"Betrag": "money"}}', "roles"),
        ('{"roles": [["Betrag"]]}', "roles"),
        ('{"roles": [5]}', "roles"),
    ],
)
def test_a_recipe_that_cannot_be_understood_is_named(text: str, told: str) -> None:
    with pytest.raises(UserError) as caught:
        recipe_from(text, "r.json")
    assert "r.json" in caught.value.message
    assert told in caught.value.message
    assert caught.value.hint


def test_a_misspelt_setting_gets_a_suggestion() -> None:
    with pytest.raises(UserError) as caught:
        settings_from('{"segmentaton": {}}', "s.json", Settings())
    assert "segmentation" in caught.value.hint


@pytest.mark.parametrize("axes", ["5", "null", '{"age": "Age"}'])
def test_axes_that_are_no_list_are_told(axes: str) -> None:
    with pytest.raises(UserError, match="a list is needed"):
        settings_from(f'{{"axes": {axes}}}', "s.json", Settings())


def test_an_axis_without_a_formula_is_told() -> None:
    with pytest.raises(UserError) as caught:
        settings_from('{"axes": [{"measure": "age"}]}', "s.json", Settings())
    assert "formula" in caught.value.message


def test_everything_about_the_segments_can_be_given() -> None:
    text = """{
        "segmentation": {
            "method": "grid", "scaling": "z", "segments": 7, "resamples": 0,
            "limits": [{"measure": "satisfaction", "good": 6, "ideal": 8.5}],
            "names": [["satisfaction high", "Our best"]]
        },
        "axes": [{"measure": "satisfaction", "formula": "CSat", "missing": "typical value"}],
        "objectives": [{"measure": "cost_to_serve", "change": -20, "relative": true}]
    }"""
    found = settings_from(text, "s.json", Settings())
    assert found.segmentation == Segmentation(
        Method.GRID,
        Scaling.Z,
        segments=7,
        resamples=0,
        limits=(Limit("satisfaction", 6.0, 8.5),),
        names=(("satisfaction high", "Our best"),),
    )
    assert found.axes == (Axis("satisfaction", "CSat", missing=Missing.TYPICAL),)
    assert found.objectives == (Objective("cost_to_serve", -20.0, relative=True),)


def test_a_method_that_is_not_there_is_told() -> None:
    with pytest.raises(UserError, match='“method” is "magic"') as problem:
        settings_from('{"segmentation": {"method": "magic"}}', "s.json", Settings())
    assert "best-fit, k-means, mixture, grid, rule" in problem.value.hint
