"""Fonts: one family for each system, three sizes, figures of equal width."""

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from ui.desktop.theme.tokens import BODY_PX

PREFERRED = {"win32": ("Segoe UI",), "darwin": (".AppleSystemUIFont",)}
ELSEWHERE = ("Inter", "Noto Sans", "Segoe UI", "DejaVu Sans")
USUAL_SYSTEM_PX = {"win32": 12.0, "darwin": 13.0}
USUAL_ELSEWHERE_PX = 14.0
LARGEST_SCALE = 3.0


@cache
def font_families() -> tuple[str, ...]:
    """List the families to try, first choice first, ending with the system's own font."""
    wanted = PREFERRED.get(sys.platform, ELSEWHERE)
    installed = set(QFontDatabase.families())
    known = [family for family in wanted if family in installed]
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return (*known, system.family())


def font(px: float = BODY_PX, weight: int = QFont.Weight.Normal, scale: float = 1.0) -> QFont:
    """Make a font of the type scale with tabular figures.

    Parameters
    ----------
    px
        Height at scale 1; 20 for titles, 14 for body, 12 for small.
    weight
        400, or 600 for what is emphasised.
    scale
        Enlargement, 1 and up.
    """
    return QFont(_made(px, weight, scale))


@cache
def _made(px: float, weight: int, scale: float) -> QFont:
    made = QFont()
    made.setFamilies(list(font_families()))
    made.setPixelSize(max(1, round(px * scale)))
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def system_scale() -> float:
    """Tell how much larger than usual the system's own font is, between 1 and 3."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    usual = USUAL_SYSTEM_PX.get(sys.platform, USUAL_ELSEWHERE_PX)
    scale = QFontInfo(system).pixelSize() / usual
    return min(LARGEST_SCALE, max(1.0, round(scale, 2)))


def scale_of(application_font: QFont) -> float:
    """Tell the enlargement that a themed application runs at, from its body font."""
    height = application_font.pixelSize()
    return height / BODY_PX if height > 0 else 1.0
