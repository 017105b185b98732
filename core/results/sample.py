"""The customers of one comparison, and what they are corrected for."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from core.tables.results import Check, Flags, Floats

_ENOUGH_IN_GROUP = 10
_CUSTOMERS_PER_COLUMN = 10


@dataclass(frozen=True, eq=False)
class Trial:
    """Who was to get an action, who was not, and what is known of both from before.

    Attributes
    ----------
    action, title
        Key and name of the action.
    against
        Whom the treated are compared with, in words, such as "those held out".
    treated
        Shape (customers,).
    baseline
        Shape (customers, values): known before anybody was treated; NaN if missing.
    groups
        Shape (customers,): segment code, within which the sides were drawn; None for none.
    cost
        Of treating one customer; None if it is not known.
    checks
        What was found of the comparison as a whole.
    seed
        Of everything drawn.
    """

    action: str
    title: str
    against: str
    treated: Flags
    baseline: Floats
    groups: npt.NDArray[np.integer] | None
    cost: float | None
    checks: tuple[Check, ...]
    seed: int = 0


@dataclass(frozen=True, eq=False)
class Sample:
    """The customers whose outcome is known."""

    values: Floats
    treated: Flags
    covariates: Floats
    groups: npt.NDArray[np.integer] | None

    @property
    def two_sided(self) -> bool:
        """Whether there are at least two customers of either side."""
        return int(self.treated.sum()) > 1 and int((~self.treated).sum()) > 1


def sample_of(trial: Trial, values: Floats, before: Floats | None, known: Flags) -> Sample:
    """Give those customers whose outcome is known, with the same measure from before in front."""
    columns = [trial.baseline] if before is None else [before[:, None], trial.baseline]
    covariates = filled(np.column_stack(columns)[known])
    groups = None if trial.groups is None else trial.groups[known]
    return Sample(values[known], trial.treated[known], covariates, groups)


def filled(columns: Floats) -> Floats:
    """Put the mean in the place of what is missing, and add a column that says where it was."""
    missing = np.isnan(columns)
    known = np.maximum((~missing).sum(axis=0), 1)
    means = np.where(missing, 0.0, columns).sum(axis=0) / known
    whole = np.where(missing, means, columns)
    return np.column_stack([whole, missing[:, missing.any(axis=0)].astype(np.float64)])


def design_of(sample: Sample) -> Floats:
    """Covariates of the regression: membership of large groups, then the values from before."""
    columns = [sample.covariates]
    if sample.groups is not None:
        codes = [code for code in np.unique(sample.groups) if is_large(sample, code)]
        members = [(sample.groups == code).astype(np.float64) for code in codes[1:]]
        columns = [np.column_stack(members), *columns] if members else columns
    fewest = min(int(sample.treated.sum()), int((~sample.treated).sum()))
    return np.column_stack(columns)[:, : fewest // _CUSTOMERS_PER_COLUMN]


def is_large(sample: Sample, code: int, enough: int = _ENOUGH_IN_GROUP) -> bool:
    """Whether a group has enough customers of either side."""
    if sample.groups is None:
        return False
    inside = sample.groups == code
    treated = int(sample.treated[inside].sum())
    return min(treated, int(inside.sum()) - treated) >= enough
