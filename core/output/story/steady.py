"""Office files without a moment of writing in them, and without formulas behind their charts."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import load_workbook

from core.output.archive import LONG_AGO

_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z"


def steady(package: bytes) -> bytes:
    """Return an Office file of the same content, whose bytes depend on that content alone.

    The workbooks behind its charts are written anew, with text as text: the library that made
    them takes a name that begins with ``=`` for a formula.
    """
    written = BytesIO()
    with ZipFile(BytesIO(package)) as source, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = steady(_without_formulas(content))
            part = ZipInfo(name, LONG_AGO)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            archive.writestr(part, _TIMES.sub(_FIXED, content))
    return written.getvalue()


def _without_formulas(workbook: bytes) -> bytes:
    book = load_workbook(BytesIO(workbook))
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                cell.data_type = "s"
            cell.hyperlink = None
    plain = BytesIO()
    book.save(plain)
    return plain.getvalue()
