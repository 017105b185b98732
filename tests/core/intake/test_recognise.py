import os
import shutil
from pathlib import Path

import pytest

from core.errors import UserError
from core.intake.recognise import Form, recognise
from tests.corpus.bad_files import OLE, document, workbook


def test_a_workbook_is_known_under_any_name(tmp_path: Path) -> None:
    made = workbook(tmp_path / "book.xlsx", {"A": [["id"], [1]]})
    assert recognise(made.rename(tmp_path / "book.csv")) is Form.MARKUP_BOOK


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("readxl/inst/extdata/datasets.xls", Form.OTHER_BOOK),
        ("calamine/tests/biff5_write.xls", Form.OTHER_BOOK),
        ("calamine/tests/date.xlsb", Form.OTHER_BOOK),
        ("calamine/tests/date.ods", Form.OTHER_BOOK),
        ("calamine/tests/vba.xlsm", Form.MARKUP_BOOK),
        ("calamine/tests/minimal_package.xlsx", Form.MARKUP_BOOK),
        ("calamine/tests/pass_protected.xlsx", Form.LOCKED_BOOK),
        ("calamine/tests/pass_protected.xlsb", Form.LOCKED_BOOK),
        ("calamine/tests/issue_385.xls", Form.LOCKED_BOOK),
        ("messytables_horror/horror/encrypted_no_password.xls", Form.LOCKED_BOOK),
        ("messytables_horror/horror/simple.zip", Form.PACKED),
        ("messytables_horror/horror/simple.psv", Form.TEXT),
    ],
)
def test_real_files_are_known_by_their_content(
    tmp_path: Path, real_data: Path, name: str, form: Form
) -> None:
    disguised = tmp_path / "table.txt"
    shutil.copyfile(real_data / "file_zoo" / name, disguised)
    assert recognise(disguised) is form


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n....", "‘photo.xlsx’ is a PNG picture, not a workbook."),
        ("photo.csv", b"\xff\xd8\xff\xe0", "‘photo.csv’ is a JPEG picture, not a table."),
        ("plan.xlsx", b"%PDF-1.7", "‘plan.xlsx’ is a PDF document, not a workbook."),
        ("old.xlsx", OLE + b"cut off", "‘old.xlsx’ is damaged: it begins like an old Excel file"),
        ("web.xls", b"<html><table><tr><td>1", "‘web.xls’ is a web page (HTML), not a workbook."),
        ("t.gz", b"\x1f\x8b\x08", "‘t.gz’ is a compressed (gzip) file, not a table."),
        ("nothing.csv", b"", "‘nothing.csv’ is empty."),
        ("cut.xlsx", b"PK\x03\x04 cut off", "‘cut.xlsx’ is damaged"),
    ],
)
def test_what_is_no_table_is_named(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        recognise(path)
    assert sentence in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "a Writer document"),
        ({"[Content_Types].xml": "", "word/document.xml": ""}, "a Word document"),
        ({"Index/Document.iwa": ""}, "a Numbers document"),
        ({"[Content_Types].xml": "", "ppt/presentation.xml": ""}, "a PowerPoint presentation"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, parts: dict[str, str], what: str) -> None:
    with pytest.raises(UserError, match="not a workbook") as caught:
        recognise(document(tmp_path / "file.xlsx", parts))
    assert what in caught.value.message


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"a.csv": "id", "b.csv": "id"}, "holds 2 files"),
        ({"folder/": ""}, "holds no file"),
        ({"__MACOSX/._a.csv": "x", ".DS_Store": "y"}, "holds no file"),
    ],
)
def test_a_zip_with_more_or_less_than_one_file_is_refused(
    tmp_path: Path, parts: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        recognise(document(tmp_path / "export.zip", parts))


def test_a_missing_file_is_told_with_its_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        recognise(tmp_path / "gone.csv")
    assert caught.value.message == f"There is no file ‘gone.csv’ in {tmp_path}."


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        recognise(tmp_path)
    assert caught.value.message == f"‘{tmp_path.name}’ is a folder, not a file."


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "locked.csv"
    path.write_text("id\n1\n")
    path.chmod(0)
    with pytest.raises(UserError, match=r"‘locked\.csv’ may not be opened"):
        recognise(path)
