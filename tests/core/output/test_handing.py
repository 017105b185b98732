from pathlib import Path

import pytest

from core.errors import UserError
from core.output.handing import beside, hand_over, in_use, spoilt


def new(path: Path) -> None:
    path.write_text("new", encoding="utf-8")


def fine(_path: Path) -> None:
    """Find nothing wrong."""


def test_a_file_goes_to_its_place(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    assert hand_over(target, new, fine) == target
    assert target.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize("sign", ["~$list.csv", ".~lock.list.csv#"])
def test_a_file_that_is_open_elsewhere_is_left_alone(tmp_path: Path, sign: str) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old", encoding="utf-8")
    (tmp_path / sign).touch()
    assert in_use(target)
    assert hand_over(target, new, fine) == tmp_path / "list (2).csv"
    assert hand_over(target, new, fine) == tmp_path / "list (3).csv"
    assert target.read_text(encoding="utf-8") == "old"
    assert (tmp_path / "list (2).csv").read_text(encoding="utf-8") == "new"


def test_a_sign_of_use_without_its_file_means_nothing(tmp_path: Path) -> None:
    (tmp_path / "~$list.csv").touch()
    assert hand_over(tmp_path / "list.csv", new, fine) == tmp_path / "list.csv"


def test_a_file_that_windows_holds_is_left_alone_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old", encoding="utf-8")
    monkeypatch.setattr("core.output.writing.PAUSES", ())
    replace = Path.replace

    def held(path: Path, onto: Path) -> Path:
        if onto == target:
            error = PermissionError(13, "used by another process")
            error.winerror = 32  # type: ignore[attr-defined]
            raise error
        return replace(path, onto)

    monkeypatch.setattr(Path, "replace", held)
    assert hand_over(target, new, fine) == tmp_path / "list (2).csv"
    assert target.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list (2).csv", "list.csv"]


def test_what_does_not_come_back_as_written_replaces_nothing(tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text("old", encoding="utf-8")

    def check(path: Path) -> None:
        raise spoilt(path)

    with pytest.raises(UserError, match="did not come back"):
        hand_over(target, new, check)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_a_link_is_followed_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target = tmp_path / "there" / "list.csv"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "list.csv"
    link.symlink_to(target)
    assert hand_over(link, new, fine) == link
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"


def test_the_first_free_name_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.b.csv"
    for taken in ("a.b (2).csv", "a.b (3).csv"):
        (tmp_path / taken).touch()
    assert beside(path).name == "a.b (4).csv"
