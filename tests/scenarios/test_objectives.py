"""Objectives on the sample company and a telecom company: reached, or refused with a proof.

What ``analyse --objective …`` is asked for goes through the same parser, requests and JSON, to one
engine that keeps what does not depend on the objectives.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from core.requests import Export, Exported
from ui import arguments
from ui.engine_client import EngineClient, ask
from ui.starting import sample_sources
from ui.summary import summary

Json = dict[str, Any]
Ask = Callable[..., tuple[Json, str]]
"""Gives the plan in the JSON of an analysis, and what is told of it."""

WANTED = ("--objective=satisfaction:+2", "--objective=cost_to_serve:-20%")
WANTED = (*WANTED, "--objective=lifetime_value:+10%")
TELCO = (
    "--axis=satisfaction=Satisfaction Score",
    "--axis=cost_to_serve=Total Refunds + Total Extra Data Charges:less",
    "--axis=lifetime_value=CLTV",
)
COMPANIES = ("sample", "telco")


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineClient]:
    client = EngineClient()
    try:
        yield client
    finally:
        client.close()


@pytest.fixture(scope="module", params=COMPANIES)
def company(request: pytest.FixtureRequest, engine: EngineClient) -> Ask:
    """Give a function that asks for a plan of a company."""
    if request.param == "sample":
        words = [source.path for source in sample_sources()]
    else:
        real_data: Path = request.getfixturevalue("real_data")
        words = [*map(str, sorted((real_data / "telco").glob("*.xlsx"))), *TELCO]

    def asked(*more: str) -> tuple[Json, str]:
        options = arguments.parse(["analyse", *words, *more])
        wanted = Export(arguments.settings(options), (), with_json=True, with_takes=True)
        found = ask(engine, wanted, lambda _label, _share: None)
        assert isinstance(found, Exported)
        return json.loads(found.json)["plan"], summary(found.analysis, found.takes)

    return asked


def of(plan: Json, measure: str) -> Json:
    return next(one for one in plan["objectives"] if one["measure"] == measure)


def test_what_no_plan_reaches_is_refused_with_what_breaks_first(company: Ask) -> None:
    plan, told = company(*WANTED)
    takes = plan["takes"]
    assert (takes["least_cost"], takes["breaks_first"]) == (None, "satisfaction")
    shares = {one["measure"]: one["most"] / one["target"] for one in plan["objectives"]}
    assert min(shares, key=lambda measure: shares[measure]) == "satisfaction"
    assert takes["missed"] >= 1 - shares["satisfaction"] - 1e-6
    assert not any(one["met"] or one["feasible"] for one in plan["objectives"])
    most = of(plan, "satisfaction")["most"]
    assert f"No plan reaches satisfaction +2, whatever it spends: {most:+.3g} is the most." in told


@pytest.mark.parametrize("wanted", WANTED)
def test_the_most_of_one_objective_is_what_a_plan_for_it_alone_comes_to(
    company: Ask, wanted: str
) -> None:
    plan, _told = company(wanted, "--aim", "objectives", "--hold-out", "0")
    (one,) = plan["objectives"]
    within_reach = min(abs(one["most"]), abs(one["target"]))
    assert within_reach * 0.99 < abs(one["reached"]) <= abs(one["most"]) * (1 + 1e-6)


def test_just_below_what_is_proved_impossible_everything_is_reached_at_the_least_cost(
    company: Ask,
) -> None:
    refused, _told = company(*WANTED)
    most = [one["most"] for one in refused["objectives"]]
    together = 1 - company(*_changes(most, 1.0))[0]["takes"]["missed"]
    assert 0 < together < 1
    beyond, told = company(*_changes(most, 1.02 * together))
    assert beyond["takes"]["least_cost"] is None
    assert f"Of all 3 objectives together {100 / 1.02:.0f} % can be reached" in told
    below = _changes(most, 0.97 * together)
    plan, told = company(*below, "--aim", "objectives")
    assert all(one["met"] and one["feasible"] for one in plan["objectives"])
    assert "can be reached" not in told
    least = plan["takes"]["least_cost"]
    assert plan["spend"] == pytest.approx(least, rel=0.02)
    short, told = company(*below, f"--budget={least / 2:.0f}")
    assert not all(one["met"] for one in short["objectives"])
    assert short["takes"]["missed_in_budget"] > 0
    assert f"To reach all 3 objectives takes {least:,.2f}." in told


def _changes(most: list[float], share: float) -> tuple[str, str, str]:
    """Ask for a share of what can be reached of each objective alone."""
    satisfaction, cost, value = (share * one for one in most)
    return (
        f"--objective=satisfaction:{satisfaction:+.5f}",
        f"--objective=cost_to_serve:{cost:+.5f}%",
        f"--objective=lifetime_value:{value:+.5f}%",
    )
