"""A file with a treatment column: what the treatment changed, if the comparison is fair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd
from threadpoolctl import threadpool_limits

from core.errors import UserError
from core.intake.words import AMOUNT, COST, MARGIN, tokens
from core.progress import Progress
from core.results.arms import says_control
from core.results.checks import balance, sample_ratio
from core.results.columns import (
    baseline_of,
    column_of,
    in_order,
    is_rate,
    labels_of,
    numbers_of,
    traits,
)
from core.results.effects import measure
from core.results.sample import Trial
from core.segments.words import listed
from core.settings import Direction, Experiment
from core.tables.results import Check, Effect, ExperimentTable, Outcome, Scale
from core.tables.sources import Column, SourceTable

_MOST_ARMS = 20
_NAMED = 5
_LITTLE = 3
_MONEY = AMOUNT | MARGIN | COST


@dataclass(frozen=True, eq=False)
class _Arms:
    """Who got what.

    Attributes
    ----------
    name
        Name of the treatment column.
    labels
        What stands in it, one for each accepted row; "" if nothing does.
    sizes
        Customers of each value, in the order of the values.
    control
        The value of those who got nothing.
    """

    name: str
    labels: pd.Series
    sizes: dict[str, int]
    control: str

    @property
    def treatments(self) -> list[str]:
        """The other values."""
        return [value for value in self.sizes if value != self.control]


@dataclass(frozen=True, eq=False)
class _Asked:
    """Columns of the file: outcomes with what they are, those from before, those that are taken."""

    outcomes: tuple[tuple[Column, Outcome], ...]
    before: tuple[Column, ...]
    taken: tuple[Column, ...]


def measure_experiment(
    source: SourceTable, experiment: Experiment, progress: Progress
) -> ExperimentTable:
    """Work out what each treatment changed in each outcome, against the control.

    Parameters
    ----------
    source
        The file, read: one row for each customer.
    experiment
        Treatment, outcomes, control, cost, what is known from before.
    progress
        Told how far the work is.

    Raises
    ------
    UserError
        If a question about the file is open, a column is not there or cannot be what it is named
        as, or the control cannot be told.
    """
    _check(source, experiment)
    source = in_order(source)  # sums then do not depend on the order of the rows
    treatment = column_of(source, experiment.treatment)
    outcomes = tuple(_outcome(source, *asked) for asked in experiment.outcomes)
    before = tuple(column_of(source, name) for name in experiment.covariates)
    asked = _Asked(outcomes, before, (treatment, *(column for column, _ in outcomes)))
    arms = _arms(source, treatment, experiment.control)
    ratio = _ratio(arms, experiment.control_share)
    effects: list[Effect] = []
    with threadpool_limits(limits=1):  # nor on the number of cores
        for place, value in enumerate(arms.treatments):
            progress.at(place / len(arms.treatments))
            effects += _compare(source, experiment, arms, asked, (value, ratio))
    return ExperimentTable(
        source=source.name,
        treatment=treatment.name,
        control=arms.control,
        arms=tuple(arms.sizes.items()),
        left_out=int((arms.labels == "").sum()),
        effects=tuple(effects),
        notes=source.notes,
    )


def _compare(
    source: SourceTable,
    experiment: Experiment,
    arms: _Arms,
    asked: _Asked,
    chosen: tuple[str, Check],
) -> list[Effect]:
    """Compare one treatment with the control."""
    value, ratio = chosen
    inside = arms.labels.isin((value, arms.control)).to_numpy()
    part = replace(source, table=source.table.loc[inside])
    treated = (arms.labels == value).to_numpy()[inside]
    alike = balance(treated, baseline_of(part, asked.before, asked.taken))
    trial = Trial(
        action=value,
        title=_title(arms.name, value),
        against=f"for “{arms.control}”",
        treated=treated,
        baseline=traits(part, asked.before)[1],
        groups=None,
        cost=experiment.cost,
        checks=(ratio, alike),
        seed=experiment.seed,
    )
    return [measure(trial, outcome, numbers_of(part, column)) for column, outcome in asked.outcomes]


def _check(source: SourceTable, experiment: Experiment) -> None:
    if source.questions:
        raise UserError(source.questions[0].text, source.questions[0].hint)
    if not experiment.outcomes:
        raise UserError("No outcome is named.", "Name what may have changed: --outcome COLUMN.")
    names = [name.casefold() for name, _ in experiment.outcomes]
    if experiment.treatment.casefold() in names:
        raise UserError(
            f"“{experiment.treatment}” cannot be treatment and outcome.",
            "Name the column that may have changed as outcome.",
        )
    both = sorted({*names} & {name.casefold() for name in experiment.covariates})
    if both:
        raise UserError(
            f"“{both[0]}” is named as an outcome and as known from before.",
            "Leave it out of one of the two.",
        )
    share = experiment.control_share
    if share is not None and not 0 < share < 1:
        raise UserError(
            f"A control share of {share:g} leaves nobody to compare.",
            "Give a share between 0 and 1, such as 0.5.",
        )
    if experiment.cost is not None and not 0 <= experiment.cost < float("inf"):
        raise UserError(
            f"A cost of {experiment.cost:g} makes no sense.", "Give an amount of 0 or more."
        )


def _outcome(source: SourceTable, name: str, better: Direction) -> tuple[Column, Outcome]:
    column = column_of(source, name)
    values = numbers_of(source, column)
    scale = Scale.NUMBER
    if is_rate(values):
        scale = Scale.RATE
    elif _MONEY & set(tokens(column.name)):
        scale = Scale.MONEY
    return column, Outcome(column.name, column.name, scale, better)


def _arms(source: SourceTable, treatment: Column, wanted: str) -> _Arms:
    labels = labels_of(source, treatment)
    counts = labels[labels != ""].value_counts()
    if len(counts) > _MOST_ARMS:
        raise UserError(
            f"“{treatment.name}” has {len(counts):,} different values; a treatment has a few.",
            "Choose the column that says who got what.",
        )
    if len(counts) <= 1:
        only = f"is “{counts.index[0]}” for everybody" if len(counts) else "is empty"
        raise UserError(
            f"“{treatment.name}” {only}, so there is nobody to compare with.",
            "A comparison needs customers who got nothing.",
        )
    sizes = {str(value): int(counts[value]) for value in sorted(counts.index)}
    return _Arms(treatment.name, labels, sizes, _control(list(sizes), wanted, treatment.name))


def _control(values: Sequence[str], wanted: str, name: str) -> str:
    """The value of those who got nothing: as given, or the only one that says so."""
    if wanted:
        found = [value for value in values if value.casefold() == wanted.strip().casefold()]
        if not found:
            raise UserError(f"“{name}” has no value “{wanted}”.", _values_hint(values))
        return found[0]
    found = [value for value in values if says_control(value)]
    if len(found) != 1:
        message = f"Which value of “{name}” stands for those who got nothing?"
        raise UserError(message, f"Name it with --control. {_values_hint(values)}")
    return found[0]


def _title(column: str, value: str) -> str:
    """Name a treatment by its value; one that says little with its column."""
    telling = len(value) > _LITTLE and not value.replace(".", "").isdigit()
    return value if telling else f"{column} “{value}”"


def _values_hint(values: Sequence[str]) -> str:
    shown = [f"“{value}”" for value in values[:_NAMED]]
    if len(values) > _NAMED:
        return f"Its values are {', '.join(shown)} and {len(values) - _NAMED} more."
    return f"Its values are {listed(shown)}."


def _ratio(arms: _Arms, share: float | None) -> Check:
    """Check the sizes of all arms together."""
    sizes = tuple(arms.sizes.values())
    if share is None:
        return sample_ratio(sizes, None)
    others = (1 - share) / len(arms.treatments)
    return sample_ratio(sizes, [share if one == arms.control else others for one in arms.sizes])
