"""One style sheet for all that is in the window, written from the tokens.

Widgets choose a look with the dynamic property ``look``:

- ``QLabel``: ``title``, ``section``, ``small``, ``note`` (12 px, second text colour), ``quiet``
  (second text colour), ``negative``
- ``QPushButton``: ``primary``, ``destructive``, ``link`` (with ``small`` true: 12 px); plain is the
  secondary button
- ``QPushButton`` or ``QToolButton`` that is checkable, inside a toggle group: ``toggle``, and the
  outer ones ``toggle-first`` and ``toggle-last``
- ``QFrame`` or ``QWidget``: ``page`` (surface), ``frame``, ``question``, ``warning``, ``error``,
  ``raised``, ``rule``, ``upright`` (a rule from top to bottom), and
  ``outline`` (the line colour, seen where its contents leave a margin)
"""

from string import Template

import resources
from ui.desktop.theme.tokens import BODY_PX, SEMIBOLD, SMALL_PX, TITLE_PX, Tokens

ICONS = resources.path("icons")

GENERAL = """
QWidget { color: $text; selection-background-color: $accent; selection-color: $on_accent; }
QMainWindow, QDialog, QStatusBar, QMenuBar { background: $frame; }
QLabel { background: transparent; }
QLabel:disabled { color: $disabled; }
QLabel[look="title"] { font-size: ${title}px; font-weight: $semibold; }
QLabel[look="section"] { font-weight: $semibold; }
QLabel[look="small"] { font-size: ${small}px; }
QLabel[look="note"] { font-size: ${small}px; color: $text_2; }
QLabel[look="quiet"] { color: $text_2; }
QLabel[look="negative"] { color: $negative; }
*[look="page"] { background: $surface; }
*[look="frame"] { background: $frame; }
*[look="outline"] { background: $line; }
*[look="question"] { background: $selection; border: none; border-radius: ${p4}px; }
*[look="warning"] { background: $warning_soft; border: none; border-radius: ${p4}px; }
*[look="error"] { background: $negative_soft; border: none; border-radius: ${p4}px; }
*[look="raised"] { background: $raised; border: 1px solid $line; border-radius: ${p4}px; }
*[look="rule-upright"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
*[look="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
*[look="upright"] { background: $line; border: none; max-width: 1px; min-width: 1px; }
QScrollArea { background: $surface; border: none; }
QAbstractScrollArea::corner { background: $surface; border: none; }
QScrollArea:focus { border: 2px solid $focus; }
QSplitter::handle { background: $line; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; border-radius: ${p4}px;
    padding: ${p4}px ${p8}px; font-size: ${small}px; }
QStatusBar { font-size: ${small}px; color: $text_2; min-height: ${p28}px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { font-size: ${small}px; color: $text_2; }
"""

BUTTONS = """
QPushButton, QToolButton { background: $surface; color: $text; border: 1px solid $control;
    border-radius: ${p4}px; padding: 0 ${p15}px; min-height: ${p30}px; }
QToolButton { padding: 0 ${p7}px; min-height: ${p22}px; min-width: ${p14}px; }
QPushButton:hover, QToolButton:hover { background: $band; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 0 ${p14}px;
    min-height: ${p28}px; }
QToolButton:focus { padding: 0 ${p6}px; min-height: ${p20}px; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="bare"] { border-color: transparent; background: transparent; }
QToolButton[look="bare"]:hover { background: $band; }
QToolButton[look="bare"]:focus { border-color: $focus; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; border-color: $line;
    background: $surface; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent;
    font-weight: $semibold; }
QPushButton[look="primary"]:hover, QPushButton[look="primary"]:pressed { background: $accent_hover;
    border-color: $accent_hover; }
QPushButton[look="primary"]:focus { border: 4px double $focus; background-clip: padding;
    background: $accent; padding: 0 ${p12}px; min-height: ${p24}px; }
QPushButton[look="primary"]:disabled { background: $band; color: $disabled;
    border-color: $band; }
QPushButton[look="destructive"] { color: $negative; border-color: $negative; }
QPushButton[look="destructive"]:hover { background: $negative_soft; }
QPushButton[look="chip"] { background: $selection; border: 1px solid $selection;
    border-radius: ${p4}px; padding: 0 ${p8}px; min-height: ${p24}px; }
QPushButton[look="chip"]:hover { border-color: $control; }
QPushButton[look="chip"]:focus { border: 2px solid $focus; padding: 0 ${p7}px;
    min-height: ${p22}px; }
QPushButton[look="link"] { color: $accent; background: transparent; border: none;
    border-bottom: 1px dotted $accent; border-radius: 0; padding: 0; min-height: ${p22}px;
    text-align: left; }
QPushButton[look="link"]:hover { border-bottom: 1px solid $accent_hover; color: $accent_hover; }
QPushButton[look="link"][small="true"] { font-size: ${small}px; min-height: ${p16}px; }
QPushButton[look="link"]:focus { border: 2px solid $focus; border-radius: ${p3}px; padding: 0; }
QPushButton[look="link"]:disabled { color: $disabled; border-bottom-color: $disabled; }
*[look="toggle"], *[look="toggle-first"], *[look="toggle-last"] { border: 1px solid $control;
    border-radius: 0; margin-left: -1px; padding: 0 ${p11}px; min-height: ${p24}px; }
*[look="toggle-first"] { border-top-left-radius: ${p4}px; border-bottom-left-radius: ${p4}px;
    margin-left: 0; }
*[look="toggle-last"] { border-top-right-radius: ${p4}px; border-bottom-right-radius: ${p4}px; }
*[look="toggle"]:checked, *[look="toggle-first"]:checked, *[look="toggle-last"]:checked {
    background: $selection; font-weight: $semibold; border-bottom: 2px solid $accent; }
*[look="toggle"]:focus, *[look="toggle-first"]:focus, *[look="toggle-last"]:focus {
    border: 2px solid $focus; padding: 0 ${p10}px; min-height: ${p22}px; }
"""

FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QDateEdit, QPlainTextEdit, QTextEdit {
    background: $surface; color: $text; border: 1px solid $control; border-radius: ${p4}px;
    padding: 0 ${p7}px; min-height: ${p24}px; placeholder-text-color: $text_2; }
QPlainTextEdit, QTextEdit { padding: ${p4}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
    border: 2px solid $focus; padding: 0 ${p6}px; min-height: ${p22}px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $disabled;
    border-color: $line; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border-color: $negative; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus,
QAbstractSpinBox QLineEdit:focus { border: none; padding: 0; min-height: 0;
    background: transparent; }
QAbstractSpinBox { max-height: ${p24}px; }
QAbstractSpinBox:focus { max-height: ${p22}px; }
QComboBox { padding-right: ${p20}px; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url($icons/down-$name.svg); width: ${p16}px; height: ${p16}px; }
QComboBox::down-arrow:disabled { image: url($icons/down-disabled-$name.svg); }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $line;
    padding: ${p4}px; selection-background-color: $selection; selection-color: $text;
    outline: none; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: ${p20}px;
    subcontrol-origin: padding; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url($icons/up-$name.svg); width: ${p12}px; height: ${p12}px; }
QAbstractSpinBox::down-arrow { image: url($icons/down-$name.svg); width: ${p12}px;
    height: ${p12}px; }
QCheckBox, QRadioButton { spacing: ${p8}px; background: transparent; min-height: ${p24}px; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: ${p14}px; height: ${p14}px;
    border: 1px solid $control; background: $surface; border-radius: ${p3}px; }
QRadioButton::indicator { border-radius: ${circle}px; }
QCheckBox::indicator:checked, QCheckBox::indicator:indeterminate,
QRadioButton::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:checked { image: url($icons/tick-$name.svg); }
QCheckBox::indicator:indeterminate { image: url($icons/dash-$name.svg); }
QRadioButton::indicator:checked { image: url($icons/dot-$name.svg); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $focus; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; border-radius: ${p4}px; }
QSlider:horizontal { min-height: ${p24}px; background: transparent; }
QSlider::groove:horizontal { height: ${p4}px; background: $band; border-radius: ${p2}px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${p2}px; }
QSlider::handle:horizontal { width: ${p14}px; height: ${p14}px; margin: -${p6}px 0;
    border-radius: ${circle}px; background: $surface; border: 1px solid $control; }
QSlider::handle:horizontal:focus { border: 2px solid $focus; }
QProgressBar { background: $band; border: none; border-radius: ${p2}px; max-height: ${p4}px;
    min-height: ${p4}px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: ${p2}px; }
"""

LISTS = """
QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $selection; selection-color: $text;
    alternate-background-color: $surface; gridline-color: $line; }
QListView::item, QTreeView::item { min-height: ${p28}px; padding: 0 ${p4}px; border: none; }
QListView::item:hover, QTreeView::item:hover { background: $band; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QTableView::item { padding: 0 ${p6}px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $selection; color: $text; }
QAbstractItemView::item:focus { border: 2px solid $focus; }
QAbstractItemView:focus { border: 2px solid $focus; }
QHeaderView { background: $surface; border: none; }
QTableCornerButton::section { background: $surface; border: none;
    border-bottom: 1px solid $control; }
QHeaderView::section { background: $surface; color: $text_2; font-size: ${small}px; border: none;
    font-weight: normal; border-bottom: 1px solid $control; padding: ${p4}px ${p6}px; }
QHeaderView::section:hover { color: $text; }
QHeaderView::down-arrow { image: url($icons/down-$name.svg); width: ${p12}px; }
QHeaderView::up-arrow { image: url($icons/up-$name.svg); width: ${p12}px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $text_2; padding: ${p4}px ${p12}px;
    border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; font-weight: $semibold; border-bottom-color: $accent; }
QTabBar::tab:hover { background: $band; }
QTabBar:focus { outline: none; }
QTabBar::tab:focus { border: 2px solid $focus; }
"""

MENUS = """
QMenuBar { color: $text; padding: ${p4}px ${p8}px; spacing: ${p4}px; }
QMenuBar::item { background: transparent; padding: ${p6}px ${p8}px; border-radius: ${p4}px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $selection; }
QMenu { background: $raised; color: $text; border: 1px solid $line; padding: ${p4}px; }
QMenu::item { padding: ${p6}px ${p24}px ${p6}px ${p12}px; border-radius: ${p4}px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $disabled; }
QMenu::item:checked { font-weight: $semibold; }
QMenu::indicator { width: ${p16}px; height: ${p16}px; left: ${p4}px; }
QMenu::indicator:checked { image: url($icons/tick-menu-$name.svg); }
QMenu::icon { left: ${p8}px; }
QMenu::right-arrow { image: url($icons/right-$name.svg); width: ${p16}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p8}px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${p12}px; }
QScrollBar:horizontal { height: ${p12}px; }
QScrollBar::handle { background: $control; border-radius: ${p3}px; margin: ${p3}px; }
QScrollBar::handle:vertical { min-height: ${p32}px; }
QScrollBar::handle:horizontal { min-width: ${p32}px; }
QScrollBar::handle:hover { background: $text_2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def _pixels(scale: float) -> dict[str, int]:
    steps = {f"p{step}": max(1, round(step * scale)) for step in range(2, 33)}
    sizes = {"title": TITLE_PX, "body": BODY_PX, "small": SMALL_PX}
    # Qt drops a radius of more than half the side, so the half of a bordered 14 is rounded down.
    circle = {"circle": (steps["p14"] + 2) // 2}
    return steps | circle | {name: round(px * scale) for name, px in sizes.items()}


def style_sheet(tokens: Tokens, scale: float = 1.0) -> str:
    """Write the style sheet of a window.

    Parameters
    ----------
    tokens
        The colours of the theme.
    scale
        Enlargement of every distance and size; rules stay one pixel thin.
    """
    values: dict[str, object] = {
        key: value for key, value in vars(tokens).items() if isinstance(value, str)
    }
    values |= _pixels(scale)
    values |= {"semibold": SEMIBOLD, "icons": ICONS.as_posix()}
    sheet = Template(GENERAL + BUTTONS + FIELDS + LISTS + MENUS)
    return sheet.substitute(values)
