from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.requests import Analyse, Finished, Inspect, Looked, Message, Stopped
from core.settings import Source
from ui.desktop.engine_bridge import PATIENCE_MS, EngineBridge
from ui.starting import default_settings, sample_sources

WAIT = 60_000
ENDS = (Finished, Stopped)


@pytest.fixture
def bridge(qtbot: QtBot) -> Iterator[EngineBridge]:
    made = EngineBridge()
    yield made
    made.close()


@pytest.fixture
def heard(bridge: EngineBridge) -> list[Message]:
    messages: list[Message] = []
    bridge.received.connect(messages.append)
    return messages


@pytest.fixture
def small(tmp_path: Path) -> Inspect:
    path = tmp_path / "small.csv"
    path.write_text("Customer,Age\na,1\nb,2\n", encoding="utf-8")
    return Inspect(Source(str(path)))


def sample() -> Analyse:
    return Analyse(replace(default_settings(), sources=sample_sources()))


def ends(heard: list[Message]) -> list[Message]:
    return [message for message in heard if isinstance(message, ENDS)]


def test_only_the_newest_request_is_heard_of(
    qtbot: QtBot, bridge: EngineBridge, heard: list[Message], small: Inspect
) -> None:
    bridge.send(sample())
    bridge.send(small)
    qtbot.waitUntil(lambda: bool(ends(heard)), timeout=WAIT)
    qtbot.wait(200)
    assert [type(message) for message in ends(heard)] == [Finished]


def test_an_engine_that_was_ended_for_not_listening_counts_as_stopped(
    qtbot: QtBot, bridge: EngineBridge, heard: list[Message]
) -> None:
    bridge.send(sample())
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    bridge._kill()
    qtbot.waitUntil(lambda: bool(ends(heard)), timeout=WAIT)
    assert isinstance(ends(heard)[0], Stopped)


def test_a_request_sent_after_the_end_of_the_engine_is_answered_by_a_new_one(
    qtbot: QtBot, bridge: EngineBridge, heard: list[Message], small: Inspect
) -> None:
    bridge.send(sample())
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    bridge._kill()
    bridge.send(small)
    qtbot.waitUntil(lambda: bool(ends(heard)), timeout=WAIT)
    assert isinstance(ends(heard)[-1], Finished)


def test_cancelling_frees_the_window_within_the_time_it_is_patient(
    qtbot: QtBot, bridge: EngineBridge, heard: list[Message]
) -> None:
    bridge.send(sample())
    qtbot.waitUntil(lambda: bool(heard), timeout=WAIT)
    bridge.cancel()
    qtbot.waitUntil(lambda: bool(ends(heard)), timeout=20 * PATIENCE_MS)
    assert isinstance(ends(heard)[0], Stopped)


def test_cancelling_nothing_does_nothing(
    qtbot: QtBot, bridge: EngineBridge, heard: list[Message], small: Inspect
) -> None:
    bridge.cancel()
    bridge.send(small)
    qtbot.waitUntil(lambda: bool(ends(heard)), timeout=WAIT)
    assert isinstance(ends(heard)[0], Finished)


def test_messages_are_told_in_their_order_and_each_in_a_turn_of_its_own(
    qtbot: QtBot, bridge: EngineBridge
) -> None:
    told: list[int] = []
    waiting: list[int] = []
    bridge.looked.connect(lambda message: told.append(message.number))
    bridge.looked.connect(lambda _message: waiting.append(len(bridge._waiting)))
    for number in range(3):
        bridge._arrived.emit(Looked(number, None))
    assert told == []
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [0, 1, 2]
    assert waiting == [2, 1, 0]
