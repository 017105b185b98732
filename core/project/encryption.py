"""A password-protected file: scrypt makes the key, AES-256-GCM seals one chunk after the other.

Each chunk is sealed with the whole header as associated data, under a nonce of random prefix,
place and whether it is the last one: the STREAM construction of Hoang, Reyhanitabar, Rogaway and
Vizár (2015), "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance". So a chunk
that is changed, left out, repeated, moved or taken from another file is refused.
"""

import os
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from core.errors import UserError

MAGIC = b"NONAGON\x1a"
CHUNK = 1 << 20
TAG = 16
COST = 17
"""Binary logarithm of scrypt's cost: 128 MiB and some tenths of a second for each password."""

LARGEST_COST = 20
BLOCK, PARALLEL = 8, 1

_HEADER = struct.Struct(">8sBBBBI16s7sQ")
_FORMAT = 1
_DAMAGED_HINT = "Open an earlier version: File > Versions."


class WrongPasswordError(UserError):
    """The password does not open the file."""


@dataclass(frozen=True)
class _Header:
    """What is needed to make the key and the nonces; all of it is authenticated.

    ``size`` is the number of bytes before encryption.
    """

    cost: int
    salt: bytes
    prefix: bytes
    size: int

    def packed(self) -> bytes:
        fixed = MAGIC, _FORMAT, self.cost, BLOCK, PARALLEL, CHUNK
        return _HEADER.pack(*fixed, self.salt, self.prefix, self.size)

    def cipher(self, password: str) -> AESGCM:
        text = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
        scrypt = Scrypt(self.salt, 32, 2**self.cost, BLOCK, PARALLEL)
        return AESGCM(scrypt.derive(text))

    def nonces(self) -> Iterator[bytes]:
        """Give the nonce of each chunk; only the last one ends in 1."""
        last = self.chunks - 1
        for place in range(self.chunks):
            yield self.prefix + place.to_bytes(4, "big") + bytes([place == last])

    @property
    def chunks(self) -> int:
        return max(-(-self.size // CHUNK), 1)


def is_sealed(path: Path) -> bool:
    """Tell whether a file starts as one that is protected by a password."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def seal(plain: Path, sealed: Path, password: str, cost: int = COST) -> None:
    """Write a file protected by a password.

    Parameters
    ----------
    plain, sealed
        What is read, and what is written.
    password
        Any text.
    cost
        Binary logarithm of scrypt's cost.
    """
    header = _Header(cost, os.urandom(16), os.urandom(7), plain.stat().st_size)
    packed, cipher = header.packed(), header.cipher(password)
    with plain.open("rb") as source, sealed.open("wb") as target:
        target.write(packed)
        for nonce in header.nonces():
            target.write(cipher.encrypt(nonce, source.read(CHUNK), packed))


def unseal(sealed: Path, plain: Path, password: str) -> None:
    """Write what a password-protected file holds.

    Raises
    ------
    WrongPasswordError
        If the password does not open it.
    UserError
        If any byte is not as it was written.
    """
    with sealed.open("rb") as source, plain.open("wb") as target:
        header = _header(source, sealed)
        packed, cipher = header.packed(), header.cipher(password)
        for place, nonce in enumerate(header.nonces()):
            chunk = source.read(CHUNK + TAG)
            try:
                target.write(cipher.decrypt(nonce, chunk, packed))
            except (InvalidTag, ValueError) as error:
                raise _refused(sealed, place) from error


def _header(source: BinaryIO, path: Path) -> _Header:
    """Read the header; the size of the file has to be the one that it speaks of."""
    packed = source.read(_HEADER.size)
    if len(packed) < _HEADER.size:
        raise _refused(path, 1)
    magic, *fixed, salt, prefix, size = _HEADER.unpack(packed)
    number, cost = fixed[:2]
    if magic == MAGIC and number > _FORMAT:
        message = f"‘{path.name}’ is protected in a way that this version does not know."
        raise UserError(message, "Open it with the version of Nonagon that saved it, or newer.")
    header = _Header(cost, salt, prefix, size)
    whole = _HEADER.size + size + TAG * header.chunks
    known = header.packed() == packed and 1 <= cost <= LARGEST_COST
    if not known or path.stat().st_size != whole:
        raise _refused(path, 1)
    return header


def _refused(path: Path, place: int) -> UserError:
    if place == 0:
        return WrongPasswordError(
            f"The password does not open ‘{path.name}’.",
            "Look at Caps Lock and the language of the keyboard, and try again.",
        )
    return UserError(f"‘{path.name}’ is damaged: it is not as it was saved.", _DAMAGED_HINT)
