"""A made-up company with as many customers as are asked for, and everything that is awkward."""

import numpy as np
import numpy.typing as npt
import pandas as pd

Flags = npt.NDArray[np.bool_]

CONSENT = 'Consent "to" [mail]'
"""A name with all the quotes that databases know."""

TEXTS = ("Region", CONSENT)
"""Columns of texts."""

_REGIONS = (
    "Nord",
    "Süd",
    "SÜD ",
    "O'Brien",
    "\u00a0o'brien",
    "West; Ost",
    'a "b" \\c',
    "",
    "\u3000",
)

_BEHIND = ("", "", "", "\t", " ", "\u2003")
"""White space that stands behind ids."""


def customers(count: int, seed: int = 7) -> pd.DataFrame:
    """Give one row per customer: worth, service, satisfaction, with ties, gaps and odd texts."""
    random = np.random.default_rng(seed)
    kind = random.integers(0, 5, count)
    revenue = np.round(np.exp(random.normal(5.5 + 0.4 * kind, 1.0)), 2)
    revenue[random.random(count) < 0.12] = 0.0  # many who share the cut of a tier
    margin = np.round(revenue * random.uniform(0.1, 0.6, count), 2)
    calls = random.poisson(1.5 + kind % 3)
    minutes = np.round(calls * random.gamma(2.0, 4.0, count), 1)
    answers = np.clip(np.rint(random.normal(5.0 + kind, 2.0)), 1, 10)
    answers[random.random(count) < 0.04] = np.nan
    days = pd.Timestamp("2025-06-30") - pd.to_timedelta(random.integers(0, 900, count), unit="D")
    return pd.DataFrame(
        {
            "Customer": [f"C{number:07d}" for number in random.permutation(count)],
            "Revenue": revenue,
            "Margin": margin,
            "Calls": calls,
            "Minutes": minutes,
            "Satisfaction": answers,
            "Region": random.choice(_REGIONS, count),
            CONSENT: random.choice(["Yes", " yes", "YES", "no", ""], count),
            "Last visit": pd.Series(days).where(random.random(count) < 0.6),
        }
    )


def orders(count: int, seed: int = 11) -> pd.DataFrame:
    """Give some orders of each: several on a day, refunds, gifts, and some without a day."""
    random = np.random.default_rng(seed)
    whose = np.repeat(np.arange(count), random.poisson(4, count) + 1)
    size = len(whose)
    day = pd.Timestamp("2023-01-01") + pd.to_timedelta(random.integers(0, 900, size), unit="D")
    days = pd.Series(day).where(random.random(size) < 0.99)
    days = days.mask(random.random(size) < 0.15, pd.Timestamp("2024-02-29"))
    amount = np.round(random.lognormal(3.5, 0.9, size), 2)
    amount = np.where(random.random(size) < 0.12, -np.round(amount * 1.3, 2), amount)
    amount = np.where(random.random(size) < 0.05, 20.0, amount)
    amount = np.where(random.random(size) < 0.04, -20.0, amount)
    amount[random.random(size) < 0.02] = 0.0
    margin = np.round(amount * random.uniform(0.1, 0.5, size), 2)
    margin[random.random(size) < 0.03] = np.nan
    return pd.DataFrame(
        {
            "Customer": [
                f"C{number:07d}{behind}"
                for number, behind in zip(whose, random.choice(_BEHIND, size), strict=True)
            ],
            "Order date": days,
            "Amount": amount,
            "Margin": margin,
        }
    ).sample(frac=1.0, random_state=seed, ignore_index=True)
