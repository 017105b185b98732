"""An analysis of a small company: profiles with names, orders and contacts with days."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.customers.looking import CustomerDesk
from core.customers.roster import Roster
from core.pipeline import Outcome, run
from core.progress import Progress
from core.settings import Axis, Direction, Source
from core.steps import sources_of
from ui.starting import default_settings

CUSTOMERS = 240
FIRST_NAMES = ("Zoë", "Ángel", "Łucja", "Ben", "angela", "Bernd")
REGIONS = ("North", "South", "East")
AXES = (
    Axis("satisfaction", "Score"),
    Axis("cost_to_serve", "Effort", Direction.LESS),
    Axis("lifetime_value", "Value"),
)


def profile(number: int) -> str:
    """Write the row of a customer; every fortieth has not answered, every thirtieth no name."""
    name = "" if number % 30 == 7 else f"{FIRST_NAMES[number % 6]} {number // 6}"
    score = "" if number % 40 == 3 else str(1 + number * 7 % 10)
    region = REGIONS[number * 11 % 3]
    effort, value = number * 13 % 97, number * 29 % 1009 + 0.5
    return f"c{number:03},{name},2021-0{1 + number % 9}-15,{region},{score},{effort},{value}"


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("company")
    head = "Customer,Name,Customer since,Region,Score,Effort,Value"
    profiles = [head, *map(profile, range(CUSTOMERS))]
    orders = ["Order,Customer,Date,Amount,Product"]
    for n in range(600):
        product = "Desk" if n % 3 else "Lamp"
        day = f"2024-{1 + n % 12:02}-0{1 + n % 9}"
        orders.append(f"o{n},c{n % 50:03},{day},{10 + n}.25,{product}")
    contacts = ["Customer,Date,Activity,Minutes"]
    contacts += [f"c{n % 30:03},2024-0{1 + n % 9}-20,phone call,{n % 12}" for n in range(90)]
    paths = []
    for name, lines in (("base", profiles), ("orders", orders), ("contacts", contacts)):
        path = folder / f"{name}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    return tuple(paths)


@pytest.fixture(scope="session")
def outcome(company: tuple[Path, ...]) -> Outcome:
    sources = tuple(Source(str(path)) for path in company)
    done = run(replace(default_settings(), sources=sources, axes=AXES), {}, Progress())
    assert done.problem is None
    return done


@pytest.fixture(scope="session")
def roster(outcome: Outcome) -> Roster:
    return Roster(outcome.results, sources_of(outcome.results, outcome.settings))


@pytest.fixture(scope="session")
def desk(outcome: Outcome) -> CustomerDesk:
    sources = sources_of(outcome.results, outcome.settings)
    return CustomerDesk(outcome.results, sources, outcome.settings)
