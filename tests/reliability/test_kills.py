import subprocess
import sys

from tests.reliability.conftest import Often
from tests.reliability.deeds import NAME, Desk
from tests.reliability.stage import CHECKOUT, ENVIRONMENT


def test_a_save_that_is_killed_at_any_moment_leaves_the_old_or_the_new_state(
    own_desk: Desk, often: Often
) -> None:
    times = often(15, 1_000)
    command = [sys.executable, "-m", "tests.reliability.kills", str(own_desk.folder), str(times)]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr
    assert "lost" not in done.stdout
    assert f"left: ['{NAME}']" in done.stdout
