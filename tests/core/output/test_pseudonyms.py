import hashlib
import hmac
from base64 import b32encode

import pytest

from core.errors import UserError
from core.output.pseudonyms import pseudonyms

SECRET = "0123456789abcdef" * 2


def test_a_pseudonym_is_the_beginning_of_the_keyed_hash() -> None:
    expected = b32encode(hmac.digest(SECRET.encode(), b"C-1", hashlib.sha256)[:15]).decode()
    assert pseudonyms(["C-1"], SECRET) == [expected]
    assert len(expected) == 24


def test_a_secret_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(UserError, match="could be guessed"):
        pseudonyms(["C-1"], "Jefe")


def test_another_secret_gives_others_and_no_two_ids_share_one() -> None:
    ids = [str(number) for number in range(20_000)]
    first, second = pseudonyms(ids, SECRET), pseudonyms(ids, SECRET[::-1])
    assert len(set(first) | set(second)) == 40_000
