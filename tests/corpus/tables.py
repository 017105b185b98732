"""Tables of customers made at random, and written in every way that people write them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from hypothesis import strategies as st

HEADER = ("Customer no", "Name", "Date", "Amount", "Pieces")
NAMES = (
    *(
        "Anna",
        "Müller",
        "Groß & Söhne",
        "Łódź",
        "O'Neill",
        "Berg, Hans",
        "a;b",
        "x|y",
        "NA",
        "None",
    ),
    *(
        "#5 Main",
        "=1+1",
        'Restaurant "Sonne"',
        "two\nlines",
        "tab\there",
        "n/a",
        "inf",
        "1E5x",
        "A-77",
    ),
    *("  padded ", "Ωmega", "東京", "e\u0301", "🙂", "\u200bZ", "007 James", "C:\\new", "it''s"),
)


@dataclass(frozen=True)
class Order:
    """One row, as it is meant."""

    customer: str
    name: str
    day: date
    amount: Decimal
    pieces: int

    def typed(self) -> tuple[str, ...]:
        """Give the row as it is written out once it has been read."""
        amount = f"{self.amount.normalize():f}"
        return (self.customer, self.name, str(self.day), amount, str(self.pieces))


@dataclass(frozen=True)
class Writing:
    """How a table is written."""

    delimiter: str
    quote_all: bool
    end: str
    encoding: str
    decimal: str
    thousands: str
    negative: str
    day: str
    unit: str

    def file(self, orders: Sequence[Order], places: Sequence[int] = range(len(HEADER))) -> bytes:
        """Give the bytes of a file with these rows, the columns in some order."""
        lines = [HEADER, *map(self._cells, orders)]
        chosen = [[line[place] for place in places] for line in lines]
        text = "".join(self.delimiter.join(map(self._quoted, line)) + self.end for line in chosen)
        return text.encode(self.encoding)

    def _cells(self, order: Order) -> tuple[str, ...]:
        day = order.day.strftime(self.day)
        pieces = self._number(Decimal(order.pieces), 0)
        return (order.customer, order.name, day, self._number(order.amount, 2) + self.unit, pieces)

    def _number(self, value: Decimal, places: int) -> str:
        plain = f"{abs(value):,.{places}f}".replace(".", "d")
        digits = plain.replace(",", self.thousands)
        return (self.negative if value < 0 else "{}").format(digits.replace("d", self.decimal))

    def _quoted(self, cell: str) -> str:
        special = any(sign in cell for sign in (self.delimiter, '"', "\n", "\r"))
        return '"' + cell.replace('"', '""') + '"' if special or self.quote_all else cell


@st.composite
def orders(draw: st.DrawFn) -> list[Order]:
    """Rows that differ in their customers, whose ids may begin with zeros.

    What comes back has pieces and an amount below 0; otherwise it would be asked about.
    """
    ids = st.sampled_from(("{:05d}", "C-{}", "{}x", "{:013d}"))
    form = draw(ids)
    numbers = draw(st.lists(st.integers(0, 99_999), min_size=2, max_size=25, unique=True))
    names = st.sampled_from(NAMES) | st.text("abcäöüß ", min_size=1, max_size=8).map("N{}".format)
    amounts = [draw(st.decimals(-99_999, 888_888, places=2)) for _number in numbers]
    return [
        Order(
            form.format(number),
            draw(names),
            draw(st.dates(date(1995, 1, 1), date(2029, 12, 31))),
            amount,
            draw(st.integers(-20 if amount < 0 else 0, 3_000)),
        )
        for number, amount in zip(numbers, amounts, strict=True)
    ]


@st.composite
def writings(draw: st.DrawFn) -> Writing:
    """Ways of writing in which no two signs are the same."""
    decimal = draw(st.sampled_from(".,"))
    others = {".": ("", ",", "'", "\u00a0"), ",": ("", ".", " ", "\u202f")}[decimal]
    return Writing(
        delimiter=draw(st.sampled_from(",;\t|")),
        quote_all=draw(st.booleans()),
        end=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        encoding=draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"))),
        decimal=decimal,
        thousands=draw(st.sampled_from(others)),
        negative=draw(st.sampled_from(("-{}", "({})", "{}-", "\u2212{}"))),
        day=draw(
            st.sampled_from(
                ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d")
            )
        ),
        unit=draw(st.sampled_from(("", "", " €", " EUR", "%"))),
    )


@dataclass(frozen=True)
class BookWriting:
    """How a table is written into a workbook; ``inline`` keeps each text in its cell."""

    inline: bool
    from_1904: bool
    day: str
    amount: str
    title: str

    def save(self, orders: Sequence[Order], path: Path) -> Path:
        """Write a workbook with these rows, numbers and days as such."""
        constant = {"constant_memory": True} if self.inline else {}
        options = {"strings_to_formulas": False, "date_1904": self.from_1904, **constant}
        with xlsxwriter.Workbook(path, options) as book:
            sheet = book.add_worksheet()
            formats = [None, None, {"num_format": self.day}, {"num_format": self.amount}, None]
            made = [format_ and book.add_format(format_) for format_ in formats]
            first = 0
            if self.title:
                sheet.write_string(0, 0, self.title)
                first = 2
            for at, name in enumerate(HEADER):
                sheet.write_string(first, at, name)
            for row, order in enumerate(orders, start=first + 1):
                sheet.write_string(row, 0, order.customer)
                sheet.write_string(row, 1, order.name)
                sheet.write_datetime(row, 2, order.day, made[2])
                sheet.write_number(row, 3, float(order.amount), made[3])
                sheet.write_number(row, 4, order.pieces)
        return path


@st.composite
def book_writings(draw: st.DrawFn) -> BookWriting:
    """Ways of writing a workbook."""
    return BookWriting(
        inline=draw(st.booleans()),
        from_1904=draw(st.booleans()),
        day=draw(
            st.sampled_from(("yyyy-mm-dd", "dd.mm.yy", "m/d/yyyy", "d mmmm yyyy", "[$-407]ddd"))
        ),
        amount=draw(
            st.sampled_from(("General", "0.00", '#,##0.00 "€"', "#,##0;[Red]-#,##0", "0.0E+00"))
        ),
        title=draw(st.sampled_from(("", "Orders of all shops"))),
    )
