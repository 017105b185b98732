"""Names that stand for customers, and lead back to them only with a secret."""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Sequence

from core.errors import UserError

SHORTEST_SECRET = 32
"""Characters; ids can be guessed, so a secret that can be guessed too would hide nothing."""

BYTES = 15
"""Bytes of a pseudonym: 120 bits, so that no two of a million customers share one."""


def pseudonyms(ids: Sequence[str], secret: str) -> list[str]:
    """Return a pseudonym for each id: 24 letters and digits.

    The same id and secret give the same pseudonym, in every list. It is the beginning of
    HMAC-SHA-256 (Bellare, Canetti and Krawczyk, 1996, Keying Hash Functions for Message
    Authentication) in base 32. Without the secret nobody can find the pseudonym of an id.

    Raises
    ------
    UserError
        If the secret is too short.
    """
    if len(secret) < SHORTEST_SECRET:
        raise UserError(
            f"The secret has {len(secret)} characters, and could be guessed.",
            f"Use a random one of {SHORTEST_SECRET} characters or more.",
        )
    keyed = hmac.new(secret.encode("utf-8"), digestmod=hashlib.sha256)
    return [_pseudonym(keyed, name) for name in ids]


def _pseudonym(keyed: hmac.HMAC, name: str) -> str:
    one = keyed.copy()
    one.update(name.encode("utf-8", "surrogatepass"))
    return b32encode(one.digest()[:BYTES]).decode("ascii")
