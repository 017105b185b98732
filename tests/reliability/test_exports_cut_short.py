"""Whatever system call an export ends at, and however, the old or the new file is there."""

import os
import signal
from collections import Counter
from pathlib import Path

import pytest

from core.output.writing import aside_prefix
from tests.reliability.conftest import Often
from tests.reliability.deeds import Desk
from tests.reliability.exports import KINDS, LISTS, Outbox
from tests.reliability.stage import ENDS, Stage, calls_of, cases_of, copy_of, needs_strace


@needs_strace
@pytest.mark.parametrize("end", list(ENDS))
@pytest.mark.parametrize("kind", KINDS)
def test_the_old_or_the_new_file_is_there_whichever_call_is_the_last(
    stage: Stage, tmp_path: Path, kind: str, end: str, often: Often
) -> None:
    first, second = Outbox(tmp_path / "first", kind), Outbox(tmp_path / "second", kind)
    first.prepare()
    second.prepare()
    second.do()
    old, new = first.path.read_bytes(), second.path.read_bytes()
    assert old != new
    cases = cases_of(calls_of(stage, Desk(first.folder), f"export-{kind}", tmp_path), end)
    found: Counter[str] = Counter()
    tried = 4 if kind in LISTS else 2
    for name, place in cases[:: often(max(len(cases) // tried, 1), 1)]:
        mine = Outbox(copy_of(Desk(first.folder), tmp_path).folder, kind)
        option = f"inject={name}:{ENDS[end].format(place)}"
        ended = stage.play(mine.folder, f"export-{kind}", Path(os.devnull), "-e", option)
        case = (name, place, ended)
        content = mine.path.read_bytes()
        assert content == new if ended.told else content in {old, new}, case
        expected = {0, -signal.SIGKILL} if end == "killed" else {0, 2}
        assert ended.status in expected, case
        _check_alone(mine.path, told=ended.told)
        found[f"{'new' if content == new else 'old'}{', told' if ended.told else ''}"] += 1
    print(f"{kind}, {end}: {len(cases)} cases, {dict(found)}")


def _check_alone(path: Path, *, told: bool) -> None:
    """See that nothing but the file is left, or what the next export takes away."""
    left = [one.name for one in path.parent.iterdir() if one != path]
    if not told:
        left = [name for name in left if not name.startswith(aside_prefix(path))]
    assert not left


def test_the_next_export_takes_away_what_was_left(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path, KINDS[0])
    outbox.prepare()
    left = outbox.path.parent / f"{aside_prefix(outbox.path)}abc"
    left.mkdir()
    (left / outbox.path.name).write_text("customers", encoding="utf-8")
    outbox.do()
    assert list(outbox.path.parent.iterdir()) == [outbox.path]
