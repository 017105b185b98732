from pathlib import Path

import pytest

from core.errors import UserError
from core.settings import Aim, Axis, Language, Objective, PlanSettings
from ui import arguments, plan_arguments


def test_an_unknown_option_is_told_with_a_hint() -> None:
    with pytest.raises(UserError) as caught:
        arguments.parse(["analyse", "a.csv", "--bugdet", "3"])
    assert "--bugdet" in caught.value.message
    assert "--help" in caught.value.hint


def test_a_recipe_is_for_the_file_that_it_names(tmp_path: Path) -> None:
    recipe = tmp_path / "r.json"
    recipe.write_text('{"file": "b.csv", "delimiter": ";"}', encoding="utf-8")
    options = arguments.parse(["analyse", "a.csv", "folder/b.csv", "--recipe", str(recipe)])
    first, second = arguments.sources(options)
    assert first.recipe.delimiter is None
    assert second.recipe.delimiter == ";"


def test_a_recipe_for_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    recipe = tmp_path / "r.json"
    recipe.write_text('{"file": "c.csv"}', encoding="utf-8")
    options = arguments.parse(["inspect", "a.csv", "--recipe", str(recipe)])
    with pytest.raises(UserError) as caught:
        arguments.sources(options)
    assert "c.csv" in caught.value.message


def test_a_sheet_is_named_behind_the_file() -> None:
    options = arguments.parse(["analyse", "book.xlsx#Sheet 2"])
    (source,) = arguments.sources(options)
    assert source.path.endswith("book.xlsx")
    assert source.recipe.sheet == "Sheet 2"


def test_options_become_settings() -> None:
    words = ["analyse", "a.csv", "--segments", "5", "--seed", "7", "--budget", "100"]
    chosen = arguments.settings(arguments.parse([*words, "--axis", "age=Age"]))
    assert (chosen.segmentation.segments, chosen.segmentation.seed) == (5, 7)
    assert chosen.plan.budget == 100.0
    assert chosen.axes == (Axis("age", "Age"),)
    assert chosen.catalogue


def test_segments_are_named_in_the_language_that_is_asked_for() -> None:
    chosen = arguments.settings(arguments.parse(["analyse", "a.csv", "--names-language", "de"]))
    assert chosen.segmentation.names_language is Language.GERMAN
    again = arguments.settings(arguments.parse(["analyse", "a.csv"]), chosen)
    assert again.segmentation.names_language is Language.GERMAN
    with pytest.raises(UserError, match="invalid choice: 'klingon'"):
        arguments.parse(["analyse", "a.csv", "--names-language", "klingon"])


def test_the_plan_is_asked_for_in_words() -> None:
    words = ["--objective", "satisfaction:+2", "--objective", "Cost to serve: -20%"]
    words += ["--capacity", "personal calls=900", "--aim", "objectives", "--hold-out", "0.15"]
    words += ["--cautious", "--earlier", "old.csv"]
    chosen = arguments.settings(arguments.parse(["analyse", "a.csv", *words]))
    assert chosen.objectives == (
        Objective("satisfaction", 2.0),
        Objective("cost_to_serve", -20.0, relative=True),
    )
    assert chosen.plan == PlanSettings(
        capacities=(("personal calls", 900.0),),
        aim=Aim.OBJECTIVES,
        hold_out=0.15,
        cautious=True,
    )
    assert [Path(source.path).name for source in chosen.earlier] == ["old.csv"]


@pytest.mark.parametrize("text", ["satisfaction", "satisfaction:two", "x:+2,5", "x:+2%%", ":3"])
def test_an_objective_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UserError, match="does not describe an objective"):
        plan_arguments.objective(text)


@pytest.mark.parametrize("text", ["900", "=900", "calls=many"])
def test_a_capacity_that_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UserError, match="capacity of a channel"):
        plan_arguments.capacity(text)


def test_a_word_that_is_no_command_and_no_file_is_told() -> None:
    with pytest.raises(UserError) as caught:
        arguments.parse(["analise", "a.csv"])
    assert "analise" in caught.value.message
    assert "analyse" in caught.value.hint
