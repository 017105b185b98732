import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.desktop import hand_over
from ui.desktop.hand_over import Door


def test_a_second_start_hands_its_files_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Door(tmp_path), Door(tmp_path)
    assert first.mine
    assert not second.mine
    taken: list[bool] = []
    caller = threading.Thread(target=lambda: taken.append(second.hand_over(["a.nonagon"])))
    with qtbot.waitSignal(first.handed, timeout=10_000) as handed:
        caller.start()
    caller.join()
    assert handed.args == [[str(Path("a.nonagon").absolute())]]
    assert taken == [True]
    assert list((tmp_path / "hand-over").iterdir()) == []
    first.close()


def test_files_that_nobody_takes_are_opened_by_the_second_start_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(hand_over, "PATIENCE", 0.1)
    first, second = Door(tmp_path), Door(tmp_path)
    assert not second.hand_over([])
    assert list((tmp_path / "hand-over").iterdir()) == []
    first.close()


def test_after_the_first_has_ended_the_next_start_is_the_first(
    tmp_path: Path, qtbot: QtBot
) -> None:
    Door(tmp_path).close()
    third = Door(tmp_path)
    assert third.mine
    third.close()
