"""Lifetime value: the models that it comes from, and how well they foretell."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FittedModel:
    """A model that was fitted.

    Attributes
    ----------
    model, title
        Its name for programs and for people.
    sentence
        What it takes for granted and why it was chosen, as one sentence.
    parameters
        Names and values.
    time_unit
        Unit of the parameters that are times; "" if none is.
    log_likelihood
        Of all customers together.
    customers
        How many it was fitted to.
    settled
        Whether its likelihood has its summit there.
    """

    model: str
    title: str
    sentence: str
    parameters: tuple[tuple[str, float], ...]
    time_unit: str
    log_likelihood: float
    customers: int
    settled: bool


@dataclass(frozen=True)
class Lifetime:
    """Where lifetime value comes from.

    Attributes
    ----------
    model
        Name of the model in force, one of `core.settings.ValueModel`.
    title
        Its name for people.
    sentence
        How it works and why it was chosen, as one sentence.
    why
        What it comes to for the average customer, with the numbers put in, as sentences.
    mean
        Lifetime value of the average customer over the horizon, in the currency of the data.
    baseline
        What the margin so far, simply repeated, comes to for them; None without dated orders.
    models
        What was fitted for it.
    """

    model: str
    title: str
    sentence: str
    why: str
    mean: float
    baseline: float | None
    models: tuple[FittedModel, ...]


@dataclass(frozen=True)
class Group:
    """Some customers in the check of a model.

    Attributes
    ----------
    label
        Which ones, such as ``"2 repeat purchases"``.
    customers
        How many.
    expected, actual
        Purchases of them all in the time that was held back.
    """

    label: str
    customers: int
    expected: float
    actual: int


@dataclass(frozen=True)
class ModelCheck:
    """What the model would have said some time ago, and what came of it.

    Attributes
    ----------
    fit
        The model, fitted to what was known then.
    until, last
        Last day that was known, and last day that was held back, as ``"2025-09-30"``.
    weeks
        How long was held back.
    customers
        Customers who had bought before.
    expected, actual
        Their purchases in the time held back.
    by_frequency
        By repeat purchases before, 0 to 6 and 7 or more.
    by_decile
        By expected purchases, the highest tenth first.
    days, tracked, expected_so_far
        Days since the first purchase of anybody, and all repeat purchases up to then, as they were
        and as the model says.
    amount, amount_expected, amount_by_baseline
        What they paid in that time; what the model expected; and what it would have been if
        they had gone on as before.
    captured, captured_by_baseline, captured_at_best
        Share of later amounts of the best fifth: as chosen by the model, by the amounts so far, and
        by the later amounts themselves.
    found, found_by_baseline
        Share of the customers who turned out to be the best fifth among those chosen.
    grade
        ``"A"`` if the model finds at least 5 % more of them than the baseline, ``"B"`` if it
        finds as many, ``"C"`` if fewer.
    sentence
        What that means, in words.
    """

    fit: FittedModel
    until: str
    last: str
    weeks: float
    customers: int
    expected: float
    actual: int
    by_frequency: tuple[Group, ...]
    by_decile: tuple[Group, ...]
    days: tuple[int, ...]
    tracked: tuple[int, ...]
    expected_so_far: tuple[float, ...]
    amount: float
    amount_expected: float
    amount_by_baseline: float
    captured: float
    captured_by_baseline: float
    captured_at_best: float
    found: float
    found_by_baseline: float
    grade: str
    sentence: str
