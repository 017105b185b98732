"""What of the settings each part of the value depends on."""

from collections.abc import Hashable

from core.settings import Settings


def of_purchases(settings: Settings) -> Hashable:
    """Return what purchases depend on."""
    value = settings.value
    dates = value.as_of, value.period_months, value.contract_months
    return (*dates, value.margin_rate, settings.economics.cost_months)


def of_lifetime(settings: Settings) -> Hashable:
    """Return what lifetime value depends on, besides the purchases."""
    value = settings.value
    rates = value.discount_rate, value.margin_rate, value.retention, value.contract_months
    return (value.model, value.time_unit, *rates, *of_worth(settings))


def of_worth(settings: Settings) -> tuple[Hashable, ...]:
    """Return the horizon, and what is counted over it."""
    economics = settings.economics
    months = economics.horizon_months, economics.cost_months
    return (*months, economics.value_is_net, economics.loss_share)
