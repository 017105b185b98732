import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project import versions
from core.project.versions import (
    ALL_FOR,
    keep_version,
    thin,
    versions_in,
    versions_named,
    wanted_at,
)

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
ages = st.lists(st.timedeltas(timedelta(0), timedelta(days=2000)), max_size=60, unique=True)


@given(ages)
def test_all_of_the_last_two_days_are_kept_and_the_newest_always(found: list[timedelta]) -> None:
    times = [NOW - age for age in found]
    wanted = wanted_at(NOW, times)
    assert {time for time in times if NOW - time <= ALL_FOR} <= wanted <= set(times)
    assert not times or max(times) in wanted


@given(ages)
def test_before_that_one_a_day_then_one_a_week_then_one_a_month(found: list[timedelta]) -> None:
    wanted = sorted(wanted_at(NOW, [NOW - age for age in found]))
    older = [time for time in wanted if NOW - time > ALL_FOR]
    assert len({time.date() for time in older}) == len(older)
    months = [time for time in older if NOW - time > versions.WEEKLY_FOR]
    assert len({(time.year, time.month) for time in months}) == len(months)


@given(ages)
def test_thinning_twice_is_the_same_as_thinning_once(found: list[timedelta]) -> None:
    once = wanted_at(NOW, [NOW - age for age in found])
    assert wanted_at(NOW, once) == once


def test_a_version_has_the_name_and_the_time_of_the_file(tmp_path: Path) -> None:
    target = tmp_path / f"{'ä' * 120}.nonagon"
    target.write_bytes(b"old")
    keep_version(target, tmp_path / "versions")
    keep_version(target, tmp_path / "versions")
    [version] = versions_in(tmp_path / "versions")
    assert version.path.read_bytes() == b"old"
    assert version.name.endswith("ää.nonagon")
    assert abs(version.saved.timestamp() - target.stat().st_mtime) < 0.001


def test_two_versions_of_one_moment_are_both_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.nonagon"
    for content in (b"one", b"two", b"two"):
        target.unlink(missing_ok=True)  # saving puts a new file into the place
        target.write_bytes(content)
        os.utime(target, (1e9, 1e9))
        keep_version(target, tmp_path / "versions")
    found = versions_in(tmp_path / "versions")
    assert [version.path.read_bytes() for version in found] == [b"two", b"one"]


def test_versions_of_a_name_are_found_in_every_project(tmp_path: Path) -> None:
    for project, name in (("1", "a.nonagon"), ("2", "b.nonagon"), ("3", "a.nonagon")):
        target = tmp_path / name
        target.write_bytes(project.encode())
        os.utime(target, (1e9, 1e9 + int(project)))
        keep_version(target, tmp_path / "versions" / project)
        target.unlink()
    found = versions_named(tmp_path / "versions", "a.nonagon")
    assert [version.path.read_bytes() for version in found] == [b"3", b"1"]
    assert versions_named(tmp_path / "nowhere", "a.nonagon") == ()


def test_the_oldest_go_when_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_BYTES", 25)
    for day in range(1, 5):
        name = f"2026-11-2{day}T120000.000000Z a.nonagon"
        (tmp_path / name).write_bytes(bytes(10))
    (tmp_path / "fresh-1").write_bytes(b"half")
    thin(tmp_path, NOW)
    assert [version.saved.day for version in versions_in(tmp_path)] == [24, 23]
    assert not (tmp_path / "fresh-1").exists()


def test_a_single_version_is_kept_however_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "MOST_BYTES", 5)
    (tmp_path / "2026-11-24T120000.000000Z a.nonagon").write_bytes(bytes(10))
    thin(tmp_path, NOW)
    assert len(versions_in(tmp_path)) == 1


def test_no_folder_holds_no_versions(tmp_path: Path) -> None:
    assert versions_in(tmp_path / "none") == ()
