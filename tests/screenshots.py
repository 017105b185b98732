"""Pictures of every page with the sample company, and with other files if a folder is named.

``python -m tests.screenshots [FOLDER]`` writes into ``dist/screenshots``: light and dark, at
1280 x 800 and at twice the size of everything, the empty start, an error and a question.
"""

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from core.settings import Recipe
from ui.desktop.engine_bridge import EngineBridge
from ui.desktop.main_window import MainWindow
from ui.desktop.session import Session

OUT = Path(__file__).resolve().parent.parent / "dist" / "screenshots"
SIZE = (1280, 800)
LARGE = (1440, 900)
PAGES = ("data", "value", "axes", "segments", "actions")
THEMES = ("light", "dark")
SETTLED_MS = 350
LONGEST_MS = 120_000
ENDINGS = {".csv", ".xlsx", ".tsv", ".txt"}
AMBIGUOUS = "Order no.,Customer no.,Order date,Amount\n" + "".join(
    f"O-{order},C-{100 + order % 40},0{1 + order % 9}/0{1 + order % 7}/2025,{10 + order % 90}.50\n"
    for order in range(400)
)


def wait(milliseconds: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until_idle(session: Session) -> None:
    """Wait until the engine has answered."""
    for _ in range(LONGEST_MS // 50):
        wait(50)
        if not session.busy:
            return
    message = "the engine has not answered in time"
    raise TimeoutError(message)


class Photographer:
    """One window with the real session and engine, and a folder for its pictures."""

    def __init__(self, folder: Path) -> None:
        kept = QSettings(str(folder / "view.ini"), QSettings.Format.IniFormat)
        self.session = Session(EngineBridge(), kept)
        self.window = MainWindow(self.session)
        self.window.show()

    def take(self, name: str, size: tuple[int, int] = SIZE) -> None:
        """Save a picture of the window as it is."""
        self.window.resize(*size)
        wait(SETTLED_MS)
        path = OUT / f"{name}.png"
        self.window.grab().save(str(path))
        print(path.relative_to(OUT.parent.parent))

    def take_pages(self, prefix: str) -> None:
        """Save every page in both themes, and at 200 %."""
        for theme in THEMES:
            self.session.show(theme=theme)
            for page in PAGES:
                self.session.show(page=page)
                self.take(f"{prefix}-{page}-{theme}")
        self.session.show(theme="light")
        for page in PAGES:
            self.session.show(page=page)
            self.take(f"{prefix}-{page}-1440", LARGE)
        self.session.show(zoom=2.0)
        for page in PAGES:
            self.session.show(page=page)
            self.take(f"{prefix}-{page}-200")
        self.session.show(zoom=1.0)

    def open(self, paths: list[Path]) -> None:
        """Open files and wait for the analysis."""
        self.session.close_files()
        wait_until_idle(self.session)
        self.session.open_files([str(path) for path in paths])
        wait_until_idle(self.session)

    def choose_segment(self) -> None:
        """Select the segment whose action gains most."""
        actions = self.session.analysis.actions
        if actions is not None and actions.ranking:
            self.session.show(segment=actions.ranking[0])


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
        take_error(camera, folder)
        take_question(camera, folder)
        for word in words:
            take_folder(camera, Path(word))
        camera.window.close()
        camera.session.close()
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
