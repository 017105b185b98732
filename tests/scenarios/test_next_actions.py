"""What comes out on top for the sample company, whose groups and effects were planted."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.output.catalogue_book import write_catalogue
from core.settings import Action, Evidence
from tests.command_line import nonagon
from tests.corpus.sample import KEYS, SAMPLE, TRUTH
from ui.starting import default_settings, sample_sources

AT_RISK, PAMPERED, BEGINNERS = 2, 4, 7
"""Groups for which one planted action is clearly the best: the valuable who are unhappy, the happy
who are dear to serve, and the happy who buy little."""


def planted() -> Iterator[Action]:
    """Give the shipped actions at the costs and successes that were planted."""
    known = {KEYS[one["name"]]: one for one in TRUTH["actions"]}
    for action in default_settings().catalogue:
        if action.name in known:
            success = known[action.name]["success"]
            yield replace(
                action,
                unit_cost=known[action.name]["unit_cost"],
                success_low=0.7 * success,
                success=success,
                success_high=1.3 * success,
                evidence=Evidence.EXPERIMENT,
            )


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Analyse the sample company with what was planted; the JSON and the list of customers."""
    folder = tmp_path_factory.mktemp("planted")
    write_catalogue(folder / "planted.xlsx", tuple(planted()))
    words = [*(source.path for source in sample_sources()), "--catalogue", folder / "planted.xlsx"]
    outputs = ("--json", folder / "found.json", "--customers", folder / "customers.csv")
    done = nonagon("analyse", *words, *outputs)
    assert done.returncode == 0, done.stderr
    with (folder / "customers.csv").open(encoding="utf-8", newline="") as file:
        return json.loads((folder / "found.json").read_text(encoding="utf-8")), list(
            csv.DictReader(file)
        )


def group_of() -> dict[str, int]:
    """Give the planted group of each customer."""
    with (SAMPLE / "truth_customers.csv").open(encoding="utf-8", newline="") as file:
        groups = {row["Customer no."]: row["Group 2025"] for row in csv.DictReader(file)}
    return {customer: int(group) for customer, group in groups.items() if group}


def segment_of(rows: list[dict[str, str]], group: int) -> int:
    """Give the segment that most customers of a planted group are in."""
    groups = group_of()
    codes = Counter(
        row["segment_code"]
        for row in rows
        if row["segment_code"] and groups.get(row["customer_id"]) == group
    )
    return int(codes.most_common(1)[0][0])


@pytest.mark.parametrize(
    ("group", "action"),
    [(AT_RISK, "cocooning"), (PAMPERED, "self_service"), (BEGINNERS, "upsell")],
)
def test_the_planted_best_action_comes_out_on_top(
    found: tuple[dict[str, Any], list[dict[str, str]]], group: int, action: str
) -> None:
    analysis, rows = found
    segment = segment_of(rows, group)
    best = next(one for one in analysis["actions"] if one["segment"] == segment)
    assert (best["action"], best["pays"], best["evidence"]) == (action, True, "experiment")
    assert best["gain_low"] > 0


def test_the_greatest_gain_is_where_serving_costs_most_for_nothing(
    found: tuple[dict[str, Any], list[dict[str, str]]],
) -> None:
    analysis, rows = found
    first = next(one for one in analysis["actions"] if one["rank"] == 1)
    assert first["segment"] == segment_of(rows, PAMPERED)


def test_what_was_planted_to_do_nothing_is_given_to_nobody(
    found: tuple[dict[str, Any], list[dict[str, str]]],
) -> None:
    analysis, rows = found
    given = {row["planned"] for row in rows} - {""}
    assert given
    assert not given & {"Retention", "Loyalty and advocacy"}
    assert all(
        one["action"] not in {"retention", "loyalty_advocacy"} for one in analysis["plan"]["lines"]
    )
    assert all(not one["pays"] for one in analysis["actions"] if one["action"] == "retention")


def test_nothing_is_sold_to_the_unhappy(
    found: tuple[dict[str, Any], list[dict[str, str]]],
) -> None:
    _analysis, rows = found
    sold = [row for row in rows if row["planned"] in {"Upsell", "Cross-sell"}]
    assert sold
    assert all(float(row["score_satisfaction"]) >= 0.4 for row in sold)
