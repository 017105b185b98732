"""In which language segments are named: what can be chosen, and what it is called."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.settings import Language

LANGUAGES = (
    ("&English", Language.ENGLISH),
    ("&Deutsch", Language.GERMAN),
    ("E&spañol", Language.SPANISH),
    ("&Français", Language.FRENCH),
    ("&Italiano", Language.ITALIAN),
    ("&Nederlands", Language.DUTCH),
    ("S&venska", Language.SWEDISH),
)
TOOLTIP = "Language of segment names; those that you have typed stay as they are"


def in_words(language: Language) -> str:
    """Return that names are in a language: "Names in Deutsch"."""
    names = {one: text.replace("&", "") for text, one in LANGUAGES}
    return f"Names in {names[language]}"


def language_menu(parent: QWidget, language: Language, chosen: Callable[[Language], None]) -> QMenu:
    """Make the menu of all languages, the one in force marked; it is gone once it is closed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    group = QActionGroup(menu)
    for text, one in LANGUAGES:
        made = menu.addAction(text)
        made.setCheckable(True)
        made.setChecked(one is language)
        made.triggered.connect(lambda _on, one=one: chosen(one))
        group.addAction(made)
    return menu
