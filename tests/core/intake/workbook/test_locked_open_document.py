"""The files beside were written by LibreOffice 7.4: as it protects now, and as ODF 1.1 did."""

import hashlib
import shutil
import zlib
from base64 import b64encode
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.errors import LockedError, UserError
from core.intake.access import NO_PASSWORDS, Access
from core.intake.reading import read
from core.intake.recognise import Form, recognise
from core.intake.workbook.locked_open_document import decrypted_open_document
from core.progress import Progress
from core.settings import Source
from core.tables.sources import SourceTable
from tests.corpus.locked_books import PASSWORD

MEDIA = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = "META-INF/manifest.xml"
SALT, VECTOR = bytes(range(16)), bytes(range(12))
WHOLE = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0">
<manifest:file-entry manifest:full-path="encrypted-package" manifest:media-type="{media}">
<manifest:encryption-data>
<manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"
 manifest:initialisation-vector="{vector}"/>
<manifest:start-key-generation manifest:key-size="32"
 manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/>
<manifest:key-derivation manifest:key-size="32" manifest:salt="{salt}"
 manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id"
 loext:argon2-iterations="3" loext:argon2-memory="{kib}" loext:argon2-lanes="4"/>
</manifest:encryption-data></manifest:file-entry></manifest:manifest>
"""


@pytest.fixture
def here(checkout: Path) -> Path:
    return checkout / "tests" / "core" / "intake" / "workbook" / "locked"


def encrypted_whole(path: Path, plain: bytes, kib: int = 1024) -> Path:
    """Protect a package as LibreOffice does since version 24.8."""
    start = hashlib.sha256(PASSWORD.encode()).digest()
    key = Argon2id(salt=SALT, length=32, iterations=3, lanes=4, memory_cost=1024).derive(start)
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush()
    texts = {"vector": b64encode(VECTOR).decode(), "salt": b64encode(SALT).decode()}
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", MEDIA)
        archive.writestr("encrypted-package", VECTOR + AESGCM(key).encrypt(VECTOR, packed, None))
        archive.writestr(MANIFEST, WHOLE.format(media=MEDIA, kib=kib, **texts))
    return path


@pytest.fixture
def modern(here: Path, tmp_path: Path) -> Path:
    old = here / "aes.ods"
    plain = decrypted_open_document(old, str(old), opening(old))
    return encrypted_whole(tmp_path / "modern.ods", plain.getvalue())


def opening(path: Path, password: str = PASSWORD) -> Access:
    return Access({str(path): password})


def read_with(path: Path, access: Access) -> SourceTable:
    return read(Source(str(path)), Progress(), access)


def changed(path: Path, found: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Write a package anew with one part changed."""
    with ZipFile(found) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return path


def assert_is_the_company(table: SourceTable) -> None:
    assert table.receipt.accepted == 60
    assert table.table["Customer ID"].tolist() == [f"C{place:03}" for place in range(60)]
    assert table.table["CLTV"].tolist() == [place * 13 % 500 for place in range(60)]


@pytest.mark.parametrize("name", ["aes.ods", "blowfish.ods"])
def test_a_protected_spreadsheet_is_read_with_its_password(here: Path, name: str) -> None:
    path = here / name
    assert recognise(path) is Form.LOCKED_BOOK
    assert_is_the_company(read_with(path, opening(path)))


def test_one_that_is_encrypted_as_a_whole_is_read_too(modern: Path) -> None:
    assert recognise(modern) is Form.LOCKED_BOOK
    assert_is_the_company(read_with(modern, opening(modern)))


def test_without_a_password_it_is_asked_for(here: Path) -> None:
    path = here / "aes.ods"
    with pytest.raises(LockedError, match="is protected with a password") as told:
        read_with(path, NO_PASSWORDS)
    assert told.value.locked == str(path)


@pytest.mark.parametrize("name", ["aes.ods", "blowfish.ods", "modern"])
def test_a_wrong_password_is_told(here: Path, modern: Path, name: str) -> None:
    path = modern if name == "modern" else here / name
    with pytest.raises(LockedError, match="does not open"):
        read_with(path, opening(path, "battery staple"))


def test_a_protected_binary_workbook_is_read_from_its_beginning(real_data: Path) -> None:
    path = real_data / "file_zoo" / "calamine" / "tests" / "pass_protected.xlsb"
    assert read_with(path, opening(path, "1234")).receipt.rows_in == 4


def test_in_a_zip_it_is_opened_as_well(here: Path, tmp_path: Path) -> None:
    path = tmp_path / "sent.zip"
    with ZipFile(path, "w") as archive:
        archive.write(here / "aes.ods", "aes.ods")
    assert_is_the_company(read_with(path, opening(path)))


def test_one_that_asks_for_hours_of_work_is_refused(here: Path, tmp_path: Path) -> None:
    slow = changed(
        tmp_path / "slow.ods",
        here / "aes.ods",
        MANIFEST,
        lambda text: text.replace(b'iteration-count="100000"', b'iteration-count="2000000000"'),
    )
    large = encrypted_whole(tmp_path / "large.ods", b"", kib=1 << 30)
    for path in (slow, large):
        with pytest.raises(UserError, match="parts that no ordinary workbook has"):
            read_with(path, opening(path))


def test_a_way_that_is_not_known_is_told(here: Path, tmp_path: Path) -> None:
    path = changed(
        tmp_path / "new.ods",
        here / "aes.ods",
        MANIFEST,
        lambda text: text.replace(b"xmlenc#aes256-cbc", b"xmlenc#kuznyechik"),
    )
    with pytest.raises(UserError, match="in a way that cannot be opened here"):
        read_with(path, opening(path))


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("content.xml", lambda content: content[:-5]),
        ("content.xml", lambda _content: b""),
        (MANIFEST, lambda text: text.replace(b"salt=", b"pepper=")),
        (MANIFEST, lambda text: text.replace(b'"content.xml"', b'"contents.xml"')),
        (MANIFEST, lambda text: text.replace(b'key-size="32"', b'key-size="31"')),
        (MANIFEST, lambda text: text[:-20]),
    ],
)
def test_one_that_is_damaged_is_refused_by_name(
    here: Path, tmp_path: Path, part: str, change: Callable[[bytes], bytes]
) -> None:
    path = changed(tmp_path / "torn.ods", here / "aes.ods", part, change)
    with pytest.raises(UserError, match=r"torn\.ods"):
        read_with(path, opening(path))


def test_what_is_decrypted_stays_in_memory(here: Path, tmp_path: Path) -> None:
    path = tmp_path / "aes.ods"
    shutil.copy(here / "aes.ods", path)
    found = decrypted_open_document(path, str(path), opening(path))
    assert isinstance(found, BytesIO)
    assert b"C059" in ZipFile(found).read("content.xml")
    assert list(tmp_path.iterdir()) == [path]
