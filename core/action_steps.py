"""What the steps from the actions to the plan do; each gives what `core.steps` says."""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from core.actions.advice import advise, with_plan
from core.actions.allocation import allocate
from core.actions.conditions import SEGMENT
from core.actions.eligibility import Customers
from core.actions.frontier import frontier_of
from core.actions.gain import Assumptions, weigh
from core.actions.ground import ground_of, limited
from core.actions.plan import no_plan, plan_of
from core.actions.table import action_table
from core.progress import Progress
from core.settings import Aim, Objective, PlanSettings, Settings
from core.source_steps import Results
from core.tables.plan import ScenarioResult


def weighed(results: Results, settings: Settings, progress: Progress) -> Any:
    """Weigh every action for every customer; None without a lifetime value."""
    named = results.get("segments")
    segments = results["groups"] if named is None else named
    customers = Customers(results["customers"], results["scored"], segments)
    assumed = Assumptions(
        settings.catalogue, settings.economics, settings.moves, settings.segmentation.seed
    )
    return weigh(customers, assumed, results["seen"], progress)


def actions(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Sum what was weighed up for each segment."""
    return action_table(results["weighed"], settings.catalogue, results["segments"])


def advised(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Find what is best for each customer, with nobody in the plan."""
    return advise(results["weighed"], settings.catalogue, len(results["groups"].codes))


def ground(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Find what a plan can choose from, without a budget; None without a lifetime value."""
    if results["weighed"] is None:
        return None
    return ground_of(results["weighed"], *limits_of(settings))


def frontier(results: Results, _settings: Settings, _progress: Progress) -> Any:
    """Find what every budget would earn."""
    return () if results["ground"] is None else frontier_of(results["ground"])


def allocated(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Choose who gets what; None without a lifetime value."""
    if results["ground"] is None:
        return None
    return allocate(limited(results["ground"], settings.plan), settings.plan.aim)


def plan(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Sum up who gets what."""
    if results["ground"] is None:
        return no_plan(settings.plan)
    within = limited(results["ground"], settings.plan)
    return plan_of(within, results["allocated"], settings.plan, results["frontier"])


def planned(results: Results, _settings: Settings, _progress: Progress) -> Any:
    """Tell each customer what the plan does with them."""
    return with_plan(results["advised"], results["ground"], results["allocated"])


def scenarios(results: Results, settings: Settings, progress: Progress) -> Any:
    """Make each of the other plans."""
    if results["weighed"] is None:
        return ()
    found = []
    for place, scenario in enumerate(settings.scenarios):
        progress.at(place / len(settings.scenarios))
        asked = scenario.plan, scenario.objectives, settings.segmentation.seed
        chosen_from = ground_of(results["weighed"], *asked)
        allocation = allocate(chosen_from, scenario.plan.aim)
        made = plan_of(chosen_from, allocation, scenario.plan, frontier_of(chosen_from))
        found.append(ScenarioResult(scenario.name, made))
    return tuple(found)


def assumed_of(settings: Settings) -> Hashable:
    """Give what gains are weighed on; names of segments only if the catalogue asks for them."""
    conditions = (one for action in settings.catalogue for one in action.who)
    by_name = any(one.column == SEGMENT for one in conditions)
    named = settings.segmentation.names, settings.segmentation.names_language
    assumed = settings.catalogue, settings.economics, settings.moves, settings.segmentation.seed
    return (*assumed, named if by_name else ())


def limits_of(settings: Settings) -> tuple[PlanSettings, tuple[Objective, ...], int]:
    """Give what plans are made on but for the budget and the aim, which change often."""
    plan = replace(settings.plan, budget=None, aim=Aim.GAIN)
    return plan, settings.objectives, settings.segmentation.seed
