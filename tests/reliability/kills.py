"""Saves that are killed at any moment.

``python -m tests.reliability.kills FOLDER TIMES`` prints how the project was found after each. The
saves are children of this process, which has loaded everything once.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from core.project.saving import tidy
from tests.reliability.deeds import Desk, state_of


def save_in_child(desk: Desk, state: int) -> tuple[int, int]:
    """Begin to save in a child; give its number and where it tells that it is done."""
    told, telling = os.pipe()
    child = os.fork()
    if child == 0:
        desk.save(state)
        os.write(telling, b"x")
        os._exit(0)
    os.close(telling)
    return child, told


def usual_time(desk: Desk) -> float:
    """Give the seconds that a save takes on this machine, the child included."""
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        child, told = save_in_child(desk, state_of(desk.project))
        os.read(told, 1)
        taken.append(time.perf_counter() - started)
        os.waitpid(child, 0)
        os.close(told)
    return sorted(taken)[2]


def main(words: list[str]) -> None:
    """Save, kill and look, time after time."""
    desk, times = Desk(Path(words[0])), int(words[1])
    dice, found = random.Random(3), Counter[str]()
    before = state_of(desk.project)
    longest = 1.3 * usual_time(desk)
    for _ in range(times):
        wanted = 3 - before
        child, told = save_in_child(desk, wanted)
        time.sleep(dice.random() * longest)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        done = os.read(told, 1) == b"x"
        os.close(told)
        state = state_of(desk.project)
        lost = state not in {before, wanted} or (done and state != wanted)
        found["lost" if lost else "told" if done else "new" if state == wanted else "old"] += 1
        before = state
        tidy(desk.project)
    left = [path.name for path in desk.project.parent.iterdir()]
    print(dict(found), "left:", left)


if __name__ == "__main__":
    main(sys.argv[1:])
