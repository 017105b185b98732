"""Workbooks that are protected with a password."""

from io import BytesIO
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from tests.corpus.made_books import one_sheet

PASSWORD = "correct horse"
_BLOCK = 4096


def locked_book(path: Path) -> Path:
    """Write a workbook of customers that opens with `PASSWORD`."""
    rows = [[f"C{place:03}", place % 9, place * 7 % 90, place * 13 % 500] for place in range(60)]
    one_sheet([["Customer ID", "Satisfaction", "Cost", "CLTV"], *rows]).write(path)
    plain = path.read_bytes()
    padded = plain + bytes(_BLOCK - len(plain) % _BLOCK)  # the library cuts off short files
    with path.open("wb") as file:
        OOXMLFile(BytesIO(padded)).encrypt(PASSWORD, file)
    return path
