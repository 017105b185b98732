"""Memory that is freed is kept while arrays come and go, and the system's again after that."""

import platform
from pathlib import Path

import numpy as np
import pytest

from core.memory import give_back, keeping_freed

MIB = 1 << 20
STATUS = Path("/proc/self/statm")
PAGE = 4096


def resident() -> int:
    """Mebibytes of this process that are in memory."""
    return int(STATUS.read_text().split()[1]) * PAGE // MIB


def come_and_go() -> None:
    """Make arrays of 4 MiB each, 28 MiB in all, and let them go."""
    arrays = [np.ones(MIB // 2) for _ in range(7)]
    del arrays


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems do so by themselves")
@pytest.mark.parametrize("fails", [False, True])
def test_freed_memory_is_kept_during_the_work_and_given_back_after_it(*, fails: bool) -> None:
    give_back()
    kept = before = resident()
    try:
        with keeping_freed():
            come_and_go()
            pin = np.ones(MIB // 8)  # so that what lies below it cannot be given back by itself
            kept = resident()
            assert not fails
    except AssertionError:
        assert fails
    del pin
    assert kept > before + 8
    assert resident() < before + 8


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other systems do so by themselves")
def test_a_large_array_is_given_back_at_once_where_nothing_is_kept() -> None:
    with keeping_freed():
        come_and_go()
    before = resident()
    array = np.ones(20 * MIB)
    assert resident() >= before + 100
    del array
    assert resident() < before + 32
