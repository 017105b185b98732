"""Whatever system call a save ends at, and however, the old or the new state is there."""

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from core.project.saving import tidy
from tests.reliability.conftest import Often
from tests.reliability.deeds import CANARY, DEEDS, NAME, Desk
from tests.reliability.stage import ENDS, Ended, Stage, calls_of, cases_of, copy_of, needs_strace


@needs_strace
@pytest.mark.parametrize("end", list(ENDS))
@pytest.mark.parametrize("deed", list(DEEDS))
def test_the_old_or_the_new_state_is_there_whichever_call_is_the_last(
    desk: Desk, stage: Stage, tmp_path: Path, deed: str, end: str, often: Often
) -> None:
    calls = calls_of(stage, desk, deed, tmp_path)
    cases = cases_of(calls, end)
    found: Counter[str] = Counter()
    for name, place in cases[:: often(max(len(cases) // 4, 1), 1)]:
        mine = copy_of(desk, tmp_path)
        option = f"inject={name}:{ENDS[end].format(place)}"
        ended = stage.play(mine.folder, deed, Path(os.devnull), "-e", option)
        path = mine.recovery if deed == "autosave" else mine.project
        state = mine.state(path)
        case = (name, place, state, ended)
        assert state == 2 if ended.told else state in {1, 2}, case
        # Not every run makes each call as often; one that got through has done its deed.
        expected = {0, -signal.SIGKILL} if end == "killed" else {0, 2}
        assert ended.status in expected, case
        if deed == "forget":
            _check_forgotten(mine, ended)
        tidy(path)
        assert [left.name for left in path.parent.iterdir()] == [NAME], case
        found[f"state {state}{', told' if ended.told else ''}"] += 1
    print(f"{deed}, {end}: {len(cases)} cases, {dict(found)}")


def _check_forgotten(desk: Desk, ended: Ended) -> None:
    """See that every copy still opens, and that none knows the customer once that was said."""
    for path in (desk.project, desk.recovery, *desk.versions.glob("*.nonagon")):
        desk.state(path)
        if ended.told:
            assert CANARY.encode() not in path.read_bytes()
