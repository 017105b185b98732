"""What the bytes of a text tell about its letters."""

import numpy as np

_MOST_UTF8 = 4


def whole_characters(data: bytes) -> int:
    """Bytes of the data up to a UTF-8 character that its end may cut off."""
    for back in range(1, min(_MOST_UTF8, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:  # noqa: PLR2004 - a letter of ASCII
            return len(data)
        if byte >= 0xC0:  # noqa: PLR2004 - the first byte of a character
            size = 2 + (byte >= 0xE0) + (byte >= 0xF0)  # noqa: PLR2004 - of three, of four
            return len(data) - back if back < size else len(data)
    return len(data)


def is_utf8(word: bytes) -> bool:
    """Whether some bytes are UTF-8."""
    try:
        word.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_ascii(piece: bytes) -> bool:
    """Tell what `bytes.isascii` does, while other threads go on."""
    return not piece or int(np.frombuffer(piece, np.uint8).max()) < 0x80  # noqa: PLR2004 - ASCII


def has_zero(piece: bytes) -> bool:
    """Whether some byte is zero, found out while other threads go on."""
    return bool(piece) and int(np.frombuffer(piece, np.uint8).min()) == 0
