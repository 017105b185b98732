from PySide6.QtCore import QSettings

from ui.desktop.list_store import LISTS, MINE, ListStore, name_of_list
from ui.starting import LIST_TEMPLATES, list_template


def test_the_columns_of_the_program_are_there_and_ones_own_come_first(kept: QSettings) -> None:
    store = ListStore(kept)
    assert len(store.templates()) == len(LIST_TEMPLATES)
    store.keep("# Letters: for June\nId = {Customer}")
    assert store.templates()[0] == ("Letters", "# Letters: for June\nId = {Customer}")
    store.keep("# Letters\nId = {Customer}\nA = b")
    assert len(store.templates()) == len(LIST_TEMPLATES) + 1


def test_what_comes_with_the_program_is_not_kept_again(kept: QSettings) -> None:
    ListStore(kept).keep(list_template("zoho").strip())
    assert kept.value(LISTS) is None


def test_what_was_kept_and_is_spoilt_is_forgotten(kept: QSettings) -> None:
    kept.setValue(LISTS, "{")
    assert len(ListStore(kept).templates()) == len(LIST_TEMPLATES)


def test_columns_without_a_remark_have_a_name_too() -> None:
    assert name_of_list("Id = {Customer}") == MINE
    assert name_of_list("#\nId = {Customer}") == MINE


def test_the_secret_is_made_once(kept: QSettings) -> None:
    assert ListStore(kept).secret() == ListStore(kept).secret()
