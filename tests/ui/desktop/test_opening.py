import subprocess
import sys
from pathlib import Path

HEAVY = ("pandas", "numpy", "pyqtgraph", "sklearn", "core")


def test_the_first_window_is_there_before_anything_heavy_is_loaded(checkout: Path) -> None:
    program = (
        "import sys\n"
        "from ui.desktop.opening import open_first\n"
        "first = open_first()\n"
        "assert first.isVisible()\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
