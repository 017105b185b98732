"""The vocabularies of all languages."""

from collections.abc import Mapping
from types import MappingProxyType

from core.segments.languages.dutch import DUTCH
from core.segments.languages.english import ENGLISH
from core.segments.languages.french import FRENCH
from core.segments.languages.german import GERMAN
from core.segments.languages.italian import ITALIAN
from core.segments.languages.spanish import SPANISH
from core.segments.languages.swedish import SWEDISH
from core.segments.languages.vocabulary import Vocabulary
from core.settings import Language

VOCABULARIES: Mapping[Language, Vocabulary] = MappingProxyType(
    {
        Language.ENGLISH: ENGLISH,
        Language.GERMAN: GERMAN,
        Language.FRENCH: FRENCH,
        Language.SPANISH: SPANISH,
        Language.ITALIAN: ITALIAN,
        Language.DUTCH: DUTCH,
        Language.SWEDISH: SWEDISH,
    }
)
"""The words of each language."""
