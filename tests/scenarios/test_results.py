"""Two periods of the sample company and a published experiment, from the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.export_kinds import LETTER
from core.output.page import PAPERS
from tests.command_line import nonagon
from tests.corpus.sample import KEYS, TRUTH
from ui.starting import later_sample_files, sample_sources

EXPECTED = TRUTH["effects"]["expected"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sample")
    before = [source.path for source in sample_sources()]
    done = nonagon(
        "results",
        *later_sample_files(),
        "--before",
        *before,
        "--json",
        folder / "results.json",
        "--report",
        folder / "results.xlsx",
        "--paper",
        "Letter",
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {**found, "said": done.stdout, "report": folder / "results.xlsx"}


def effect(sample: dict[str, Any], planted: str, outcome: str) -> dict[str, Any]:
    wanted = (KEYS[planted], outcome)
    found: dict[str, Any] = next(
        one for one in sample["effects"] if (one["action"], one["outcome"]) == wanted
    )
    return found


@pytest.mark.parametrize("planted", KEYS)
@pytest.mark.parametrize("outcome", ["satisfaction", "cost_to_serve"])
def test_intervals_hold_what_was_planted_or_nearly(
    sample: dict[str, Any], planted: str, outcome: str
) -> None:
    found = effect(sample, planted, outcome)
    room = 0.5 * (found["high"] - found["low"])
    assert found["low"] - room <= EXPECTED[planted][outcome] <= found["high"] + room


@pytest.mark.parametrize(
    ("planted", "outcome"),
    [
        ("cocooning", "satisfaction"),
        ("cocooning", "cost_to_serve"),
        ("service redesign", "satisfaction"),
        ("move to self-service", "cost_to_serve"),
        ("move to self-service", "lifetime_value"),
        ("upsell", "lifetime_value"),
        ("cross-sell", "lifetime_value"),
        ("cross-sell", "satisfaction"),
    ],
)
def test_planted_effects_are_found(sample: dict[str, Any], planted: str, outcome: str) -> None:
    assert effect(sample, planted, outcome)["verdict"] == "worked"


@pytest.mark.parametrize("planted", ["move to self-service", "upsell", "cross-sell"])
def test_actions_that_earn_their_cost_are_said_to(sample: dict[str, Any], planted: str) -> None:
    found = effect(sample, planted, "profit")
    assert found["earned"] == "earned its cost"
    assert found["roi_low"] > 0


def test_the_planted_dud_is_called_a_dud(sample: dict[str, Any]) -> None:
    for outcome in ("profit", "satisfaction", "lifetime_value", "still_here"):
        assert effect(sample, "retention", outcome)["verdict"] == "no effect shown"
    assert effect(sample, "retention", "profit")["earned"] == "lost money"


def test_regression_to_the_mean_is_not_sold_as_success(sample: dict[str, Any]) -> None:
    found = effect(sample, "retention", "satisfaction")
    treated, control = found["means"]["treated"], found["means"]["control"]
    assert treated["mean"] - treated["before"] > 0.5  # the treated did better a year later
    assert control["mean"] - control["before"] > 0.5  # and so did those who were left alone
    assert found["verdict"] != "worked"


def test_an_action_that_moves_nobody_is_not_said_to_have_worked(sample: dict[str, Any]) -> None:
    verdicts = {
        one["verdict"] for one in sample["effects"] if one["action"] == KEYS["loyalty and advocacy"]
    }
    assert "worked" not in verdicts


def test_who_moved_is_held_against_those_held_out(sample: dict[str, Any]) -> None:
    moves, people = sample["moves"], TRUTH["people"]
    assert sample["customers"]["gone"] == people["gone"]
    assert sample["customers"]["new"] == people["new"]
    assert sum(map(sum, moves["counts"])) == people["customers_2025"] + people["new"]
    into = moves["into_goal"]
    assert into["moved"] > into["natural_high"]
    observed, by_chance = moves["stayed"]["observed"], moves["stayed"]["chance"]
    assert by_chance > observed
    # the answers have become better, which is what the actions were for
    assert sample["drift"]["told"].startswith("Satisfaction has moved")


def test_the_numbers_are_said_in_sentences_and_written_down(sample: dict[str, Any]) -> None:
    assert "Retention: 249 treated, 106 held out" in sample["said"]
    assert "lost money" in sample["said"]
    assert load_workbook(sample["report"]).sheetnames == ["Results", "Moves"]


def test_the_report_is_set_on_the_paper_that_is_asked_for(sample: dict[str, Any]) -> None:
    sheets = load_workbook(sample["report"])
    assert {sheet.page_setup.paperSize for sheet in sheets} == {PAPERS[LETTER]}


def test_hillstroms_published_effects_come_out_of_the_command_line(real_data: Path) -> None:
    done = nonagon(
        "results",
        real_data / "hillstrom" / "hillstrom.csv",
        "--treatment=segment",
        "--outcome=visit",
        "--outcome=conversion",
        "--outcome=spend",
        "--control=No E-Mail",
        "--cost=0.1",
        "--json=-",
    )
    assert done.returncode == 0, done.stderr
    found = {(one["action"], one["outcome"]): one for one in json.loads(done.stdout)["effects"]}
    spend = found["Mens E-Mail", "spend"]
    assert (spend["treated"], spend["control"]) == (21_307, 21_306)
    known = (0.769827156, 0.485139733, 1.054514579)
    assert (spend["effect"], spend["low"], spend["high"]) == pytest.approx(known, abs=5e-10)
    assert spend["earned"] == "earned its cost"
    assert found["Mens E-Mail", "visit"]["effect"] == pytest.approx(0.076589564, abs=5e-10)
    assert {one["verdict"] for one in found.values()} == {"worked"}


def test_what_a_bank_saw_is_no_effect_on_the_command_line_either(real_data: Path) -> None:
    bank = real_data / "bank" / "bank.csv"
    done = nonagon("results", bank, "--treatment=loan", "--outcome=y")
    assert done.returncode == 0
    assert "not a fair test" in done.stdout
    done = nonagon("results", bank, "--treatment=contact", "--outcome=y")
    assert done.returncode == 2
    assert "Name it with --control" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "What is to be measured?"),
        (("--treatment=a", "--before", "x.csv"), "--treatment measures one file"),
        (("--treatment=a", "--outcome="), "An outcome has no name"),
    ],
)
def test_what_is_not_asked_well_is_told(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    done = nonagon("results", file, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Hint:" in done.stderr


def test_a_report_never_replaces_a_file_of_the_earlier_period(tmp_path: Path) -> None:
    files = []
    for name in ("now.csv", "then.csv"):
        file = tmp_path / name
        file.write_text("Customer,Satisfaction,Cost,CLTV\na,1,2,3\n", encoding="utf-8")
        files.append(file)
    done = nonagon("results", files[0], "--before", files[1], "--report", files[1])
    assert done.returncode == 2
    assert "would be lost" in done.stderr
