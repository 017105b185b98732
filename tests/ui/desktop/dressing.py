"""The looks of the program for parts that stand in a test without its window."""

from PySide6.QtWidgets import QApplication

from ui.desktop.theme.appearance import apply_theme
from ui.desktop.theme.style_sheet import style_sheet
from ui.desktop.theme.tokens import LIGHT, Tokens


def dress_all(app: QApplication, tokens: Tokens = LIGHT, scale: float = 1.0) -> None:
    """Put on every window what the program's own one wears."""
    apply_theme(app, tokens, scale)
    app.setStyleSheet(style_sheet(tokens, scale))
