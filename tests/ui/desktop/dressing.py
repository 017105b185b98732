"""The looks of the program for parts that stand in a test without its window."""

from PySide6.QtWidgets import QApplication

from ui.desktop.theme.appearance import apply_theme, palette_of
from ui.desktop.theme.style_sheet import style_sheet
from ui.desktop.theme.tokens import LIGHT, Tokens
from ui.desktop.theme.type_scale import font


def dress_all(app: QApplication, tokens: Tokens = LIGHT, scale: float = 1.0) -> None:
    """Put on every window what the program's own one wears, unless they wear it.

    Every part of every window is dressed anew by that, so it is not done for each test.
    """
    if app.palette() != palette_of(tokens) or app.font() != font(scale=scale):
        apply_theme(app, tokens, scale)
    sheet = style_sheet(tokens, scale)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
