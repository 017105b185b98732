"""The libraries the program stands on are the ones it was made for."""

import re
import sys
from importlib import metadata
from pathlib import Path

import PySide6
import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

GPL_ONLY = ("QtCharts", "QtDataVisualization", "QtGraphs", "QtNetworkAuth", "QtVirtualKeyboard")


def distribution(requirement: str) -> str:
    """Give the name a requirement starts with, as the index of packages writes it."""
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None
    return re.sub(r"[-_.]+", "-", match.group()).lower()


def test_setting_a_text_five_hundred_times_keeps_the_count_of_references(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    label.setText("before")
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50


def test_qt_is_the_version_that_was_chosen() -> None:
    assert PySide6.__version__ == "6.10.3"


def test_only_the_essential_part_of_qt_is_installed() -> None:
    installed = {distribution(found.metadata["Name"]) for found in metadata.distributions()}
    assert "pyside6-essentials" in installed
    assert installed & {"pyside6", "pyside6-addons"} == set()


@pytest.mark.parametrize("module", GPL_ONLY)
def test_no_part_of_qt_that_is_under_the_gpl_alone_is_installed(module: str) -> None:
    found = {path.suffix for path in Path(PySide6.__path__[0]).glob(f"{module}.*")}
    assert found - {".pyi"} == set()  # descriptions of all modules come with any


def test_everything_that_is_installed_is_in_the_lock(checkout: Path) -> None:
    lines = (checkout / "requirements.lock").read_text(encoding="utf-8").splitlines()
    locked = {distribution(line) for line in lines if "==" in line}
    installed = {distribution(found.metadata["Name"]) for found in metadata.distributions()}
    assert installed - locked - {"pip", "setuptools", "wheel"} == set()


def test_the_notices_name_every_library_that_is_shipped(checkout: Path) -> None:
    project = metadata_of_the_project(checkout)
    notices = (checkout / "NOTICES").read_text(encoding="utf-8").lower()
    assert [library for library in project if f"\n{library} " not in notices] == []


def metadata_of_the_project(checkout: Path) -> list[str]:
    """Give the libraries that pyproject.toml asks for."""
    content = (checkout / "pyproject.toml").read_text(encoding="utf-8")
    asked_for = re.search(r"^dependencies = \[(.*?)^\]", content, re.DOTALL | re.MULTILINE)
    assert asked_for is not None
    return [distribution(found) for found in re.findall(r'"([^"]+)"', asked_for.group(1))]
