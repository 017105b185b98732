import csv
import json
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from scipy.stats import ttest_ind
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from threadpoolctl import threadpool_limits

from resources import path
from resources.sample_company.generate import generate
from resources.sample_company.writing import FIXED_DATE

SAMPLE = path("sample_company")
YEARS = (2025, 2026)
NAMES = sorted(file.name for file in SAMPLE.iterdir() if file.suffix in {".csv", ".xlsx", ".json"})


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="module")
def renewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    generate(folder)
    return folder


def lines_of(name: str) -> list[list[str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def table_of(name: str) -> pd.DataFrame:
    header, *lines = lines_of(name)
    whole = [line for line in lines if len(line) == len(header) and any(line)]
    table = pd.DataFrame(whole, columns=header)
    return table[table.iloc[:, 0] != "Total"]


def numbers_of(name: str) -> set[str]:
    book = load_workbook(SAMPLE / name, read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=1, values_only=True))
    book.close()
    return {str(row[0]) for row in rows if row and row[0] is not None}


def measures_of(year: int) -> pd.DataFrame:
    groups = table_of("truth_customers.csv").set_index("Customer no.")[f"Group {year}"]
    measures = pd.DataFrame({"group": groups[groups != ""].astype(int)})
    contacts, orders = table_of(f"contacts_{year}.csv"), table_of(f"orders_{year}.csv")
    survey = table_of(f"survey_{year}.csv").astype({"Satisfaction": float})
    measures["cost"] = contacts.astype({"Cost": float}).groupby("Customer no.")["Cost"].sum()
    measures["margin"] = orders.astype({"Margin": float}).groupby("Customer no.")["Margin"].sum()
    measures = measures.fillna(0.0)
    measures["satisfaction"] = survey.groupby("Customer no.")["Satisfaction"].mean()
    return measures


def test_generating_again_gives_the_files_that_are_here(renewed: Path) -> None:
    assert sorted(file.name for file in renewed.iterdir()) == NAMES
    for name in NAMES:
        if not name.endswith(".xlsx"):
            assert (renewed / name).read_bytes() == (SAMPLE / name).read_bytes(), name


# Compressed bytes may differ between builds of zlib, so a workbook is compared by its parts.
@pytest.mark.parametrize("year", YEARS)
def test_generating_again_gives_the_same_workbooks(renewed: Path, year: int) -> None:
    name = f"customers_{year}.xlsx"
    with zipfile.ZipFile(renewed / name) as new, zipfile.ZipFile(SAMPLE / name) as old:
        assert new.namelist() == old.namelist()
        assert {part.date_time for part in new.infolist()} == {FIXED_DATE}
        for part in new.namelist():
            assert new.read(part) == old.read(part), part


def test_every_csv_file_has_the_rows_that_the_truth_counts(truth: dict[str, Any]) -> None:
    for name, counts in truth["files"].items():
        if name.endswith(".csv"):
            header, *lines = lines_of(name)
            blank = sum(not any(line) for line in lines)
            ragged = sum(any(line) and len(line) != len(header) for line in lines)
            totals = sum(line[:1] == ["Total"] for line in lines)
            assert len(lines) + 1 == counts["rows_in"], name
            assert (blank, ragged, totals) == (
                counts["blank"],
                counts["ragged"],
                counts["totals"],
            ), name
            kept = len(lines) - blank - ragged - totals
            assert kept == counts["rows"], name


def test_every_named_flaw_stands_on_its_line(truth: dict[str, Any]) -> None:
    for name, counts in truth["files"].items():
        if name.endswith(".csv"):
            texts = (SAMPLE / name).read_text(encoding="utf-8").split("\n")
            for flaw in counts["wrong"]:
                text = texts[flaw["line"] - 1]
                found = {
                    "blank": not text.strip(","),
                    "total": text.startswith("Total,"),
                    "ragged": text.count(",") != texts[0].count(","),
                }
                assert found[flaw["kind"]], (name, flaw)


@pytest.mark.parametrize("year", YEARS)
def test_customers_are_text_with_real_dates_and_one_empty_row(
    truth: dict[str, Any], year: int
) -> None:
    name = f"customers_{year}.xlsx"
    book = load_workbook(SAMPLE / name, read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, max_col=6, values_only=True))
    book.close()
    filled = [row for row in rows if any(value is not None for value in row)]
    assert len(rows) + 1 == truth["files"][name]["rows_in"]
    assert len(filled) == truth["files"][name]["rows"] == len({row[0] for row in filled})
    assert all(isinstance(row[0], str) and isinstance(row[2], datetime) for row in filled)
    assert any(str(row[0]).startswith("00") for row in filled)
    if year == YEARS[0]:
        assert set(truth["trap_names"]) <= {row[1] for row in filled}


@pytest.mark.parametrize("year", YEARS)
def test_the_total_row_is_the_sum_of_the_orders(year: int) -> None:
    orders = table_of(f"orders_{year}.csv")
    total = lines_of(f"orders_{year}.csv")[-1]
    for place, column in ((3, "Amount"), (4, "Margin")):
        pence = sum(round(float(text) * 100) for text in orders[column])
        assert total[place] == f"{pence / 100:.2f}"


@pytest.mark.parametrize("year", YEARS)
def test_only_the_named_unknown_customers_are_in_no_customers_file(
    truth: dict[str, Any], year: int
) -> None:
    known = numbers_of(f"customers_{year}.xlsx")
    assert len(known) == truth["people"][f"customers_{year}"]
    ordering = table_of(f"orders_{year}.csv")["Customer no."]
    assert set(ordering) - known == set(truth["unknown_customers"])
    for name in ("contacts", "survey", "referrals"):
        assert set(table_of(f"{name}_{year}.csv")["Customer no."]) <= known
    answered = set(table_of(f"survey_{year}.csv")["Customer no."])
    assert len(known - answered) == truth["people"][f"without_answer_{year}"]


def test_nothing_happens_outside_the_period(
    truth: dict[str, Any],
) -> None:
    for period in truth["periods"]:
        for name in ("orders", "contacts", "survey", "referrals"):
            dates = table_of(f"{name}_{period['year']}.csv")["Date"]
            assert dates.between(period["start"], period["end"]).all()


@pytest.mark.parametrize("year", YEARS)
def test_nine_segments_by_rank_agree_with_the_true_groups(year: int) -> None:
    measures = measures_of(year).dropna()
    axes = measures[["satisfaction", "cost", "margin"]]
    ranks = ((axes.rank() - 0.5) / len(axes)).to_numpy()
    with threadpool_limits(1):
        labels = KMeans(9, n_init=10, random_state=0).fit_predict(ranks / ranks.std(axis=0))
    agreement = adjusted_rand_score(measures["group"], labels)
    print(f"adjusted Rand index {year}: {agreement:.3f}")  # noqa: T201 - the figure to quote
    assert 0.6 < agreement < 0.8


def test_the_planted_effects_show_and_the_dud_shows_none() -> None:
    plan = table_of("treatments_2025.csv").set_index("Customer no.")
    later = plan.join(measures_of(2026)).fillna({"margin": 0.0, "cost": 0.0})
    shown = {"cocooning": "satisfaction", "service redesign": "satisfaction"}
    shown |= {"move to self-service": "cost", "upsell": "margin", "cross-sell": "margin"}
    for action, measure in shown.items():
        assert chance_of_no_effect(later, action, measure) < 0.05, action
    for measure in ("satisfaction", "cost", "margin"):
        assert chance_of_no_effect(later, "retention", measure) > 0.05, measure


def test_the_dud_looks_like_a_success_without_its_hold_out() -> None:
    plan = table_of("treatments_2025.csv").set_index("Customer no.")
    treated = plan[(plan["Action"] == "retention") & (plan["Arm"] == "action")].index
    before = measures_of(2025)["satisfaction"].reindex(treated)
    after = measures_of(2026)["satisfaction"].reindex(treated)
    assert np.nanmean(after - before) > 0.4


def chance_of_no_effect(later: pd.DataFrame, action: str, measure: str) -> float:
    chosen = later[later["Action"] == action]
    arms = [chosen.loc[chosen["Arm"] == arm, measure].dropna() for arm in ("action", "hold-out")]
    return float(ttest_ind(*arms, equal_var=False).pvalue)


def test_a_resource_is_found_inside_a_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert path("sample_company/truth.json") == tmp_path / "resources/sample_company/truth.json"
