"""What customers are worth, from the command line, on real data."""

import csv
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from tests.command_line import nonagon

ROOT = Path(__file__).parents[2]
RFM = (
    "--axis=recency=days_since_purchase:less",
    "--axis=frequency=repeat_purchases",
    "--axis=lifetime_value=lifetime_value",
)
REPEATS = [0.138447, 0.599471, 1.195837, 1.713843, 2.398308, 2.907208, 3.818559, 6.403067]
CAME = [0.237, 0.697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359]
"""Purchases of CDNOW's customers in 39 weeks by repeat purchases before: published for
Pareto/NBD, and as they were."""


def analysed(*words: str | Path) -> dict[str, Any]:
    """Return the JSON of an analysis."""
    done = nonagon("analyse", *words, "--json", "-")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def cdnow(real_data: Path) -> Path:
    """Give the raw file of CDNOW: runs of blanks, and no row that names its columns."""
    return real_data / "cdnow" / "CDNOW_sample.txt"


def test_the_raw_file_of_cdnow_needs_no_help(real_data: Path) -> None:
    found = analysed(cdnow(real_data))
    assert found["customers"] == 2357
    (receipt,) = found["receipt"]
    assert (receipt["rows_in"], receipt["header"], receipt["accepted"]) == (6919, 0, 6919)
    assert [axis["measure"] for axis in found["axes"]] == ["recency", "frequency", "lifetime_value"]
    assert found["value"]["totals"]["revenue"] == pytest.approx(244_091.94)
    assert found["value"]["check"]["expected"] == pytest.approx(1665.5131, abs=0.05)


def test_cdnow_gives_the_published_fits(real_data: Path) -> None:
    found = analysed(cdnow(real_data), *RFM, "--as-of", "1997-09-30")["value"]
    counts, amounts = found["models"]
    assert (counts["model"], counts["time_unit"], counts["customers"]) == (
        "pareto-nbd",
        "week",
        2357,
    )
    fitted = {"r": 0.55327703, "alpha": 10.57768314, "s": 0.60624002, "beta": 11.66873621}
    assert counts["parameters"] == pytest.approx(fitted, rel=1e-3)
    assert counts["log_likelihood"] == pytest.approx(-9594.976179, abs=1e-4)
    assert amounts["customers"] == 946
    fitted = {"p": 6.24957308, "q": 3.74422476, "gamma": 15.44351928}
    assert amounts["parameters"] == pytest.approx(fitted, rel=1e-3)
    assert amounts["log_likelihood"] == pytest.approx(-4055.917695, abs=1e-4)


def test_cdnow_is_foretold_as_published_and_held_against_what_came(real_data: Path) -> None:
    found = analysed(cdnow(real_data), *RFM)["value"]
    check = found["check"]
    assert (check["until"], check["weeks"], check["customers"]) == ("1997-09-30", 39, 2357)
    assert check["expected"] == pytest.approx(1665.5131, abs=0.05)
    assert check["actual"] == 1882
    assert check["amount"] == pytest.approx(70_976.39)
    groups = check["by_frequency"]
    assert [one["customers"] for one in groups] == [1411, 439, 214, 100, 62, 38, 29, 64]
    means = [one["expected"] / one["customers"] for one in groups]
    assert means == pytest.approx(REPEATS, rel=1e-3)
    assert [one["actual"] / one["customers"] for one in groups] == pytest.approx(CAME, abs=6e-4)
    assert check["captured"] > 0.6629  # what other programs reach, who leave the first order out
    assert check["found"] > 0.5520
    assert check["captured_by_baseline"] == pytest.approx(0.6626, abs=5e-5)
    assert check["captured_at_best"] == pytest.approx(0.9424, abs=5e-5)
    assert check["grade"] == "A"
    tracking = check["tracking"]
    assert tracking["actual"][-1] == 2457 + 1882
    assert tracking["expected"][-1] == pytest.approx(2457 + 1882, rel=0.05)
    assert found["gini"] == pytest.approx(0.630917, abs=5e-7)


def test_cdnow_can_be_fitted_by_the_other_models(real_data: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"value": {"model": "bg-nbd", "as_of": "1997-09-30"}}', encoding="utf-8")
    found = analysed(cdnow(real_data), *RFM, "--settings", settings)["value"]
    model = found["models"][0]
    fitted = {"r": 0.24259452, "alpha": 4.41360228, "a": 0.7929221, "b": 2.42590708}
    assert model["model"] == "bg-nbd"
    assert model["parameters"] == pytest.approx(fitted, rel=1e-3)
    assert model["log_likelihood"] == pytest.approx(-9582.429207, abs=1e-4)


def test_a_customer_who_buys_and_cancels_on_one_day_is_worth_about_nothing(
    real_data: Path, tmp_path: Path
) -> None:
    path, listed = tmp_path / "retail.csv", tmp_path / "customers.csv"
    packed = real_data / "online_retail_1" / "or1.csv.xz"
    path.write_bytes(lzma.decompress(packed.read_bytes()))
    axes = ("--axis=revenue=revenue", *RFM[1:])
    found = analysed(path, *axes, "--customers", listed)
    assert found["customers"] == 4372
    value = found["value"]
    assert value["totals"]["revenue"] == pytest.approx(8_300_065.81, abs=0.01)
    assert any("refunded in full and count as none" in note for note in value["notes"])
    assert any("Give a margin rate" in sentence for sentence in value["missing"])
    with listed.open(encoding="utf-8", newline="") as file:
        rows = {row["customer_id"].removesuffix(".0"): row for row in csv.DictReader(file)}
    values = sorted(float(row["value"]) for row in rows.values() if row["value"])
    odd = rows["16446"]
    assert odd["tier"] == "bottom"
    assert float(odd["score_revenue"]) < 0.02
    assert float(odd["value"]) < values[len(values) // 4]
    assert float(odd["value"]) < 0.005 * 168_472.50


def test_a_telecom_company_is_valued_by_its_own_column(real_data: Path) -> None:
    files = sorted((real_data / "telco").glob("*.xlsx"))
    axes = (
        "--axis=satisfaction=Satisfaction Score",
        "--axis=cost_to_serve=Total Refunds + Total Extra Data Charges:less",
        "--axis=lifetime_value=CLTV",
    )
    value = analysed(*files, *axes)["value"]
    assert value["lifetime_value"]["model"] == "given column"
    assert value["lifetime_value"]["mean"] == pytest.approx(4400.30, abs=0.005)
    assert value["earned"] == "lifetime value"
    assert [tier["customers"] for tier in value["tiers"]] == [1408, 4931, 704]
    assert "the profit of a past period is not known" in value["missing"][0]


def test_an_insurer_has_customers_who_claim_more_than_they_bring(real_data: Path) -> None:
    value = analysed(next((real_data / "watson_clv").glob("*.csv")))["value"]
    assert value["lifetime_value"]["mean"] == pytest.approx(8004.94, abs=0.005)
    assert value["cost_to_serve"]["source"] == "column ‘Total_Claim_Amount’"
    assert value["whale_peak"] > 1
    assert value["whale"]["losing"] == 28


def test_households_of_a_grocer_are_foretold_within_a_tenth(real_data: Path) -> None:
    path = real_data / "completejourney" / "transactions_sample.csv"
    value = analysed(path, *RFM)["value"]
    check = value["check"]
    assert check["expected"] == pytest.approx(check["actual"], rel=0.1)


def test_the_sample_company_has_all_of_it() -> None:
    folder = ROOT / "resources" / "sample_company"
    names = ("customers_2025.xlsx", *(f"{one}_2025.csv" for one in ("orders", "contacts")))
    more = ("survey_2025.csv", "referrals_2025.csv")
    value = analysed(*(folder / name for name in (*names, *more)))["value"]
    assert value["earned"] == "margin"
    assert value["period"]["words"] == "the 12 months to 30 September 2025"
    assert value["whale_peak"] > 1
    assert [tier["deserves"] for tier in value["tiers"]] == ["keep", "grow", "serve at less cost"]
    assert value["tiers"][2]["share_of_profit"] < 0
    assert len(value["cost_to_serve"]["activities"]) == 5
    assert value["satisfaction"]["high"] == 10
    assert value["totals"]["indirect_value"] == pytest.approx(value["totals"]["counted_twice"])
    assert value["missing"] == []
    low, high = value["tiers"][0]["low"], value["tiers"][0]["high"]
    assert low < value["tiers"][0]["lifetime_value"] < high
