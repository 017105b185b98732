"""The colours and sizes of the program, once, for both themes."""

from dataclasses import dataclass

from PySide6.QtGui import QPalette

BODY_PX = 14
SMALL_PX = 12
TITLE_PX = 20
SEMIBOLD = 600
MIDDLE_LIGHTNESS = 128

SYMBOLS = ("o", "s", "t1", "d", "t", "+", "x", "bar", "star")


@dataclass(frozen=True)
class SegmentStyle:
    """Fill, edge and shape of one segment's mark in one theme."""

    fill: str
    edge: str
    symbol: str


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as ``#RRGGBB``."""

    name: str
    frame: str
    surface: str
    raised: str
    selection: str
    line: str
    control: str
    grid: str
    band: str
    text: str
    text_2: str
    disabled: str
    accent: str
    accent_hover: str
    on_accent: str
    negative: str
    negative_soft: str
    warning: str
    warning_soft: str
    focus: str
    shadow_opacity: float
    segments: tuple[SegmentStyle, ...]

    def segment(self, style: int) -> SegmentStyle:
        """Give the mark of style 1 to 9; 0 is the grey dot of customers without a segment.

        Parameters
        ----------
        style
            Number of the style, which stays with a segment for its life.

        Raises
        ------
        ValueError
            The number is not between 0 and 9.
        """
        if style == 0:
            return SegmentStyle(self.control, self.control, "o")
        if not 1 <= style <= len(self.segments):
            message = f"segment styles run from 0 to {len(self.segments)}, not {style}"
            raise ValueError(message)
        return self.segments[style - 1]


def _styles(fills: str, edges: str) -> tuple[SegmentStyle, ...]:
    """Pair nine fills with nine edges, both written in a row, and the nine shapes."""
    parts = zip(fills.split(), edges.split(), SYMBOLS, strict=True)
    return tuple(SegmentStyle(fill, edge, symbol) for fill, edge, symbol in parts)


LIGHT = Tokens(
    name="light",
    frame="#F4F3F0",
    surface="#FFFFFF",
    raised="#FFFFFF",
    selection="#E4ECFA",
    line="#DCD9D3",
    control="#85827B",
    grid="#ECEAE6",
    band="#EFEDE9",
    text="#1B1D20",
    text_2="#575B63",
    disabled="#8E9197",
    accent="#1B5DC4",
    accent_hover="#14489B",
    on_accent="#FFFFFF",
    negative="#A63D14",
    negative_soft="#FCEBE3",
    warning="#7A5100",
    warning_soft="#FFF3D6",
    focus="#1B5DC4",
    shadow_opacity=0.14,
    segments=_styles(
        "#332288 #88CCEE #44AA99 #117733 #999933 #DDCC77 #CC6677 #882255 #AA4499",
        "#332288 #2C8DBF #1F8475 #117733 #7E7E22 #94801C #B64D60 #882255 #AA4499",
    ),
)

DARK = Tokens(
    name="dark",
    frame="#15171A",
    surface="#1C1F23",
    raised="#272B30",
    selection="#22324B",
    line="#343940",
    control="#7A8089",
    grid="#2A2E34",
    band="#272B30",
    text="#ECEAE6",
    text_2="#AAAEB6",
    disabled="#6F747C",
    accent="#7CAEF9",
    accent_hover="#A3C7FC",
    on_accent="#0D1626",
    negative="#F19A72",
    negative_soft="#3B2319",
    warning="#E9C15C",
    warning_soft="#382E14",
    focus="#7CAEF9",
    shadow_opacity=0.5,
    segments=_styles(
        "#8460C9 #88CCEE #44AA99 #06893E #999933 #DDCC77 #CC6677 #FF93B9 #B15CA8",
        "#A58BE0 #B5E0F6 #74CDBD #3BB56C #BDBD57 #EEE2A4 #E48C9A #FFBAD2 #D487CC",
    ),
)


def tokens_of(palette: QPalette) -> Tokens:
    """Give the tokens that a widget with this palette should paint with.

    The palette carries the theme to every widget, so nobody has to hand the tokens around and
    a widget that repaints on ``PaletteChange`` follows the theme by itself.
    """
    dark = palette.base().color().lightness() < MIDDLE_LIGHTNESS
    return DARK if dark else LIGHT
