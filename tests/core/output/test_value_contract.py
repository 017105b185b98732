import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.output.contents import PlanContents
from core.output.contract import analysis_json
from core.output.lists import customers_csv
from core.progress import Progress
from core.settings import Valuation
from tests.core.output.worth import shop

Make = Callable[..., PlanContents]


def told(make_contents: Make, folder: Path) -> dict[str, object]:
    contents = replace(make_contents(180), value=shop(folder))
    found: dict[str, object] = json.loads(analysis_json(contents))["value"]
    return found


def test_worth_has_the_keys_of_the_contract(make_contents: Make, tmp_path: Path) -> None:
    found = told(make_contents, tmp_path)
    assert {"tiers", "gini", "whale_peak", "models"} <= found.keys()
    tiers = found["tiers"]
    assert isinstance(tiers, list)
    assert [tier["tier"] for tier in tiers] == ["top", "middle", "bottom"]
    assert [tier["customers"] for tier in tiers] == [36, 126, 18]
    assert sum(tier["share_of_profit"] for tier in tiers) == pytest.approx(1)
    models = found["models"]
    assert isinstance(models, list)
    assert models[0].keys() >= {"model", "parameters", "time_unit", "log_likelihood", "customers"}


def test_the_peak_is_a_share_of_all_profit(make_contents: Make, tmp_path: Path) -> None:
    found = told(make_contents, tmp_path)
    whale, totals = found["whale"], found["totals"]
    assert isinstance(whale, dict)
    assert isinstance(totals, dict)
    assert found["whale_peak"] == pytest.approx(whale["peak"] / whale["total"])
    assert whale["total"] == pytest.approx(totals["profit"])
    assert totals["profit"] == pytest.approx(totals["margin"] - totals["cost_to_serve"])


def test_cost_is_told_by_activity_with_what_is_unused(make_contents: Make, tmp_path: Path) -> None:
    costs = told(make_contents, tmp_path)["cost_to_serve"]
    assert isinstance(costs, dict)
    assert costs["source"] == "rate table"
    assert {one["activity"] for one in costs["activities"]} == {"call", "visit"}
    assert costs["unused_capacity"][0]["pool"] == "service desk"


def test_what_is_not_known_is_null(make_contents: Make, tmp_path: Path) -> None:
    found = told(make_contents, tmp_path)
    assert found["satisfaction"] is None
    totals = found["totals"]
    assert isinstance(totals, dict)
    assert totals["indirect_value"] is None
    assert "NaN" not in json.dumps(found)


def test_the_list_of_customers_has_their_tiers(make_contents: Make, tmp_path: Path) -> None:
    value = shop(tmp_path, Valuation())
    path = tmp_path / "list.csv"
    customers_csv(path, replace(make_contents(180), value=value), Progress())
    header, *rows = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    at = header.index("tier")
    assert header[at + 1] == "value"
    counts = [sum(f",{tier}," in ",".join(row) for row in rows) for tier in ("top", "bottom")]
    assert counts == [36, 18]
