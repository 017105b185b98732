"""Pictures of every page with the sample company, and with other files if a folder is named.

``python -m tests.screenshots [--sizes] [FOLDER]`` writes into ``dist/screenshots``: light and
dark, at 1280 x 800 and at twice the size of everything, segments that are kept, found afresh or
cut by a grid, the empty start, an error and a question; with ``--sizes`` also one customer up to
a million.
"""

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.export_kinds import CRM, KINDS, FileWanted
from core.settings import Method, PlanSettings, Recipe
from tests.camera import (
    LARGE,
    LONGEST_MS,
    OUT,
    SETTLED_MS,
    THEMES,
    Photographer,
    wait,
    wait_until_idle,
)
from tests.screenshots_of_sizes import take_sizes
from ui.desktop.crash_dialog import show_crash
from ui.desktop.export_dialog import LOOKING, ExportDialog
from ui.desktop.pages.segments.side import SidePanel
from ui.desktop.periods import add_period, look_at
from ui.desktop.recovery import Recoverable
from ui.starting import later_sample_files

SIZES = "--sizes"
ENDINGS = {".csv", ".xlsx", ".tsv", ".txt"}
REPORT = """Traceback (most recent call last):
  File "ui/desktop/pages/axes/card.py", line 81, in show_axis
ValueError
"""
AMBIGUOUS = "Order no.,Customer no.,Order date,Amount\n" + "".join(
    f"O-{order},C-{100 + order % 40},0{1 + order % 9}/0{1 + order % 7}/2025,{10 + order % 90}.50\n"
    for order in range(400)
)


def take_start(camera: Photographer) -> None:
    """Photograph the window before anything is open."""
    for theme in THEMES:
        camera.session.show(theme=theme)
        camera.take(f"start-{theme}")
    camera.session.show(theme="light", page="segments")
    camera.take("start-segments")
    camera.session.show(page="data")


def take_sample(camera: Photographer) -> None:
    """Photograph every page with the sample company."""
    camera.session.open_sample()
    wait_until_idle(camera.session)
    camera.choose_segment()
    camera.take_pages("sample")


def take_segments(camera: Photographer) -> None:
    """Photograph segments that are kept, found afresh beside kept ones, and cut by a grid."""
    session = camera.session
    before = session.settings
    session.show(page="segments", theme="light")
    side = camera.window.findChild(SidePanel)
    for name, act in (("kept", side.method.keep), ("afresh", side.method.find_afresh)):
        act()
        wait(SETTLED_MS)
        wait_until_idle(session)
        camera.take(f"segments-{name}", LARGE)
    settings = session.settings
    grid = replace(settings.segmentation, method=Method.GRID, kept=None)
    session.edit("method", replace(settings, segmentation=grid))
    wait_until_idle(session)
    camera.take("segments-grid", LARGE)
    session.edit("method", before)
    wait_until_idle(session)


def take_export(camera: Photographer) -> None:
    """Photograph the dialog that asks what is exported, for every kind, and a list's columns."""
    for theme, zoom in ((THEMES[0], 1.0), (THEMES[1], 1.0), (THEMES[0], 2.0)):
        camera.session.show(theme=theme, zoom=zoom, page="customers")
        name = f"export-{theme}-{zoom:.0%}".removesuffix("%")
        for kind in KINDS:
            _export_shown(camera, kind.key)
            camera.take_dialog(f"{name}-{kind.key}")
        dialog = _export_shown(camera, CRM)
        dialog.lists.hide_ids.setChecked(True)
        dialog.lists.edit_columns()
        camera.take_dialog(f"{name}-columns")
    camera.session.show(theme="light", zoom=1.0)


def _export_shown(camera: Photographer, kind: str) -> ExportDialog:
    """Give the dialog once it says what a kind of file will hold."""
    camera.window.export(FileWanted(kind, ""))
    [dialog] = [one for one in camera.window.findChildren(ExportDialog) if one.isVisible()]
    for _ in range(LONGEST_MS // 50):
        if dialog.told.text() != LOOKING:
            return dialog
        wait(50)
    message = "the dialog has not said what a file will hold"
    raise TimeoutError(message)


def take_results(camera: Photographer) -> None:
    """Photograph the Results page: waiting, filled, an action chosen, a segment picked, a table."""
    camera.session.show(page="results", theme="light")
    camera.take("results-empty")
    add_period(camera.session, later_sample_files())
    wait_until_idle(camera.session)
    for theme in THEMES:
        camera.session.show(theme=theme)
        camera.take(f"results-{theme}")
        camera.take(f"results-{theme}-1440", LARGE)
    view = camera.session.analysis.results
    action = view.actions[-2] if view is not None else ""
    camera.session.show(theme="light", action=action)
    camera.take("results-action-1440", LARGE)
    camera.session.show(action="", flow=(0, None))
    camera.take("results-picked-1440", LARGE)
    camera.session.show(flow=(None, None))
    camera.press(Qt.Key.Key_T)
    camera.take("results-table-1440", LARGE)
    camera.session.show(zoom=2.0)
    camera.take("results-200")
    camera.take("results-200-tall", (1280, 3600))
    camera.session.show(zoom=1.0)


def take_error(camera: Photographer, folder: Path) -> None:
    """Photograph what a wrong sheet name, a broken formula and a missing file look like."""
    settings = camera.session.settings
    first = settings.sources[0]
    wrong = replace(first, recipe=Recipe(sheet="No such sheet"))
    camera.session.edit("sheet", replace(settings, sources=(wrong, *settings.sources[1:])))
    wait_until_idle(camera.session)
    camera.session.show(page="data", source=0)
    camera.take("error")
    camera.session.undo()
    wait_until_idle(camera.session)
    camera.session.open_files([str(folder / "missing.csv")])
    wait_until_idle(camera.session)
    camera.take("error-missing")


def take_question(camera: Photographer, folder: Path) -> None:
    """Photograph a question about dates that can be read both ways."""
    path = folder / "contracts.csv"
    path.write_text(AMBIGUOUS, encoding="utf-8")
    camera.open([path])
    camera.session.show(page="data")
    camera.take("question")


def take_project(camera: Photographer, folder: Path) -> None:
    """Photograph a project that is saved, edited and has periods, and what its menu asks."""
    session, projects, actions = camera.session, camera.projects, camera.window.actions_of_file
    projects.new()
    wait_until_idle(session)
    session.open_sample()
    wait_until_idle(session)
    for budget in (10_000.0, 20_000.0):
        session.edit("budget", replace(session.settings, plan=PlanSettings(budget=budget)))
        wait_until_idle(session)
        projects.save(str(folder / "Larch & Lane.nonagon"))
        wait_until_idle(session)
    session.show(page="data")
    camera.take("project-saved")
    session.edit("budget", replace(session.settings, plan=PlanSettings(budget=30_000.0)))
    wait_until_idle(session)
    for name, ask in (
        ("save", lambda: actions.guard(lambda: None)),
        ("versions", actions.versions),
        ("password", actions.set_password),
        ("forget", actions.forget),
    ):
        ask()
        camera.take_dialog(f"project-{name}")
    _take_periods(camera)
    _take_recovery(camera)


def _take_periods(camera: Photographer) -> None:
    session = camera.session
    add_period(session, later_sample_files())
    wait_until_idle(session)
    camera.window.compare_periods()
    wait_until_idle(session)
    camera.take_dialog("project-compare")
    camera.window._menu._period._menu.popup(camera.window.pos())
    wait(SETTLED_MS)
    camera.window._menu._period._menu.grab().save(str(OUT / "project-periods.png"))
    camera.window._menu._period._menu.close()
    look_at(session, 0)
    wait_until_idle(session)
    session.show(page="segments")
    camera.take("project-earlier")


def _take_recovery(camera: Photographer) -> None:
    left = Recoverable(Path("x"), "Larch & Lane", datetime(2026, 11, 26, 14, 2))
    camera.projects.say(camera.autosave._offer_of(left))
    camera.take("project-recover")
    camera.projects.hush()
    show_crash(camera.window, REPORT, camera.projects.safety)
    camera.take_dialog("project-crash")


def take_folder(camera: Photographer, folder: Path) -> None:
    """Photograph every page with the files of a folder."""
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    camera.open(paths)
    camera.choose_segment()
    camera.take_pages(folder.name)


def main(words: list[str]) -> None:
    """Take all pictures."""
    OUT.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        camera = Photographer(folder)
        take_start(camera)
        take_sample(camera)
        take_segments(camera)
        take_export(camera)
        take_results(camera)
        take_error(camera, folder)
        take_question(camera, folder)
        take_project(camera, folder)
        if SIZES in words:
            take_sizes(camera, folder)
        for word in (one for one in words if one != SIZES):
            take_folder(camera, Path(word))
        camera.window._may_close = True
        camera.window.close()
        camera.session.close()
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
