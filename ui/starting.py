"""What an analysis starts from: the catalogue and the sample company that come with the program."""

from core.actions.catalogue import read_catalogue
from core.settings import Settings, Source
from resources import path

SAMPLE_FILES = (
    "customers_2025.xlsx",
    "orders_2025.csv",
    "contacts_2025.csv",
    "survey_2025.csv",
    "referrals_2025.csv",
)
"""The sample company's first period; the second one is for measuring what a plan earned."""


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
