"""Recipes as files: saved from one source, used for another."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core.answers import Problem
from core.errors import UserError
from core.output.json_text import json_text
from core.output.writing import written_aside
from core.settings import Recipe
from core.settings_text import recipe_from, recipe_object
from ui.desktop.pages.data.recipes import views_of, with_recipe
from ui.desktop.session import Session

FILES = "Recipe (*.json)"
LARGEST = 1 << 20


def choose_recipe_to_save(window: QWidget, session: Session) -> None:
    """Let the user choose where the recipe of the source in view goes."""
    views = views_of(session.settings, session.analysis)
    view = views[session.source] if session.source < len(views) else None
    if view is None:
        return
    suggested = f"{Path(view.path).stem} recipe.json"
    path, _ = QFileDialog.getSaveFileName(window, "Save recipe", suggested, FILES)
    if path:
        save_recipe(session, path, view.recipe)


def save_recipe(session: Session, path: str, recipe: Recipe) -> None:
    """Write a recipe; a problem is told in the window."""
    target = Path(path if path.lower().endswith(".json") else f"{path}.json")
    text = json_text(recipe_object(recipe))
    try:
        written_aside(target, lambda fresh: _write(fresh, text))
    except UserError as error:
        session.show(fault=Problem("", error.message, error.hint))
        return
    session.show(notice=f"Saved {target.name}")


def choose_recipe_to_use(window: QWidget, session: Session) -> None:
    """Let the user choose a recipe for the source in view."""
    path, _ = QFileDialog.getOpenFileName(window, "Use a recipe", "", f"{FILES};;All files (*)")
    if path:
        use_recipe(session, path)


def use_recipe(session: Session, path: str) -> None:
    """Read the source in view by a recipe; a problem is told in the window."""
    name = Path(path).name
    try:
        _, recipe = recipe_from(_text_of(Path(path)), name)
    except UserError as error:
        session.show(fault=Problem("", error.message, error.hint))
        return
    session.edit(f"using {name}", with_recipe(session.settings, session.source, recipe))


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(f"{path.name} is too large for a recipe.", "Choose another file.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{path.name} cannot be read: {error.strerror or error}."
        raise UserError(message, "Copy it to a folder of this computer.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path.name} is no recipe.", "Choose another file.") from error


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
