"""The languages that names of segments are made in."""

from enum import StrEnum


class Language(StrEnum):
    """A language by its code of ISO 639."""

    ENGLISH = "en"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    ITALIAN = "it"
    DUTCH = "nl"
    SWEDISH = "sv"
