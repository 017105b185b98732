from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.customer_lookups import CustomerQuery
from core.customers.roster import Roster
from core.errors import UserError
from core.export_kinds import CRM, FileWanted
from core.output.contents import PlanContents
from core.output.listed import list_of
from core.pipeline import run
from core.progress import Progress
from core.settings import Kind, Recipe, Source
from core.source_steps import sources_of
from tests.core.output.made_up import KEYS, roster_of, roster_of_all
from ui.starting import default_settings, list_template

Make = Callable[..., PlanContents]
SECRET = "s" * 32


def cells_of(roster: Roster, template: str, secret: str = "") -> list[tuple[object, ...]]:
    listed = list_of(roster, FileWanted(CRM, "", template=template, secret=secret))
    return [tuple(column.title for column in listed.columns), *listed.cells(slice(0, 100))]


def test_columns_are_found_by_title_whatever_the_case_or_by_key() -> None:
    found = cells_of(roster_of(), "Id = {customer}\nPlace = {CITY}\nAgain = {measure City}")
    assert found[:2] == [("Id", "Place", "Again"), ("007", "a,b", "a,b")]


def test_columns_of_the_program_are_never_taken_for_those_of_the_company() -> None:
    roster = yours()
    program = {"Segment", "Tier", "Next action", "Gain", "Plan", "Arm", "Next closest"}
    titles = [column.shown.title for column in roster.columns.values()]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert program < set(titles)
    assert {f"{title} (yours)" for title in program} < set(titles)
    header, first, *_ = cells_of(roster, list_template("salesforce"))
    assert "call by rep" not in first
    assert dict(zip(header, first, strict=True))["Nonagon_Arm__c"] in {"treated", "hold-out", ""}
    assert cells_of(roster, "Rep = {Next action (yours)}\nTier = {tier (YOURS)}")[1:3] == [
        ("call by rep", "yours"),
        ("call by rep", "yours"),
    ]


@cache
def yours() -> Roster:
    """Give a company whose columns are called like those of the program."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "base.csv"
        titles = ["Tier", "Next action", "Gain", "Plan", "Arm", "Next closest", "Segment"]
        rows = [
            f"c{n:03},{n % 10},{n * 7 % 90},{n * 13 % 500},yours,call by rep,yours,yours,x,y,z"
            for n in range(60)
        ]
        header = ",".join(("Customer,Satisfaction,Cost to serve,CLTV", *titles))
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        source = Source(str(path), Recipe(kind=Kind.PROFILES))
        settings = replace(default_settings(), sources=(source,))
        outcome = run(settings, {}, Progress())
    return Roster(outcome.results, sources_of(outcome.results, outcome.settings))


def test_a_message_is_made_for_each_customer() -> None:
    found = cells_of(roster_of(), "Text = {Customer} of {City|nowhere}: {Value|?}, {Joined|never}")
    assert [cells[0] for cells in found[1:]] == [
        "007 of a,b: 0.30, 2021-03-01",
        '=1+1 of say "hi": -5, never',
        "ünï of nowhere: ?, 1999-12-31",
        "d of +49: 1000000000000000, 2024-02-29",
    ]


def test_a_line_that_may_lack_its_column_is_left_out_and_that_is_told() -> None:
    wanted = FileWanted(CRM, "", template="Id = {Customer}\nMail = {Email?}")
    listed = list_of(roster_of(), wanted)
    assert [column.title for column in listed.columns] == ["Id"]
    assert listed.left_out == ("‘Mail’ is left out: there is no Email.",)


def test_a_column_is_looked_for_as_it_is_written_first() -> None:
    roster = roster_of(("a",), {"Newsletter?": ["yes"], "A|B": ["both"], "A": ["one"]})
    template = "N = {newsletter?}\nM = {Newsletter?|no}\nO = {A|B}\nP = {A|C}\nQ = {Gone?}"
    assert cells_of(roster, template) == [
        ("N", "M", "O", "P"),
        ("yes", "yes", "both", "one"),
    ]


def test_a_column_that_there_is_not_is_told_with_the_closest_one() -> None:
    with pytest.raises(UserError, match="‘Cty’") as caught:
        cells_of(roster_of(), "Place = {Cty}")
    assert caught.value.hint == "Did you mean {City}?"


def test_the_arm_and_the_plan_are_among_the_columns(make_contents: Make) -> None:
    roster = roster_of_all(make_contents(60, budget=100.0))
    found = cells_of(roster, "Id = {Customer}\nArm = {Arm}\nPlan = {Plan}\nDo = {Next action}")[1:]
    assert {cells[1:3] for cells in found} == {
        ("treated", "in plan"),
        ("hold-out", "held out"),
        ("", "–"),
    }


def test_with_pseudonyms_nothing_tells_who_a_customer_is() -> None:
    template = (
        "Id = {Customer}\nPlace = {City}\nSince = {Joined}\nWorth = {Value}\nHi = {City}: {Value}"
    )
    listed = list_of(roster_of(), FileWanted(CRM, "", template=template, secret=SECRET))
    assert [column.title for column in listed.columns] == ["Id", "Worth"]
    assert len(listed.left_out) == 3
    ids = [cells[0] for cells in listed.cells(slice(0, 9))]
    assert ids == sorted(ids)  # not in the order of the ids
    assert not set(ids) & set(roster_of().cells("customer"))


def test_pseudonyms_do_not_depend_on_who_else_is_listed() -> None:
    def told(search: str) -> set[object]:
        query = CustomerQuery(search=search)
        wanted = FileWanted(CRM, "", query, columns=KEYS[:1], secret=SECRET)
        return {cells[0] for cells in list_of(roster_of(), wanted).cells(slice(0, 9))}

    assert told("007") < told("")
