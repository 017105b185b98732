"""Columns of lists that people have written themselves, and the secret for pseudonyms."""

import json
import secrets

from PySide6.QtCore import QSettings

from ui.starting import LIST_TEMPLATES, list_template

LISTS, SECRET = "lists", "secret for pseudonyms"
MINE = "My columns"
REMARK = "#"


class ListStore:
    """Knows the columns that come with the program, and keeps one's own.

    Parameters
    ----------
    kept
        Where they are kept.
    """

    def __init__(self, kept: QSettings) -> None:
        self._kept = kept

    def templates(self) -> tuple[tuple[str, str], ...]:
        """Return name and text of all: first one's own, then those of the program."""
        given = [list_template(name).strip() for name in LIST_TEMPLATES]
        return (*self._own().items(), *((name_of_list(text), text) for text in given))

    def keep(self, text: str) -> None:
        """Keep columns under the name in their first line, unless they are there already."""
        if text and text not in (known for _name, known in self.templates()):
            self._kept.setValue(LISTS, json.dumps(self._own() | {name_of_list(text): text}))

    def secret(self) -> str:
        """Return the secret for pseudonyms; it is made when it is first asked for."""
        found = str(self._kept.value(SECRET, ""))
        if not found:
            found = secrets.token_hex(32)
            self._kept.setValue(SECRET, found)
        return found

    def _own(self) -> dict[str, str]:
        try:
            found = json.loads(str(self._kept.value(LISTS, "{}")))
        except ValueError:
            return {}
        return {str(name): str(text) for name, text in found.items()}


def name_of_list(text: str) -> str:
    """Return the name of columns: what their first line remarks, up to a comma or colon."""
    first = text.strip().partition("\n")[0]
    if not first.startswith(REMARK):
        return MINE
    return first.lstrip(f"{REMARK} ").partition(":")[0].strip() or MINE
