"""What is scored: one analysis for every way to divide customers, and what the program found."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from core.actions.eligibility import Customers
from core.actions.gain import Weighing
from core.output.scoring.freezing import frozen
from core.output.scoring.frozen import Scoring
from core.pipeline import run
from core.progress import Progress
from core.settings import (
    Action,
    Axis,
    Comparison,
    Condition,
    Direction,
    Limit,
    Method,
    Missing,
    Recipe,
    Role,
    Scaling,
    Segmentation,
    Settings,
    Source,
)
from core.settings.model import Box, Range
from core.tables.profit import TIERS
from core.tables.value import ValueTable
from tests.engines.company import CONSENT, TEXTS
from ui.starting import default_settings

SATISFACTION = Axis("satisfaction", "Satisfaction", Direction.MORE)
COST = Axis("cost_to_serve", "1.5 * Calls + 0.8 * Minutes", Direction.LESS, 2.0)
VALUE = Axis("lifetime_value", "max(Margin - 0.1 * Revenue / 3, 1)", Direction.MORE)
ASSUMED = replace(SATISFACTION, missing=Missing.TYPICAL)
NEAR = Axis("effort", "Minutes / Calls", Direction.TARGET, target=8.1, missing=Missing.ZERO)
GROWTH = Axis("growth", "log(Revenue) - min(Calls, 4)", Direction.MORE, 0.5)

_RULE = (
    Box(1, (Range("satisfaction", 7.0), Range("lifetime_value", 100.0))),
    Box(2, (Range("satisfaction", None, 4.0),)),
    Box(3, (Range("cost_to_serve", 12.0), Range("lifetime_value", None, 40.0))),
    Box(4, ()),
)


@dataclass(frozen=True, eq=False)
class Case:
    """An analysis that is scored.

    Attributes
    ----------
    name
        What it is about.
    scoring
        What decides about the customers.
    customers
        The columns that the query reads, by customer, with texts as they stand in the file.
    known
        What the program knows of them, with texts as it has read them.
    value, weighing
        What they are worth, and every action weighed.
    expected
        The program's segment code, tier and action of each customer, in the same order.
    """

    name: str
    scoring: Scoring
    customers: pd.DataFrame
    known: Customers
    value: ValueTable
    weighing: Weighing
    expected: pd.DataFrame


def cases(path: Path) -> list[Case]:
    """Analyse a file of customers in every way."""
    usual = (SATISFACTION, COST, VALUE)
    odd = (ASSUMED, COST, VALUE, NEAR, GROWTH)
    ways = {
        "k-means on ranks": (usual, Segmentation(Method.K_MEANS)),
        "k-means on logarithms, five axes": (odd, Segmentation(Method.K_MEANS, Scaling.LOG, 12)),
        "mixture on ranks": (usual, Segmentation(Method.MIXTURE)),
        "grid": (usual, Segmentation(Method.GRID, limits=(Limit("satisfaction", 5.0, 9.0),))),
        "rule": (usual, Segmentation(Method.RULE, boxes=_RULE)),
    }
    return [_case(name, path, *way) for name, way in ways.items()]


def _case(name: str, path: Path, axes: tuple[Axis, ...], segmentation: Segmentation) -> Case:
    started = default_settings()
    settings = replace(
        started,
        sources=(Source(str(path), Recipe(roles=(("Margin", Role.MARGIN),))),),
        axes=axes,
        segmentation=replace(segmentation, resamples=0),
        catalogue=tuple(_with_rules(action) for action in started.catalogue),
    )
    outcome = run(settings, {}, Progress())
    if outcome.problem is not None:
        raise outcome.problem
    results = outcome.results
    known = Customers(results["customers"], results["scored"], results["segments"])
    tables = results["value"], results["weighed"]
    scoring = frozen(known, *tables)
    rows = _as_in_file(path, results["customers"].table)
    return Case(name, scoring, rows, known, *tables, _expected(settings, results))


def _as_in_file(path: Path, read: pd.DataFrame) -> pd.DataFrame:
    """Give texts as they stand in the file: with white space, and empty ones that are no gaps."""
    file = pd.read_csv(path, dtype=str, keep_default_na=False).set_index("Customer")
    texts = [name for name in read if name in TEXTS]
    return read.assign(**file.loc[read.index, texts])


def _with_rules(action: Action) -> Action:
    """Give an action conditions that look at every kind of column."""
    rules = {
        "upsell": (Condition(CONSENT, Comparison.IS, "yes"),),
        "cross_sell": (
            Condition("Region", Comparison.ONE_OF, "süd; o'brien"),
            Condition("Calls", Comparison.AT_MOST, "6"),
        ),
        "cocooning": (Condition("Region", Comparison.IS_NOT, "nord"),),
        "self_service": (Condition("Last visit", Comparison.AT_LEAST, "2023-09-01"),),
        "retention": (Condition("segment", Comparison.IS_NOT, "1"),),
        "loyalty_advocacy": (Condition(CONSENT, Comparison.KNOWN),),
        "service_redesign": (
            Condition("Calls", Comparison.ONE_OF, "1; 2; 3; 5"),
            Condition("Region", Comparison.KNOWN),
        ),
        "repricing_or_exit": (Condition("Region", Comparison.UNKNOWN),),
    }
    visited = "Last visit" if action.name in {"cocooning", "cross_sell"} else ""
    return replace(action, who=rules.get(action.name, ()), done_on=visited)


def _expected(settings: Settings, results: dict[str, object]) -> pd.DataFrame:
    titles = np.array(["", *(action.title for action in settings.catalogue)], dtype=object)
    return pd.DataFrame(
        {
            "customer_id": results["customers"].table.index,
            "segment_code": results["segments"].codes,
            "tier": np.array(["", *TIERS], dtype=object)[results["value"].tier],
            "action": titles[results["advised"].action],
        }
    )
