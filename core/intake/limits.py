"""What a file may hold before it is refused, all in one place.

The limits are far above what ordinary workbooks need and far below what harms a laptop.
"""

MOST_PARTS = 20_000
"""Files inside a package."""

MOST_UNPACKED = 2 << 30
"""Bytes that a package may unpack to."""

SMALL_PART, MOST_RATIO = 50 << 20, 200
"""A part of more bytes than that may not unpack to more than so many times its packed size."""

MOST_MARKUP = 64 << 20
"""Bytes of a part that is held in memory as a whole, such as the list of styles."""

MOST_CONTENT = 512 << 20
"""Bytes of a part with cells that is held in memory as a whole: of .xlsb and .ods."""

MOST_IN_A_ROW = 128 << 20
"""Bytes of markup of one row, or of what stands around the rows."""

DEEPEST = 100
"""Markup within markup."""

MOST_CELLS = 50_000_000
"""Cells of a sheet, and cells of the smallest rectangle around a table."""

WIDE, LEAST_FILLED = 1_000, 0.1
"""A sheet with more columns than that has to use so large a share of them."""

MOST_SHEETS = 1_000
"""Sheets of a workbook."""
