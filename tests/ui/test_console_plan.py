"""Catalogue, earlier period and changes in a workbook, from the command line."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.command_line import Done, nonagon


@pytest.fixture(scope="module")
def customers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        f"C{n:03},{n * 7 % 11},{n * 31 % 97},{(n * 17 + n % 11 * 40) % 990}" for n in range(220)
    ]
    path = tmp_path_factory.mktemp("base") / "customers.csv"
    text = "\n".join(["Customer,Satisfaction,Cost to serve,CLTV", *rows]) + "\n"
    path.write_text(text, encoding="utf-8")
    return path


def analysed(*words: str | Path) -> Done:
    return nonagon("analyse", *words)


def test_what_was_changed_in_a_workbook_is_shown_and_taken(customers: Path, tmp_path: Path) -> None:
    plan, found = tmp_path / "plan.xlsx", tmp_path / "found.json"
    assert analysed(customers, "--plan", plan).returncode == 0
    book = load_workbook(plan)
    sheet = book["Assumptions"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "cocooning")
    sheet[f"C{row}"] = 11.5
    book.save(plan)
    done = analysed(customers, "--plan-back", plan, "--json", found)
    assert done.returncode == 0
    assert "plan.xlsx: Cocooning: cost each, 15 → 11.5" in done.stderr
    actions = json.loads(found.read_text("utf-8"))["actions"]
    costs = {c["unit_cost"] for a in actions for c in a["considered"] if c["action"] == "cocooning"}
    assert costs == {11.5}


def test_a_workbook_is_not_written_over_while_it_is_read_back(
    customers: Path, tmp_path: Path
) -> None:
    done = analysed(customers, "--plan-back", customers, "--plan", customers)
    assert done.returncode == 2
    assert "would be lost" in done.stderr


def test_an_earlier_period_shows_how_customers_move(customers: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    assert analysed(customers, "--earlier", customers, "--json", found).returncode == 0
    natural = json.loads(found.read_text("utf-8"))["natural_moves"]
    assert natural["evidence"] == "past data"
    assert sum(map(sum, natural["seen"])) == 220


def test_a_catalogue_of_ones_own_takes_the_place_of_the_shipped_one(
    customers: Path, tmp_path: Path
) -> None:
    catalogue = tmp_path / "own.json"
    action = {
        "name": "card", "title": "Card", "description": "A card.", "unit_cost": 1,
        "success_low": 0.1, "success": 0.2, "success_high": 0.3, "moves": {"satisfaction": 1},
    }  # fmt: skip
    catalogue.write_text(json.dumps([action]), encoding="utf-8")
    found = tmp_path / "found.json"
    assert analysed(customers, "--catalogue", catalogue, "--json", found).returncode == 0
    plan = json.loads(found.read_text("utf-8"))["plan"]
    assert {line["action"] for line in plan["lines"]} <= {"card"}
