"""OpenDocument spreadsheets that are protected with a password, opened in memory.

After OASIS, "Open Document Format for Office Applications", version 1.3, part 2, chapter 3: the
list of parts says of each how it is encrypted. LibreOffice encrypts the whole package as one part
since version 24.8, with the names of its own vocabulary.
"""

import hashlib
import zlib
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.decrepit.ciphers.algorithms import Blowfish
from cryptography.hazmat.decrepit.ciphers.modes import CFB
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from core.errors import UserError
from core.intake.access import Access, locked
from core.intake.limits import MOST_CONTENT, MOST_UNPACKED
from core.intake.workbook.markup import Attributes, attribute, elements
from core.intake.workbook.package import Package, damaged, opened, strange

_MANIFEST, _CONTENT, _MEDIA = "META-INF/manifest.xml", "content.xml", "mimetype"
_WHOLE = "encrypted-package"

_MOST_ROUNDS, _MOST_PASSES, _MOST_KIB, _MOST_LANES = 10_000_000, 100, 1 << 20, 64
"""Work and memory for a key; no ordinary file asks for more."""

_LONGEST_KEY, _BLOCK = 64, 16

_NOT_LOCKED = (
    b'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    b'<file-entry full-path="content.xml" media-type="text/xml"/></manifest>'
)
"""What the list of parts says once they are decrypted."""

_CHECKED = 1024
"""Bytes of a part that its checksum is of."""


@dataclass(frozen=True)
class _Lock:
    """How a part is encrypted: what its list says of the cipher, the key and the checksum."""

    data: Attributes
    algorithm: Attributes
    start_key: Attributes
    derivation: Attributes

    @property
    def cipher(self) -> str:
        return _said(self.algorithm, "algorithm-name").lower()

    @property
    def vector(self) -> bytes:
        return b64decode(_said(self.algorithm, "initialisation-vector"))

    @property
    def checksum(self) -> bytes:
        """Of the first bytes of the part before it was encrypted; b"" where there is none."""
        return b64decode(_said(self.data, "checksum"))

    def fits(self, packed: bytes) -> bool:
        """Whether a part that was decrypted begins as its checksum says, if it has one."""
        modern = "sha256" in _said(self.data, "checksum-type").lower()
        found = (hashlib.sha256 if modern else _sha1)(packed[:_CHECKED]).digest()
        return self.checksum in {b"", found}


class _WrongPasswordError(Exception):
    """The password does not open the part."""


class _UnknownLockError(Exception):
    """The part is encrypted in a way that is not known here."""


def decrypted_open_document(path: Path, known_as: str, access: Access) -> BytesIO:
    """The cells of a protected OpenDocument spreadsheet, as one that is not.

    Parameters
    ----------
    path
        The file.
    known_as
        The path of the source that it belongs to.
    access
        Its password, if the user has given it.

    Raises
    ------
    UserError
        `core.errors.LockedError` if there is no password or a wrong one; another one if the file
        is damaged or protected in an unknown way.
    """
    name, given = path.name, access.passwords.get(known_as)
    if not given:
        raise locked(known_as, Path(known_as).name, wrong=False)
    with opened(path, name) as package:
        try:
            return _opened(package, given)
        except _WrongPasswordError:
            raise locked(known_as, Path(known_as).name, wrong=True) from None
        except (_UnknownLockError, UnsupportedAlgorithm):
            raise UserError(
                f"‘{name}’ is protected in a way that cannot be opened here.",
                "Open it in LibreOffice, save it without a password and try again.",
            ) from None


def _opened(package: Package, password: str) -> BytesIO:
    locks = dict(_locks(package.read(_MANIFEST)))
    if _WHOLE in locks:
        return BytesIO(_part(package, _WHOLE, locks[_WHOLE], password))
    if _CONTENT not in locks:
        raise damaged(package.name, ": it has no content")
    content = _part(package, _CONTENT, locks[_CONTENT], password)
    book = BytesIO()
    with ZipFile(book, "w") as archive:
        archive.writestr(_MEDIA, package.read(_MEDIA))
        archive.writestr(_MANIFEST, _NOT_LOCKED)
        archive.writestr(_CONTENT, content)
    book.seek(0)
    return book


def _locks(manifest: bytes) -> Iterator[tuple[str, _Lock]]:
    """Each encrypted part and how it is encrypted."""
    found: dict[str, dict[str, Attributes]] = {}
    part = ""
    for name, attributes in elements(manifest):
        if name == "file-entry":
            part = _said(attributes, "full-path")
        elif name == "encryption-data" or part in found:
            found.setdefault(part, {})[name] = attributes
    names = ("encryption-data", "algorithm", "start-key-generation", "key-derivation")
    for part, said in found.items():
        yield part, _Lock(*(said.get(name, {}) for name in names))


def _said(attributes: Attributes, name: str) -> str:
    return attribute(attributes, name) or ""


def _part(package: Package, part: str, lock: _Lock, password: str) -> bytes:
    """Decrypt and unpack a part."""
    if part not in package:
        raise damaged(package.name, ": it has no content")
    most = MOST_UNPACKED if part == _WHOLE else MOST_CONTENT
    packed = _deciphered(package.read(part, most), lock, _key(lock, password, package.name))
    if not lock.fits(packed):
        raise _WrongPasswordError
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = unpacker.decompress(packed, most)
    except zlib.error:
        if lock.checksum:
            raise
        raise _WrongPasswordError from None
    if unpacker.unconsumed_tail:
        raise strange(package.name)
    return content


def _key(lock: _Lock, password: str, name: str) -> bytes:
    """Derive the key of a part from the password.

    Raises
    ------
    UserError
        If that would take hours, or more memory than there is.
    """
    modern = "sha256" in _said(lock.start_key, "start-key-generation-name").lower()
    start = (hashlib.sha256 if modern else _sha1)(password.encode("utf-8")).digest()
    said = lock.derivation
    way = _said(said, "key-derivation-name").lower()
    size, salt = int(_said(said, "key-size") or _BLOCK), b64decode(_said(said, "salt"))
    if way.endswith("pbkdf2"):
        rounds = int(_said(said, "iteration-count"))
        if rounds > _MOST_ROUNDS or size > _LONGEST_KEY:
            raise strange(name)
        return hashlib.pbkdf2_hmac("sha1", start, salt, rounds, size)
    if way.endswith("argon2id"):
        work = [int(_said(said, f"argon2-{what}")) for what in ("iterations", "lanes", "memory")]
        most = (_MOST_PASSES, _MOST_LANES, _MOST_KIB, _LONGEST_KEY)
        if any(asked > limit for asked, limit in zip([*work, size], most, strict=True)):
            raise strange(name)
        passes, lanes, kib = work
        maker = Argon2id(salt=salt, length=size, iterations=passes, lanes=lanes, memory_cost=kib)
        return maker.derive(start)
    raise _UnknownLockError


def _deciphered(content: bytes, lock: _Lock, key: bytes) -> bytes:
    """Give a part as it was packed before it was encrypted."""
    if lock.cipher.endswith("-gcm"):
        try:
            # The vector stands in front of the part, too.
            return AESGCM(key).decrypt(lock.vector, content.removeprefix(lock.vector), None)
        except InvalidTag:
            raise _WrongPasswordError from None
    if lock.cipher.endswith("-cbc"):
        reader = Cipher(AES(key), CBC(lock.vector)).decryptor()
        padded = reader.update(content) + reader.finalize()
        return padded[: len(padded) - min(padded[-1], _BLOCK)] if padded else b""
    if "blowfish" in lock.cipher:
        reader = Cipher(Blowfish(key), CFB(lock.vector)).decryptor()
        return reader.update(content) + reader.finalize()
    raise _UnknownLockError


def _sha1(content: bytes) -> "hashlib._Hash":
    return hashlib.sha1(content, usedforsecurity=False)
