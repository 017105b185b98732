import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import UserError
from core.output.writing import keep_apart, written_aside


def _new(path: Path) -> None:
    path.write_text("new", encoding="utf-8")


def _failing(number: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number))

    return write


def test_a_file_is_written(tmp_path: Path) -> None:
    written_aside(tmp_path / "plan.xlsx", _new)
    assert (tmp_path / "plan.xlsx").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan.xlsx"]


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    written_aside(target, _new)
    assert target.read_text(encoding="utf-8") == "new"
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EBUSY])
def test_the_old_file_survives_a_failed_write_and_nothing_is_left_behind(
    tmp_path: Path, number: int
) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(UserError) as told:
        written_aside(target, _failing(number))
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    assert str(target) in told.value.message
    assert told.value.hint


def test_the_old_file_survives_a_check_that_fails(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.write_text("old", encoding="utf-8")

    def check(path: Path) -> None:
        raise ValueError(path.read_text(encoding="utf-8"))

    with pytest.raises(ValueError, match="new"):
        written_aside(target, _new, check)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="disk is full"):
        written_aside(tmp_path / "plan.xlsx", _failing(errno.ENOSPC))


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        written_aside(tmp_path, _new)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no folder"):
        written_aside(tmp_path / "nowhere" / "plan.xlsx", _new)


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="too long"):
        written_aside(tmp_path / ("n" * 300), _new)


@pytest.mark.skipif(os.name != "posix", reason="devices have other names here")
def test_a_device_is_not_replaced() -> None:
    with pytest.raises(UserError, match="not a file"):
        written_aside(Path("/dev/null"), _new)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError, match="no permission"):
        written_aside(tmp_path / "plan.xlsx", _new)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")
def test_a_write_protected_file_is_told(tmp_path: Path) -> None:
    target = tmp_path / "plan.xlsx"
    target.touch(0o400)
    with pytest.raises(UserError, match="write-protected"):
        written_aside(target, _new)


def test_what_a_link_leads_to_is_replaced_and_not_the_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_text("old", encoding="utf-8")
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("links need a right that this user does not have")
    written_aside(link, _new)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_an_output_through_a_link_to_an_input_is_refused(tmp_path: Path) -> None:
    source, link = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_text("old", encoding="utf-8")
    link.symlink_to(source)
    with pytest.raises(UserError, match="would be lost"):
        keep_apart([str(link)], [str(source)])


def test_two_outputs_that_do_not_exist_yet_are_compared_too(tmp_path: Path) -> None:
    paths = [str(tmp_path / "a.csv"), str(tmp_path / "folder" / ".." / "a.csv")]
    with pytest.raises(UserError, match="Two results"):
        keep_apart(paths, [])
    keep_apart(["", "", paths[0]], [str(tmp_path / "b.csv")])
