"""The whole job from the command line, on real data: files in, segments, actions, files out."""

import csv
import json
import os
import random
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command_line import nonagon

ROOT = Path(__file__).parents[2]
TELCO = (
    "--axis=satisfaction=Satisfaction Score",
    "--axis=cost_to_serve=Total Refunds + Total Extra Data Charges:less",
    "--axis=lifetime_value=CLTV",
)
WATSON = (
    "--axis=satisfaction=Number_of_Open_Complaints:less",
    "--axis=cost_to_serve=Total_Claim_Amount:less",
    "--axis=lifetime_value=Customer_Lifetime_Value",
)
BANK = ("--axis=age=age:target=40", "--axis=duration=duration", "--axis=lifetime_value=balance")


def analysed(*words: str | Path) -> dict[str, Any]:
    """Return the JSON of an analysis."""
    done = nonagon("analyse", *words, "--json", "-")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def telco(folder: Path) -> list[Path]:
    return sorted((folder / "telco").glob("*.xlsx"))


def watson(folder: Path) -> Path:
    return next((folder / "watson_clv").glob("*.csv"))


def test_two_workbooks_of_a_telecom_company_become_nine_segments_and_a_plan(
    real_data: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.xlsx"
    found = analysed(*telco(real_data), *TELCO, "--plan", plan)
    assert (found["customers"], found["unscored"]) == (7043, 0)
    assert all(
        receipt["rows_in"] == 7044 and receipt["accepted"] == 7043 for receipt in found["receipt"]
    )
    assert len(found["segments"]) == 9
    assert sum(segment["customers"] for segment in found["segments"]) == 7043
    assert len({segment["name"] for segment in found["segments"]}) == 9
    assert sum(segment["ideal"] for segment in found["segments"]) <= 1
    assert {action["segment"] for action in found["actions"]} <= set(range(1, 10))
    assert "Action plan" in openpyxl.load_workbook(plan).sheetnames


def test_complaints_count_against_a_customer_of_an_insurer(real_data: Path) -> None:
    found = analysed(watson(real_data), *WATSON)
    assert found["customers"] == 9134
    assert found["axes"][0]["direction"] == "less"
    best = next(s for s in found["segments"] if s["code"] == 1)
    assert best["medians"]["satisfaction"] == 0


def test_a_bank_without_customer_numbers_takes_each_row_as_a_customer(
    real_data: Path, tmp_path: Path
) -> None:
    customers = tmp_path / "customers.csv"
    found = analysed(real_data / "bank" / "bank.csv", *BANK, "--customers", customers)
    assert found["customers"] == 4521
    with customers.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["customer_id"] for row in rows}) == 4521


def test_axes_are_proposed_where_the_columns_say_what_they_are(real_data: Path) -> None:
    found = analysed(watson(real_data))
    assert [axis["measure"] for axis in found["axes"]] == [
        "satisfaction",
        "cost_to_serve",
        "lifetime_value",
    ]


def test_the_order_of_the_rows_changes_nothing(real_data: Path, tmp_path: Path) -> None:
    header, *rows = watson(real_data).read_text(encoding="utf-8").splitlines()
    random.Random(5).shuffle(rows)
    shuffled = tmp_path / "shuffled.csv"
    shuffled.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    lists = tmp_path / "one.csv", tmp_path / "two.csv"
    plain = analysed(watson(real_data), *WATSON, "--customers", lists[0])
    mixed = analysed(shuffled, *WATSON, "--customers", lists[1])
    assert plain["segments"] == mixed["segments"]
    assert plain["actions"] == mixed["actions"]
    assert lists[0].read_bytes() == lists[1].read_bytes()


def test_another_currency_changes_nobodys_segment(real_data: Path, tmp_path: Path) -> None:
    with watson(real_data).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for name in ("Total_Claim_Amount", "Customer_Lifetime_Value"):
            row[name] = str(Decimal(row[name]) * 100)
    cents = tmp_path / "cents.csv"
    with cents.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    lists = tmp_path / "one.csv", tmp_path / "two.csv"
    found = [
        analysed(file, *WATSON, "--customers", target)
        for file, target in zip((watson(real_data), cents), lists, strict=True)
    ]
    assert found[0]["method_reason"] == found[1]["method_reason"]
    codes = []
    for target in lists:
        with target.open(encoding="utf-8", newline="") as file:
            codes.append([row["segment_code"] for row in csv.DictReader(file)])
    assert codes[0] == codes[1]


def test_the_number_of_threads_changes_nothing(real_data: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "analyse", str(watson(real_data))]
    texts = []
    for threads in ("1", "2"):
        named = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads)
        done = subprocess.run(
            [*command, "--method", "mixture", "--json", "-"],
            capture_output=True,
            check=True,
            timeout=300,
            env=os.environ | named,
        )
        texts.append(done.stdout)
    assert texts[0] == texts[1]


@pytest.mark.parametrize("method", ["best-fit", "k-means", "mixture", "grid"])
def test_every_method_can_be_asked_for(real_data: Path, method: str) -> None:
    found = analysed(watson(real_data), *WATSON, "--method", method, "--segments", "7")
    assert found["method_asked"] == method
    assert len(found["segments"]) == (7 if method != "grid" else len(found["segments"]))
    assert all(segment["stability_words"] for segment in found["segments"])
    assert all(segment["rule"] for segment in found["segments"])


def test_the_same_analysis_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = ROOT / "resources" / "sample_company"
    files = [folder / f"{name}_2025.csv" for name in ("orders", "contacts", "survey", "referrals")]
    made = []
    for run in ("first", "second"):
        outputs = [tmp_path / f"{run}.{kind}" for kind in ("xlsx", "csv", "json")]
        plan, customers, numbers = outputs
        words = ("--plan", plan, "--customers", customers, "--json", numbers)
        done = nonagon("analyse", folder / "customers_2025.xlsx", *files, *words)
        assert done.returncode == 0, done.stderr
        made.append([output.read_bytes() for output in outputs])
    assert made[0] == made[1]


def test_three_other_measures_make_segments_without_gains(real_data: Path, tmp_path: Path) -> None:
    axes = ("--axis=fresh=Fresh", "--axis=milk=Milk", "--axis=grocery=Grocery")
    file = next((real_data / "wholesale").glob("*.csv"))
    found = analysed(file, *axes, "--plan", tmp_path / "plan.xlsx")
    assert len(found["segments"]) == 9
    assert found["actions"] == []
    assert found["plan"]["assignments"] == 0


def test_axes_that_are_not_given_are_proposed(real_data: Path) -> None:
    found = analysed(watson(real_data), "--axis=lifetime_value=Income")
    assert [axis["column"] for axis in found["axes"]] == [
        "Number_of_Open_Complaints",
        "Total_Claim_Amount",
        "Income",
    ]


def test_customer_numbers_with_a_point_and_a_zero_are_customers(tmp_path: Path) -> None:
    rows = [f"{n // 3}.0,2026-01-{1 + n % 28:02},{n}.50" for n in range(300)]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join(["CustomerID,Date,Amount", *rows]) + "\n", encoding="utf-8")
    done = nonagon("inspect", path)
    assert "orders, 300 rows" in done.stdout
    assert "CustomerID: " in done.stdout


def test_a_budget_is_kept(real_data: Path) -> None:
    plan = analysed(watson(real_data), *WATSON, "--budget", "5000")["plan"]
    assert plan["budget"] == 5000
    assert 0 < plan["spend"] <= 5000
    assert plan["assignments"] > 0


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    """A small base without a fault, for the tests that put one in."""
    random_numbers = random.Random(1)
    rows = ["Customer,Satisfaction,Cost to serve,CLTV"]
    for number in range(200):
        values = (random_numbers.randint(0, 10), random_numbers.randint(0, 90))
        rows.append(f"C{number:03},{values[0]},{values[1]},{random_numbers.randint(10, 999)}")
    path = tmp_path / "customers.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def spoilt(path: Path, old: str, new: str) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def workbook(path: Path, rows: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def refused(*words: str | Path) -> str:
    """Return what the command line says of something that it refuses, in one line and a hint."""
    done = nonagon(*words)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("nonagon: ")
    assert lines[1].startswith("Hint: ")
    return lines[0]


def test_the_small_base_has_no_fault(customers: Path) -> None:
    assert analysed(customers)["customers"] == 200


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "gone.xlsx" in refused("analyse", tmp_path / "gone.xlsx")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert tmp_path.name in refused("analyse", tmp_path)


def test_a_picture_under_the_name_of_a_workbook_is_recognised(tmp_path: Path) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    assert "PNG" in refused("analyse", picture)


def test_an_empty_sheet_is_told(tmp_path: Path) -> None:
    assert "empty.xlsx" in refused("analyse", workbook(tmp_path / "empty.xlsx", []))


def test_a_sheet_with_headers_only_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "heads.xlsx", [["Customer", "Satisfaction", "CLTV"]])
    assert "heads.xlsx" in refused("analyse", path)


def test_a_customer_who_is_there_twice_is_named_with_both_rows(customers: Path) -> None:
    told = refused("analyse", spoilt(customers, "C007,", "C003,"))
    assert all(part in told for part in ("C003", "5", "9"))


def test_text_in_a_column_of_numbers_is_named_with_its_row(customers: Path) -> None:
    spoilt(customers, customers.read_text(encoding="utf-8").splitlines()[4], "C003,seven,3,20")
    told = refused("analyse", customers)
    assert "seven" in told
    assert "Satisfaction" in told


def test_text_in_a_column_of_numbers_can_be_answered(customers: Path, tmp_path: Path) -> None:
    spoilt(customers, customers.read_text(encoding="utf-8").splitlines()[4], "C003,seven,3,20")
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"answers": {"Satisfaction": "set aside"}}', encoding="utf-8")
    found = analysed(customers, "--recipe", recipe)
    assert found["customers"] == 199
    assert found["receipt"][0]["rejected"] == 1


def test_a_wrong_sheet_name_is_answered_with_the_right_ones(tmp_path: Path) -> None:
    path = workbook(tmp_path / "book.xlsx", [["Customer", "CLTV"], ["a", "1"]])
    done = nonagon("analyse", f"{path}#Tabelle1")
    assert done.returncode == 2
    assert "Tabelle1" in done.stderr
    assert "Sheet" in done.stderr


def test_a_folder_that_is_not_there_for_the_plan_is_told(customers: Path, tmp_path: Path) -> None:
    target = tmp_path / "no such folder" / "plan.xlsx"
    assert "no such folder" in refused("analyse", customers, "--plan", target)


def test_a_plan_that_may_not_be_written_leaves_the_old_one(customers: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.mkdir()
    assert "plan.xlsx" in refused("analyse", customers, "--plan", target)


def test_a_column_that_is_not_there_gets_a_suggestion(customers: Path) -> None:
    axes = ("--axis=satisfaction=Satisfaction", "--axis=cost_to_serve=Cost to serve")
    done = nonagon("analyse", customers, *axes, "--axis=lifetime_value=CLTW")
    assert done.returncode == 2
    assert "CLTV" in done.stderr


def test_an_axis_that_is_the_same_for_everybody_is_told(customers: Path) -> None:
    axes = (
        "--axis=satisfaction=Satisfaction",
        "--axis=x=CLTV - CLTV",
        "--axis=lifetime_value=CLTV",
    )
    assert "x" in refused("analyse", customers, *axes)


def test_rows_come_out_exactly_as_they_stand(customers: Path) -> None:
    done = nonagon("inspect", customers, "--raw", "-")
    assert done.returncode == 0
    assert done.stdout.replace("\r\n", "\n") == customers.read_text(encoding="utf-8")


def test_the_version_is_told() -> None:
    done = nonagon("--version")
    assert (done.returncode, done.stdout) == (0, "Nonagon 1.0.0\n")


def test_the_installation_proves_itself() -> None:
    done = nonagon("self-test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "this installation works" in done.stdout
