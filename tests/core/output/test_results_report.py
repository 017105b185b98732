import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from core.errors import UserError
from core.intake.reading import read
from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.results_contract import experiment_json, results_json
from core.output.results_report import write_report
from core.output.workbook import write_plan
from core.progress import Progress
from core.results.experiment import measure_experiment
from core.settings import Direction, Evidence, Experiment, Kind, Learned, Recipe, Source
from core.tables.results import Verdict

Make = Callable[..., PlanContents]


def test_the_contract_has_effects_and_moves(measured: PlanContents) -> None:
    assert measured.results is not None
    found = json.loads(results_json(measured.results, measured.earlier, "1.0.0"))
    wanted = {"action", "outcome", "treated", "control", "effect", "low", "high", "p"}
    wanted |= {"roi", "roi_low", "roi_high", "verdict", "checks"}
    for effect in found["effects"]:
        assert wanted <= set(effect)
        assert effect["verdict"] in set(Verdict)
        assert effect["low"] <= effect["effect"] <= effect["high"]
        assert all({"passed", "p", "told"} == set(check) for check in effect["checks"].values())
    money = [effect for effect in found["effects"] if effect["outcome"] == "profit"]
    assert all(effect["roi_low"] <= effect["roi"] <= effect["roi_high"] for effect in money)
    moves = found["moves"]
    assert len(moves["counts"]) == len(moves["natural"]) == len(moves["rows"]) == 7
    assert all(len(row) == len(moves["columns"]) for row in moves["counts"])
    assert found["customers"]["before"] == sum(map(sum, moves["counts"][:-1]))
    assert found["drift"]["fits"] is True
    assert {one["action"] for one in found["evidence"]} <= {"cocooning", "upsell"}


def test_the_analysis_carries_what_was_measured_and_learnt(measured: PlanContents) -> None:
    shares = (0.1, 0.2, 0.3)
    learned = Learned("upsell", "2025 to 2026", Evidence.ASSUMED, shares, shares, 400, 100)
    settings = replace(measured.settings, learned=(learned,))
    found = json.loads(analysis_json(replace(measured, settings=settings)))
    assert found["results"]["learned"][0]["action"] == "upsell"
    assert found["results"]["effects"]
    without = json.loads(analysis_json(replace(measured, results=None)))
    assert "results" not in without


def test_the_fingerprint_knows_the_earlier_period_but_not_where_its_files_are(
    measured: PlanContents,
) -> None:
    def told(path: str, digest: str) -> str:
        earlier = replace(measured.settings, sources=(Source(path, digest=digest),))
        settings = replace(measured.settings, previous=earlier)
        return str(json.loads(analysis_json(replace(measured, settings=settings)))["fingerprint"])

    assert told("/a/orders.csv", "ab") == told("/b/orders.csv", "ab")
    assert told("/a/orders.csv", "ab") != told("/a/orders.csv", "cd")


def test_an_experiment_is_the_same_contract(tmp_path: Path) -> None:
    path = tmp_path / "test.csv"
    lines = [f"{'A' if row % 2 else 'control'},{row % 7}" for row in range(200)]
    path.write_text("\n".join(["Arm,Profit", *lines]) + "\n", encoding="utf-8")
    source = Source(str(path), Recipe(kind=Kind.PROFILES))
    experiment = Experiment(source, "Arm", (("Profit", Direction.MORE),), cost=0.5)
    table = measure_experiment(read(source, Progress()), experiment, Progress())
    found = json.loads(experiment_json(table, "1.0.0"))
    assert found["arms"] == {"A": 100, "control": 100}
    assert found["moves"] is None
    (effect,) = found["effects"]
    assert (effect["treated"], effect["control"], effect["cost"]) == (100, 100, 0.5)


def test_the_report_has_live_returns_that_agree_with_their_values(
    measured: PlanContents, tmp_path: Path
) -> None:
    path = tmp_path / "results.xlsx"
    write_report(path, measured, Progress())
    values, formulas = (load_workbook(path, data_only=known) for known in (True, False))
    assert values.sheetnames == ["Results", "Moves"]
    sheet, live = values["Results"], formulas["Results"]
    for row in (6, 7):
        effect, low, cost, roi, roi_low, profit, verdict = (
            sheet.cell(row, column).value for column in (5, 6, 8, 9, 10, 12, 13)
        )
        assert str(live.cell(row, 9).value).startswith("=IF(H")
        assert roi == pytest.approx((effect - cost) / cost)
        assert roi_low == pytest.approx((low - cost) / cost)
        assert profit == pytest.approx(sheet.cell(row, 3).value * (effect - cost))
        high = sheet.cell(row, 7).value
        wanted = "Earned its cost" if low > cost else "Lost money" if high < cost else "Cannot"
        assert str(verdict).startswith(wanted)


def test_the_moves_stand_beside_those_that_would_have_happened(
    measured: PlanContents, tmp_path: Path
) -> None:
    path = tmp_path / "results.xlsx"
    write_report(path, measured, Progress())
    sheet = load_workbook(path)["Moves"]
    titles = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    assert titles.index("Observed") < titles.index(
        "If nobody had been treated, as those held out show"
    )
    assert measured.results is not None
    first = titles.index("Observed") + 3
    assert [sheet.cell(first, column).value for column in range(3, 10)] == list(
        measured.results.moves.counts[0]
    )


def test_the_same_results_give_the_same_bytes(measured: PlanContents, tmp_path: Path) -> None:
    one, other = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    for path in (one, other):
        write_report(path, measured, Progress())
    assert one.read_bytes() == other.read_bytes()


def test_the_plan_takes_the_results_along(measured: PlanContents, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(path, measured, Progress())
    names = load_workbook(path).sheetnames
    assert names[names.index("Results") + 1] == "Moves"
    assert names[-2:] == ["Method & assumptions", "Receipt"]


def test_without_a_later_period_there_is_nothing_to_report(
    make_contents: Make, tmp_path: Path
) -> None:
    with pytest.raises(UserError):
        write_report(tmp_path / "results.xlsx", make_contents(), Progress())
    assert not list(tmp_path.iterdir())
