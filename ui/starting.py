"""What an analysis starts from: the catalogue and the sample company, or the period before."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from core.actions.catalogue import read_catalogue
from core.settings import Recipe, Settings, Source
from resources import path

SAMPLE_FILES = (
    "customers_2025.xlsx",
    "orders_2025.csv",
    "contacts_2025.csv",
    "survey_2025.csv",
    "referrals_2025.csv",
)
"""The sample company's first period."""

SAMPLE_LATER = (
    *(name.replace("2025", "2026") for name in SAMPLE_FILES),
    "treatments_2025.csv",
)
"""Its second period, with who was to get what of the plan made after the first."""

DIGITS = re.compile(r"\d+")


def default_settings() -> Settings:
    """Return the settings of a new analysis: no sources yet, the catalogue as shipped."""
    text = path("actions.json").read_text(encoding="utf-8")
    return Settings(catalogue=read_catalogue(text))


LIST_TEMPLATES = ("action_list", "dynamics", "hubspot", "mailchimp", "salesforce", "zoho")
"""Columns of lists that come with the program, by the names of their files."""


def list_template(name: str) -> str:
    """Return the text of columns that come with the program."""
    return path(f"list_templates/{name}.txt").read_text(encoding="utf-8")


def sample_sources() -> tuple[Source, ...]:
    """Return the files of the sample company's first period."""
    folder = path("sample_company")
    return tuple(Source(str(folder / name)) for name in SAMPLE_FILES)


def later_sample_files() -> tuple[str, ...]:
    """Return the paths of the sample company's second period."""
    folder = path("sample_company")
    return tuple(str(folder / name) for name in SAMPLE_LATER)


def later_sources(paths: Iterable[str], earlier: Sequence[Source]) -> tuple[Source, ...]:
    """Return files as sources of a later period.

    A file that has the name of an earlier one but for its digits, such as ``orders_2026.csv``, is
    read as that one was.
    """
    known = {_without_digits(source.path): source.recipe for source in earlier}
    return tuple(Source(one, known.get(_without_digits(one), Recipe())) for one in paths)


def _without_digits(file: str) -> str:
    return DIGITS.sub("", Path(file).name.casefold())
