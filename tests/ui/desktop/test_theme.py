import itertools
import sys
from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desktop.dressing import dress_all
from ui.desktop.theme import style_sheet
from ui.desktop.theme.appearance import palette_of, tokens_for
from ui.desktop.theme.shapes import symbol_path
from ui.desktop.theme.tokens import DARK, LIGHT, SYMBOLS, Tokens, tokens_of
from ui.desktop.theme.type_scale import font, scale_of, system_scale

TEXT_LIMIT = 4.5
MARK_LIMIT = 3.0
COLOUR_LIMIT = 15.0
BACKGROUNDS = ("surface", "frame", "raised", "selection")
# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHT = {
    "normal": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
Colour = npt.NDArray[np.float64]

both = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture(autouse=True)
def _plain_again(qapp: QApplication) -> Iterator[None]:
    yield
    dress_all(qapp, LIGHT)


def linear(colour: str) -> Colour:
    encoded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    dark, light = sorted(float(weights @ linear(colour)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, sight: Colour) -> Colour:
    seen = np.clip(sight @ linear(colour), 0, 1)
    encoded = np.where(seen <= 0.0031308, seen * 12.92, 1.055 * seen ** (1 / 2.4) - 0.055)
    decoded = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    share = TO_XYZ @ decoded / WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@both
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("text", ["text", "text_2", "accent", "negative", "warning"])
def test_text_can_be_read_on_every_background(tokens: Tokens, text: str, background: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, background)) >= TEXT_LIMIT


@both
@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("text", "negative_soft"),
        ("negative", "negative_soft"),
        ("text", "warning_soft"),
        ("warning", "warning_soft"),
        ("text", "band"),
    ],
)
def test_text_can_be_read_on_buttons_and_bars(tokens: Tokens, text: str, background: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, background)) >= TEXT_LIMIT


@both
@pytest.mark.parametrize("background", BACKGROUNDS)
@pytest.mark.parametrize("part", ["control", "focus"])
def test_controls_and_focus_stand_out_on_every_background(
    tokens: Tokens, part: str, background: str
) -> None:
    assert contrast(getattr(tokens, part), getattr(tokens, background)) >= MARK_LIMIT


@both
@pytest.mark.parametrize("background", ["surface", "frame", "selection"])
def test_the_edge_of_every_mark_stands_out_alone(tokens: Tokens, background: str) -> None:
    for segment in tokens.segments:
        assert contrast(segment.edge, getattr(tokens, background)) >= MARK_LIMIT


@both
@pytest.mark.parametrize("sight", SIGHT)
def test_the_nine_fills_differ_for_every_kind_of_colour_vision(tokens: Tokens, sight: str) -> None:
    colours = [lab(segment.fill, SIGHT[sight]) for segment in tokens.segments]
    nearest = min(
        float(np.linalg.norm(one - other)) for one, other in itertools.combinations(colours, 2)
    )
    assert nearest >= COLOUR_LIMIT


@both
def test_nine_segments_have_nine_shapes(tokens: Tokens) -> None:
    assert tuple(segment.symbol for segment in tokens.segments) == SYMBOLS
    assert len(set(SYMBOLS)) == 9


@both
def test_a_style_outside_the_nine_is_refused(tokens: Tokens) -> None:
    with pytest.raises(ValueError, match="not 10"):
        tokens.segment(10)


def test_customers_without_a_segment_are_grey() -> None:
    assert LIGHT.segment(0).fill == LIGHT.control


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_every_shape_is_about_one_unit_large(symbol: str) -> None:
    area = symbol_path(symbol).boundingRect()
    assert 0.45 <= area.width() <= 1.25
    assert 0.8 <= area.height() <= 1.25


def test_the_bar_is_upright_at_one_to_2_3() -> None:
    area = symbol_path("bar").boundingRect()
    assert area.height() / area.width() == pytest.approx(2.3)


@pytest.mark.parametrize(
    ("choice", "system", "expected"),
    [
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
    ],
)
def test_the_choice_of_the_user_goes_before_the_systems(
    choice: str, system: Qt.ColorScheme, expected: Tokens
) -> None:
    assert tokens_for(choice, system) is expected


@both
def test_a_widget_learns_the_theme_from_its_palette(tokens: Tokens) -> None:
    assert tokens_of(palette_of(tokens)) is tokens


@both
def test_a_disabled_control_has_its_own_text_colour(tokens: Tokens) -> None:
    palette = palette_of(tokens)
    role = QPalette.ColorRole.ButtonText
    found = palette.color(QPalette.ColorGroup.Disabled, role).name().upper()
    assert found == tokens.disabled


@both
@pytest.mark.parametrize("scale", [1.0, 1.5, 3.0])
def test_a_theme_can_be_applied_at_every_size(
    qtbot: QtBot, qapp: QApplication, tokens: Tokens, scale: float
) -> None:
    dress_all(qapp, tokens, scale)
    widget = QWidget()
    qtbot.addWidget(widget)
    for part in (QPushButton("Go", widget), QComboBox(widget), QCheckBox("On", widget)):
        part.ensurePolished()
    widget.show()
    assert scale_of(qapp.font()) == pytest.approx(scale, abs=0.03)
    assert tokens_of(widget.palette()) is tokens
    assert not widget.grab().isNull()


def test_a_larger_scale_makes_buttons_taller(qtbot: QtBot, qapp: QApplication) -> None:
    heights = []
    for scale in (1.0, 2.0):
        dress_all(qapp, LIGHT, scale)
        button = QPushButton("Go")
        qtbot.addWidget(button)
        heights.append(button.sizeHint().height())
    assert heights[0] == 32
    assert heights[1] == pytest.approx(64, abs=2)


def test_a_title_is_larger_than_the_body(qtbot: QtBot, qapp: QApplication) -> None:
    dress_all(qapp, LIGHT)
    label = QLabel("Customers")
    label.setProperty("look", "title")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().pixelSize() == 20


def test_no_placeholder_is_left_in_the_style_sheet() -> None:
    assert "$" not in style_sheet.style_sheet(DARK, 1.25)


@both
def test_every_picture_named_in_the_style_sheet_exists(tokens: Tokens) -> None:
    sheet = style_sheet.style_sheet(tokens)
    names = [part.split(".svg")[0] for part in sheet.split("/icons/")[1:]]
    assert names
    assert [name for name in names if not (style_sheet.ICONS / f"{name}.svg").exists()] == []


def test_figures_are_equally_wide(qapp: QApplication) -> None:
    assert font().isFeatureSet(QFont.Tag("tnum"))


def test_the_systems_own_size_never_shrinks_the_text(qapp: QApplication) -> None:
    assert 1.0 <= system_scale() <= 3.0


def test_tokens_are_written_as_full_colours() -> None:
    for tokens in (LIGHT, DARK):
        colours = [getattr(tokens, f.name) for f in fields(Tokens) if f.type is str]
        assert all(len(c) == 7 for c in colours if c.startswith("#"))


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_calls_into_qt_do_not_use_up_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100
