import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.reliability.deeds import Desk
from tests.reliability.malice import MARK, TARGET, make
from tests.reliability.stage import CHECKOUT, ENVIRONMENT, needs_strace

HARMLESS = ("/proc/", "/sys/", "/dev/null", "/dev/urandom", "/etc/localtime", "/usr/share/zoneinfo")


@needs_strace
def test_no_malicious_project_reaches_beyond_its_own_file(desk: Desk, tmp_path: Path) -> None:
    made = make(desk, tmp_path)
    assert len(made) >= 50
    shutil.copy(desk.project, tmp_path / "good.nonagon")
    command = ["strace", "-f", "-qq", "-o", str(tmp_path / "calls")]
    command += ["-e", "trace=openat,open,socket,connect,execve,write"]
    command += [sys.executable, "-m", "tests.reliability.malice", str(tmp_path)]
    done = subprocess.run(
        command, cwd=CHECKOUT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    verdicts = done.stdout.split(MARK)[1].splitlines()
    print(*verdicts, sep="\n")
    assert done.returncode == 0, done.stderr
    assert len(verdicts) == len(made)
    assert "unpickled" not in done.stdout
    calls = (tmp_path / "calls").read_text().split("malice begins", 1)[1].splitlines()
    assert [line for line in calls if re.search(r"\b(socket|connect|execve)\(", line)] == []
    reached = {path for line in calls for path in re.findall(r'open(?:at)?\(.*?"([^"]*)"', line)}
    outside = {
        path
        for path in reached
        if not path.startswith((str(tmp_path), str(CHECKOUT), sys.prefix, sys.base_prefix))
        and not path.startswith(HARMLESS)
    }
    assert outside == set()
    assert not any(TARGET in line for line in calls if "open" in line)
    assert not Path("/tmp/escaped").exists()  # noqa: S108
