"""What customers are worth, as part of the JSON contract."""

from dataclasses import asdict
from math import isfinite

from core.output.json_text import Object
from core.tables.lifetime import FittedModel, Group, Lifetime, ModelCheck
from core.tables.profit import STAGES, Concentration, Tier, Totals, Whale
from core.tables.value import Costs, ValueTable


def value_object(value: ValueTable) -> Object:
    """Return what customers are worth; what is not known is null, sums are not rounded.

    Shares are 0 to 1; ``whale_peak`` is the peak of the whale curve as a share of all profit.
    """
    whale, concentration = value.whale, value.concentration
    models = () if value.lifetime is None else value.lifetime.models
    return {
        "period": asdict(value.period),
        "earned": value.earned or None,
        "totals": value.totals and _totals(value.totals),
        "finding": value.finding or None,
        "pattern": value.pattern or None,
        "tiers": [_tier(tier) for tier in value.tiers],
        "gini": concentration and concentration.gini,
        "whale_peak": whale and whale.peak_share,
        "whale": whale and _whale(whale),
        "concentration": concentration and _concentration(concentration),
        "lifetime_value": value.lifetime and _lifetime(value.lifetime),
        "models": [_model(model) for model in models],
        "check": value.check and _check(value.check),
        "cost_to_serve": value.costs and _costs(value.costs),
        "satisfaction": value.survey and asdict(value.survey),
        "missing": list(value.missing),
        "assumptions": list(value.assumptions),
        "notes": list(value.notes),
    }


def _number(number: float) -> float | None:
    return number if isfinite(number) else None


def _totals(totals: Totals) -> Object:
    return {**asdict(totals), "company_value": totals.company_value}


def _tier(tier: Tier) -> Object:
    stages = dict(zip(STAGES, tier.stages, strict=True)) if tier.stages else None
    return {**asdict(tier), "stages": stages}


def _whale(whale: Whale) -> Object:
    return {
        "total": whale.total,
        "peak": whale.peak,
        "peak_customers": whale.peak_customers,
        "eroded": whale.eroded,
        "break_even": whale.break_even,
        "losing": whale.losing,
        "customers": list(whale.customers),
        "profit": list(whale.profit),
    }


def _concentration(found: Concentration) -> Object:
    tenth, fifth, half = found.top
    return {
        "of": found.of,
        "gini": found.gini,
        "customers_for_80_percent": found.most,
        "top_10_percent": tenth,
        "top_20_percent": fifth,
        "top_50_percent": half,
    }


def _lifetime(lifetime: Lifetime) -> Object:
    return {
        "model": lifetime.model,
        "title": lifetime.title,
        "sentence": lifetime.sentence,
        "why": lifetime.why,
        "mean": lifetime.mean,
        "baseline": lifetime.baseline,
    }


def _model(model: FittedModel) -> Object:
    return {
        "model": model.model,
        "title": model.title,
        "parameters": dict(model.parameters),
        "time_unit": model.time_unit or None,
        "log_likelihood": _number(model.log_likelihood),
        "customers": model.customers,
        "settled": model.settled,
        "sentence": model.sentence,
    }


def _check(check: ModelCheck) -> Object:
    return {
        "model": _model(check.fit),
        "until": check.until,
        "last": check.last,
        "weeks": check.weeks,
        "customers": check.customers,
        "expected": check.expected,
        "actual": check.actual,
        "amount": check.amount,
        "amount_expected": check.amount_expected,
        "amount_by_baseline": check.amount_by_baseline,
        "by_frequency": _groups(check.by_frequency),
        "by_decile": _groups(check.by_decile),
        "tracking": {
            "days": list(check.days),
            "actual": list(check.tracked),
            "expected": list(check.expected_so_far),
        },
        "captured": check.captured,
        "captured_by_baseline": check.captured_by_baseline,
        "captured_at_best": check.captured_at_best,
        "found": check.found,
        "found_by_baseline": check.found_by_baseline,
        "grade": check.grade,
        "sentence": check.sentence,
    }


def _groups(groups: tuple[Group, ...]) -> list[Object]:
    return [asdict(group) for group in groups]


def _costs(costs: Costs) -> Object:
    return {
        "source": costs.source,
        "activities": [asdict(one) for one in costs.activities],
        "unused_capacity": [asdict(one) for one in costs.unused],
    }
