"""Put a theme on the application, following the system or the user's own choice."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.theme.style_sheet import style_sheet
from ui.desktop.theme.tokens import DARK, LIGHT, Tokens
from ui.desktop.theme.type_scale import font

Role = QPalette.ColorRole
Group = QPalette.ColorGroup
STYLE = "fusion"


def tokens_for(choice: str, system: Qt.ColorScheme) -> Tokens:
    """Give the tokens for the user's choice of theme.

    Parameters
    ----------
    choice
        ``system``, ``light`` or ``dark``.
    system
        What the system asks for, from ``QStyleHints.colorScheme()``.
    """
    if choice == "system":
        return DARK if system == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def palette_of(tokens: Tokens) -> QPalette:
    """Make the palette that carries a theme to every widget."""
    colours = {
        Role.Window: tokens.frame,
        Role.WindowText: tokens.text,
        Role.Base: tokens.surface,
        Role.AlternateBase: tokens.band,
        Role.Text: tokens.text,
        Role.PlaceholderText: tokens.text_2,
        Role.Button: tokens.surface,
        Role.ButtonText: tokens.text,
        Role.BrightText: tokens.negative,
        Role.ToolTipBase: tokens.raised,
        Role.ToolTipText: tokens.text,
        Role.Highlight: tokens.selection,
        Role.HighlightedText: tokens.text,
        Role.Accent: tokens.accent,
        Role.Link: tokens.accent,
        Role.LinkVisited: tokens.accent,
        Role.Light: tokens.raised,
        Role.Midlight: tokens.line,
        Role.Mid: tokens.control,
        Role.Dark: tokens.control,
        Role.Shadow: tokens.frame,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        palette.setColor(Group.Disabled, role, QColor(tokens.disabled))
    return palette


def apply_theme(app: QApplication, tokens: Tokens, scale: float = 1.0) -> None:
    """Give the whole application its style, palette and fonts.

    Parameters
    ----------
    app
        The running application.
    tokens
        ``LIGHT`` or ``DARK``, usually from ``tokens_for``.
    scale
        Enlargement of everything measured in pixels: ``system_scale()`` times the zoom chosen
        with Ctrl + and Ctrl −.
    """
    if app.style().name() != STYLE:  # which would polish every part of every window anew
        app.setStyle(STYLE)
    app.setPalette(palette_of(tokens))
    app.setFont(font(scale=scale))


def dress(window: QWidget, tokens: Tokens, scale: float = 1.0) -> None:
    """Put the style sheet on a window, and so on all that is in it or opens over it.

    It is not the application's, because Qt would then dress every part of a page again each time
    that one is put into another while the page is built, which takes longer than all the rest.
    """
    window.setStyleSheet(style_sheet(tokens, scale))
