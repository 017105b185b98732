"""What the steps from the sources to the customers do; each gives what `core.steps` says."""

from typing import Any

from core.progress import Progress
from core.settings import Kind, Settings
from core.source_steps import Results, sources_of
from core.value.customers import customer_table
from core.value.evidence.bought import bought as add_up
from core.value.joining import join
from core.value.lifetime.choosing import lifetime_value
from core.value.valuing import value_table


def joined(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Join the sources on the customer."""
    sources = sources_of(results, settings)
    return join(tuple(source for source in sources if source.kind is not Kind.TREATMENTS))


def bought(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Add up what was bought."""
    return add_up(results["joined"], settings.value, settings.economics.cost_months)


def lifetime(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Foretell what will be bought; None where nothing tells."""
    return lifetime_value(results["bought"], settings.value, settings.economics)


def value(results: Results, settings: Settings, _progress: Progress) -> Any:
    """Work out what customers are worth."""
    tables = results["joined"], results["bought"], results["lifetime"]
    return value_table(*tables, settings.value, settings.economics)


def customers(results: Results, _settings: Settings, _progress: Progress) -> Any:
    """Gather the measures of each customer."""
    return customer_table(results["joined"], results["value"])


def customers_of(sources: tuple[Any, ...], settings: Settings) -> Any:
    """Return the customers of some sources, worked out in the same way as those of this period."""
    made: Results = {"joined": join(sources)}
    made["bought"] = add_up(made["joined"], settings.value, settings.economics.cost_months)
    made["lifetime"] = lifetime_value(made["bought"], settings.value, settings.economics)
    tables = made["joined"], made["bought"], made["lifetime"]
    return customer_table(made["joined"], value_table(*tables, settings.value, settings.economics))
