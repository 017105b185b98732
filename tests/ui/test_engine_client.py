import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.answers import Analysis
from core.errors import UserError
from core.requests import Analyse, Died, Finished, Inspect, Inspected, Progressed, Ready, Stopped
from core.settings import Settings, Source
from ui.engine_client import SCRATCH_PREFIX, EngineClient, ask, wipe_stale_scratch
from ui.starting import default_settings, sample_sources


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineClient]:
    client = EngineClient()
    yield client
    client.close()


def silent(_label: str, _fraction: float) -> None:
    """Hear nothing."""


def analyse_sample() -> Analyse:
    return Analyse(replace(default_settings(), sources=sample_sources()))


def test_a_request_is_answered_with_progress_on_the_way(engine: EngineClient) -> None:
    labels: list[str] = []
    answer = ask(engine, analyse_sample(), lambda label, _share: labels.append(label))
    assert isinstance(answer, Analysis)
    assert answer.problem is None
    assert "Reading customers_2025.xlsx" in labels


def test_a_second_request_for_the_same_is_answered_from_what_is_known(
    engine: EngineClient,
) -> None:
    first = ask(engine, analyse_sample(), silent)
    second = ask(engine, analyse_sample(), silent)
    assert isinstance(first, Analysis)
    assert isinstance(second, Analysis)
    assert first.segments is not None
    assert second.segments is not None
    assert first.segments.values_file == second.segments.values_file


def test_a_problem_comes_back_beside_what_could_be_done(engine: EngineClient) -> None:
    sources = (*sample_sources(), Source("/nowhere/gone.csv"))
    answer = ask(engine, Analyse(Settings(sources=sources)), silent)
    assert isinstance(answer, Analysis)
    assert answer.problem is not None
    assert "gone.csv" in answer.problem.message
    assert answer.sources[-1] is None
    assert all(answer.sources[:-1])


def test_a_request_that_cannot_be_answered_raises_what_the_user_can_do(
    engine: EngineClient,
) -> None:
    with pytest.raises(UserError) as caught:
        ask(engine, Inspect(Source("/nowhere/gone.csv")), silent)
    assert "gone.csv" in caught.value.message


def test_a_newer_request_supersedes_the_one_before(engine: EngineClient, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Customer,Age\na,1\nb,2\n", encoding="utf-8")
    changed = replace(default_settings(), sources=sample_sources())
    first = engine.send(
        Analyse(replace(changed, segmentation=replace(changed.segmentation, seed=5)))
    )
    second = engine.send(Inspect(Source(str(path))))
    ends = {}
    while second not in ends:
        message = engine.receive()
        if isinstance(message, Stopped | Finished):
            ends[message.number] = message
    assert isinstance(ends.get(first, Stopped(first)), Stopped)
    answer = ends[second]
    assert isinstance(answer, Finished)
    assert isinstance(answer.answer, Inspected)


def test_an_engine_that_is_killed_is_reported_and_started_anew() -> None:
    client = EngineClient()
    try:
        number = client.send(analyse_sample())
        while not isinstance(client.receive(), Progressed | Finished):
            pass
        client.kill()
        message = client.receive()
        while not isinstance(message, Died):
            message = client.receive()
        assert message.number in {number, 0}
        assert isinstance(ask(client, analyse_sample(), silent), Analysis)
    finally:
        client.close()


def test_a_cancelled_request_stops() -> None:
    client = EngineClient()
    try:
        client.start()
        assert isinstance(client.receive(), Ready)
        number = client.send(analyse_sample())
        client.cancel()
        message = client.receive()
        while isinstance(message, Progressed):
            message = client.receive()
        assert message == Stopped(number)
    finally:
        client.close()


def test_scratch_of_a_program_that_is_gone_is_wiped_and_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    gone = tmp_path / f"{SCRATCH_PREFIX}{process.pid}-abc"
    mine = tmp_path / f"{SCRATCH_PREFIX}{os.getpid()}-abc"
    other = tmp_path / f"{SCRATCH_PREFIX}keep"
    for folder in (gone, mine, other):
        folder.mkdir()
    wipe_stale_scratch()
    assert not gone.exists()
    assert mine.exists()
    assert other.exists()


def test_closing_leaves_neither_process_nor_scratch() -> None:
    client = EngineClient()
    client.start()
    assert isinstance(client.receive(), Ready)
    process, scratch = client._process, Path(client._scratch)
    assert process is not None
    client.close()
    assert not scratch.exists()
    assert not client.running
    assert not process.is_alive()


ENDS_SUDDENLY = """
import os, signal
from ui.engine_client import EngineClient
if __name__ == "__main__":
    client = EngineClient()
    client.start()
    client.receive()
    print(client._scratch, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name == "nt", reason="ends by a signal")
def test_when_the_program_is_killed_the_engine_wipes_the_scratch_folder(
    tmp_path: Path, checkout: Path
) -> None:
    script = tmp_path / "ends.py"
    script.write_text(ENDS_SUDDENLY, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, env=environment
    )
    scratch = Path(done.stdout.strip())
    assert scratch.name.startswith(SCRATCH_PREFIX)
    for _ in range(600):
        if not scratch.exists():
            return
        time.sleep(0.05)
    pytest.fail("the scratch folder is still there")
