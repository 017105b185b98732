import getpass
import io
import shutil
import sys
from pathlib import Path

import pytest

from tests.corpus.locked_books import PASSWORD, locked_book
from ui.console import run


@pytest.fixture(params=["base.xlsx", "base.ods"])
def book(request: pytest.FixtureRequest, tmp_path: Path, checkout: Path) -> Path:
    path: Path = tmp_path / request.param
    if path.suffix == ".xlsx":
        return locked_book(path)
    found = checkout / "tests" / "core" / "intake" / "workbook" / "locked" / "aes.ods"
    return Path(shutil.copy(found, path))


def password_file(folder: Path, text: str) -> str:
    path = folder / "password.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_password_in_a_file_opens_a_protected_workbook(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--password-file", password_file(tmp_path, f"{PASSWORD}\n")]
    assert run(["inspect", str(book), *given]) == 0
    assert "60 rows accepted" in capsys.readouterr().out
    assert run(["analyse", str(book), *given, "--json", "-"]) == 0
    told = capsys.readouterr()
    assert PASSWORD not in told.out + told.err


def test_a_wrong_password_is_told_once(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--password-file", password_file(tmp_path, "battery staple")]
    assert run(["inspect", str(book), *given]) == 2
    assert f"The password does not open ‘{book.name}’." in capsys.readouterr().err


def test_where_nobody_can_be_asked_the_way_to_give_a_password_is_told(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert run(["inspect", str(book)]) == 2
    told = capsys.readouterr().err
    assert "protected with a password" in told
    assert "--password-file" in told


def test_at_a_terminal_the_password_is_asked_for(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda words: asked.append(words) or PASSWORD)
    assert run(["inspect", str(book)]) == 0
    assert asked == [f"Password of {book.name}: "]
    assert "60 rows accepted" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "\nsecond line"])
def test_a_password_file_without_a_password_is_told(
    book: Path, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["inspect", str(book), "--password-file", password_file(tmp_path, text)]) == 2
    assert "has no password" in capsys.readouterr().err
