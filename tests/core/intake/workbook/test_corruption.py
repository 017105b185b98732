"""What other readers make of awkward cells is never what is made of them here.

Each case is one that some widespread reader changes without a word. Here each is exact, asked
about, or named with its place.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.settings import ReadAs, Recipe, Role
from core.tables.sources import ColumnType, SourceTable
from tests.corpus.bad_files import Reader, raw_column
from tests.corpus.made_books import (
    LINKS_STRICT,
    MAIN,
    MAIN_STRICT,
    Book,
    Cell,
    Sheet,
    error,
    one_sheet,
    rows_xml,
    truth,
)

DAY = "yyyy\\-mm\\-dd"
CLOCK, ELAPSED = "h:mm", "[h]:mm"
Rows = list[list[object]]


def type_of(table: SourceTable, name: str) -> ColumnType:
    return next(column.type for column in table.columns if column.name == name)


def told(table: SourceTable) -> str:
    return "\n".join(table.notes)


@pytest.mark.parametrize(
    ("cells", "formats", "expected"),
    [
        (["000123", "000456"], (), ["000123", "000456"]),
        ([*range(1500), "A-77", "0099"], (), [*map(str, range(1500)), "A-77", "0099"]),
        ([4006381333931, None, 4006381333948], (), ["4006381333931", "", "4006381333948"]),
        (["NA", "None", "nan", "N/A", "null"], (), ["NA", "None", "nan", "N/A", "null"]),
        ([truth(True), truth(False), None, 1], (), ["TRUE", "FALSE", "", "1"]),
        ([Cell("0.30000000000000004"), Cell("1.23E+3")], (), ["0.30000000000000004", "1230"]),
        ([Cell("9007199254740993"), Cell("12345678901234567890")], (), None),
        ([Cell("2024-03-04T00:00:00", kind="d"), Cell("2024-03-05", kind="d")], (), None),
        (["a_x000D_b", "_x0041_", "_x005F_x000D_"], (), ["a\rb", "A", "_x000D_"]),
        (["  lead", "trail ", " \t"], (), ["  lead", "trail ", " \t"]),
        (["=1+1", "+49 170", "-5", "@x"], (), ["=1+1", "+49 170", "-5", "@x"]),
        (["a\tb", "a\nb", "&lt;&amp;"], (), ["a\tb", "a\nb", "&lt;&amp;"]),
        ([Cell("1.5", 1), Cell("25.25", 1)], (ELAPSED,), ["36:00:00", "606:00:00"]),
        ([Cell("0.75", 1), Cell("0", 1)], (CLOCK,), ["18:00:00", "00:00:00"]),
        ([Cell("45352.25", 1)], (CLOCK,), ["2024-03-01 06:00:00"]),
        ([Cell("2958465", 1), Cell("1", 1)], (DAY,), ["9999-12-31", "1900-01-01"]),
        ([Cell("59", 1), Cell("60", 1), Cell("61", 1)], (DAY,), None),
        ([Cell("45352", 1), Cell("45353", 1)], ("0\\d",), ["45352", "45353"]),
        ([Cell("45352", 1), Cell("45353", 1)], ('"Mo"0',), ["45352", "45353"]),
        ([Cell("NaN"), Cell("1e999"), Cell("INF")], (), ["NaN", "1e999", "INF"]),
        ([Cell("1", kind="b"), Cell("true", kind="b"), Cell("7", kind="b")], (), None),
    ],
)
def test_cells_come_through_exactly(
    tmp_path: Path,
    read_file: Reader,
    cells: list[object],
    formats: tuple[str, ...],
    expected: list[str] | None,
) -> None:
    rows: Rows = [["k", "v"], *([f"k{place}", cell] for place, cell in enumerate(cells))]
    table = read_file(one_sheet(rows, formats).write(tmp_path / "book.xlsx"))
    literal = [cell.value if isinstance(cell, Cell) else cell for cell in cells]
    named = {
        ("9007199254740993", "12345678901234567890"): literal,
        ("2024-03-04T00:00:00", "2024-03-05"): ["2024-03-04", "2024-03-05"],
        ("59", "60", "61"): ["1900-02-28", "1900-02-29", "1900-03-01"],
        ("1", "true", "7"): ["TRUE", "TRUE", "7"],
    }
    assert raw_column(table, "v") == (expected or named[tuple(map(str, literal))])


def test_a_number_shown_with_zeros_is_asked_about_where_it_names_a_customer(
    tmp_path: Path, read_file: Reader
) -> None:
    rows: Rows = [["Customer no", "Score"], [Cell("123", 1), 4], [Cell("7", 1), 5]]
    path = one_sheet(rows, ["000000"]).write(tmp_path / "customers.xlsx")
    table = read_file(path)
    (question,) = table.questions
    assert question.text == (
        "Is 123 in ‘Customer no’ the same as 000123, which the workbook shows?"
    )
    assert (table.receipt.waiting, table.receipt.accepted) == (2, 0)
    shown, stored = (choice.recipe for choice in question.choices)
    assert read_file(path, shown).table["Customer no"].tolist() == ["000123", "000007"]
    assert read_file(path, stored).table["Customer no"].tolist() == ["123", "7"]
    assert not read_file(path, shown).questions
    assert "‘Customer no’: 123 is shown as 000123 (A2 and A3)" in told(table)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("00000", "1067", "01067"),
        ('"K-"0000', "12", "K-0012"),
        ("000\\-00\\-0000", "123456789", "123-45-6789"),
        ("000-00", "-12", "-000-12"),
        ("00", "12345", "12345"),
    ],
)
def test_what_a_format_adds_is_offered_where_nobody_is_named(
    tmp_path: Path, read_file: Reader, code: str, value: str, shown: str
) -> None:
    rows: Rows = [["Customer no", "Area"], ["a", Cell(value, 1)], ["b", Cell(value, 1)]]
    path = one_sheet(rows, [code]).write(tmp_path / "customers.xlsx")
    table = read_file(path)
    (offer,) = [offer for offer in table.offers if "is shown as" in offer.text]
    assert offer.text.startswith(f"{value} in ‘Area’ is shown as {shown};")
    assert read_file(path, offer.choice.recipe).table["Area"].tolist() == [shown, shown]


def test_error_cells_are_not_empty(tmp_path: Path, read_file: Reader) -> None:
    errors = ["#N/A", "#DIV/0!", "#REF!", "#SPILL!", "#FIELD!"]
    rows: Rows = [["k", "v"], *([f"k{text}", error(text)] for text in errors), ["x", "#N/A"]]
    table = read_file(one_sheet(rows).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "v") == [*errors, "#N/A"]
    assert "5 cells hold errors: #N/A in B2, #DIV/0! in B3 and 3 more." in told(table)


def test_an_error_among_numbers_is_asked_about(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["k", "v"], *([f"k{place}", place] for place in range(40)), ["x", error("#N/A")]]
    table = read_file(one_sheet(rows).write(tmp_path / "b.xlsx"))
    assert "‘#N/A’" in table.questions[0].text
    assert table.receipt.waiting == 1


def test_formulas_without_a_result_are_told_and_not_empty(
    tmp_path: Path, read_file: Reader
) -> None:
    rows: Rows = [
        ["k", "v"],
        ["a", Cell(None, formula="B9*2")],
        ["b", Cell("30", formula="SUM(B2:B3)")],
        ["c", Cell("xy", kind="str", formula='"x"&"y"')],
        ["d", Cell("", formula="B9*3")],
        ["e", Cell("", kind="str", formula='""')],
        ["f", Cell(None, kind="str", formula="A2")],
    ]
    table = read_file(one_sheet(rows).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "v") == ["=B9*2", "30", "xy", "=B9*3", "", "=A2"]
    assert "3 formulas have no result (B2, B5 and B7)" in told(table)


def test_merged_cells_are_told_and_not_spread(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["region", "v"], ["North", 1], [None, 2], ["South", 3], [None, 4]]
    after = '<mergeCells count="2"><mergeCell ref="A2:A3"/><mergeCell ref="A4:A5"/></mergeCells>'
    table = read_file(one_sheet(rows, after=after).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "region") == ["North", "", "South", ""]
    assert "2 areas are merged (A2:A3 and A4:A5); only the first cell" in told(table)


def test_a_hidden_sheet_is_not_read_and_told(tmp_path: Path, read_file: Reader) -> None:
    old, new = (rows_xml([["id", "v"], [1, text]]) for text in ("old", "new"))
    book = Book((Sheet(old, name="Before", state="veryHidden"), Sheet(new, name="Now")))
    table = read_file(book.write(tmp_path / "b.xlsx"))
    assert table.table["v"].tolist() == ["new"]
    assert "b.xlsx: ‘Before’ is hidden and not read." in table.notes


def test_hidden_rows_and_columns_are_read_and_told(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["id", "v"], *([f"c{place}", place] for place in range(2, 9))]
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    sheet = Sheet(rows_xml(rows, hidden=(3, 4, 5, 8)), before=columns)
    table = read_file(Book((sheet,)).write(tmp_path / "b.xlsx"))
    assert table.receipt.accepted == 7
    assert "rows 3 to 5 and 8 are hidden, and read like all others." in told(table)
    assert "the column is hidden but read: ‘v’." in told(table)


def test_per_cents_are_read_as_stored_and_told(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["k", "Rate"], ["a", Cell("0.12", 1)], ["b", Cell("0.055", 1)]]
    table = read_file(one_sheet(rows, ["0%"]).write(tmp_path / "b.xlsx"))
    assert table.table["Rate"].tolist() == [0.12, 0.055]
    assert "‘Rate’: 0.12 is shown as 12 % (B2 and B3); it is read as it is stored." in told(table)


def test_a_per_cent_written_as_text_beside_stored_ones_is_asked_about(
    tmp_path: Path, read_file: Reader
) -> None:
    cells: Rows = [[f"k{place}", Cell("0.12", 1)] for place in range(40)]
    rows: Rows = [["k", "Rate"], *cells, ["x", "12%"]]
    table = read_file(one_sheet(rows, ["0%"]).write(tmp_path / "b.xlsx"))
    assert table.receipt.waiting == 1
    assert "‘12%’ in ‘Rate’" in table.questions[0].text


@pytest.mark.parametrize(("code", "how"), [("0.0,", "in thousands or millions"), (";;;", "not at")])
def test_numbers_shown_in_another_size_or_not_at_all_are_told(
    tmp_path: Path, read_file: Reader, code: str, how: str
) -> None:
    rows: Rows = [["k", "v"], ["a", Cell("1200000", 1)], ["b", 3]]
    table = read_file(one_sheet(rows, [code]).write(tmp_path / "b.xlsx"))
    assert table.table["v"].tolist() == [1_200_000, 3]
    assert f"‘v’: 1200000 is shown {how}" in told(table)


def test_serials_among_dates_are_asked_about(tmp_path: Path, read_file: Reader) -> None:
    dates: Rows = [[f"k{place}", Cell(str(45000 + place), 1)] for place in range(4)]
    rows: Rows = [["k", "Date"], *dates, ["x", "2024-03-01"], ["y", 45352]]
    path = one_sheet(rows, [DAY]).write(tmp_path / "b.xlsx")
    table = read_file(path)
    (question,) = table.questions
    assert question.text == "Is 45352 in ‘Date’ 1 March 2024, as a spreadsheet counts days?"
    assert table.receipt.waiting == 1
    days = read_file(path, question.choices[0].recipe)
    assert days.table["Date"].iloc[-1] == datetime(2024, 3, 1)
    assert type_of(days, "Date") is ColumnType.DATE
    numbers = read_file(path, question.choices[1].recipe)
    assert "which is read as numbers" in numbers.questions[0].text


def test_a_column_of_serials_under_the_name_of_a_date_is_asked_about(
    tmp_path: Path, read_file: Reader
) -> None:
    rows: Rows = [["Customer no", "Datum", "Betrag"], *([f"k{n}", 45352 + n, n] for n in range(9))]
    path = one_sheet(rows).write(tmp_path / "orders.xlsx")
    (question,) = read_file(path).questions
    assert question.text == "Is 45352 in ‘Datum’ 1 March 2024, as a spreadsheet counts days?"
    days = read_file(path, question.choices[0].recipe)
    assert days.table["Datum"].iloc[0] == datetime(2024, 3, 1)
    assert days.column_with(Role.DATE) == "Datum"
    assert read_file(path, question.choices[1].recipe).table["Datum"].iloc[0] == 45352
    assert read_file(path, question.choices[2].recipe).table["Datum"].iloc[0] == "45352"


def test_serials_of_a_text_file_are_asked_about_too(read_text: Reader) -> None:
    rows = "".join(f"k{place},{45352 + place},{place}\n" for place in range(9))
    (question,) = read_text(f"Customer no,Datum,Betrag\n{rows}", name="orders.csv").questions
    assert [choice.label for choice in question.choices] == [
        "1 March 2024, days since 1900",
        "2 March 2028, days since 1904",
        "A number",
        "Keep the column as text",
    ]
    assert question.proofs[0][2][:3] == ("1 March 2024", "2 March 2028", "45352")
    assert question.text == "Is 45352 in ‘Datum’ 1 March 2024, as a spreadsheet counts days?"


def test_serials_count_from_1904_where_the_workbook_does(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["k", "Date"], ["a", Cell("43890", 1)], ["b", Cell("0", 1)], ["c", 43890]]
    book = Book((Sheet(rows_xml(rows)),), [DAY], from_1904=True)
    path = book.write(tmp_path / "b.xlsx")
    table = read_file(path)
    assert raw_column(table, "Date") == ["2024-03-01", "1904-01-01", "43890"]
    assert "Is 43890 in ‘Date’ 1 March 2024" in table.questions[0].text
    assert any("counts its days from 1904" in note for note in table.notes)
    days = read_file(path, Recipe(types=(("Date", ReadAs.DATE),)))
    assert days.table["Date"].iloc[2] == datetime(2024, 3, 1)


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("-1", "-1"), ("2958466", "2958466"), ("60", "1900-02-29"), ("0", "1900-01-00")],
)
def test_a_day_that_there_is_not_is_asked_about(
    tmp_path: Path, read_file: Reader, serial: str, shown: str
) -> None:
    dates: Rows = [[f"k{place}", Cell(str(45000 + place), 1)] for place in range(40)]
    rows: Rows = [["Customer no", "Date"], *dates, ["x", Cell(serial, 1)]]
    table = read_file(one_sheet(rows, [DAY]).write(tmp_path / "orders.xlsx"))
    (question,) = table.questions
    assert f"‘{shown}’ in ‘Date’" in question.text
    assert table.receipt.waiting == 1


def test_long_numbers_are_exact_and_told(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["EAN", "v"], [Cell("9007199254740993"), 1], [Cell("1234567890123450"), 2]]
    table = read_file(one_sheet(rows).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "EAN") == ["9007199254740993", "1234567890123450"]
    assert "‘EAN’: 2 numbers have more than 15 digits" in told(table)
    assert "(A2 and A3)" in told(table)


def test_numbers_stored_as_text_are_told(tmp_path: Path, read_file: Reader) -> None:
    numbers: Rows = [[f"k{place}", place + 0.5] for place in range(40)]
    rows: Rows = [["k", "v"], *numbers, ["x", "100"]]
    table = read_file(one_sheet(rows).write(tmp_path / "b.xlsx"))
    assert table.table["v"].iloc[-1] == 100
    assert "‘v’: 1 number is stored as text (B42)." in told(table)


def test_rows_out_of_order_are_put_in_order(tmp_path: Path, read_file: Reader) -> None:
    head, *body = (
        rows_xml([row], first)
        for first, row in enumerate([["id", "v"], ["a", 20], ["b", 30], ["c", 40]], start=1)
    )
    path = Book((Sheet(head + "".join(reversed(body))),)).write(tmp_path / "b.xlsx")
    table = read_file(path)
    assert table.table["v"].tolist() == [20, 30, 40]
    assert table.table.index.tolist() == [2, 3, 4]


def test_of_two_cells_in_one_place_the_last_one_counts_and_is_told(
    tmp_path: Path, read_file: Reader
) -> None:
    twice = '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>5</v></c><c r="A2"><v>2</v></c></row>'
    sheet = Sheet(rows_xml([["id", "v"]]) + twice)
    table = read_file(Book((sheet,)).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "id") == ["2"]
    assert "‘id’: A2 stands twice; the last one counts." in told(table)


@pytest.mark.parametrize("area", ["A1", "A1:B2", "A1:XFD1048576", "nonsense"])
def test_what_a_sheet_says_of_its_size_is_not_believed(
    tmp_path: Path, read_file: Reader, area: str
) -> None:
    rows: Rows = [["id", "v", "w"], [1, 2, 3], [4, 5, 6], [7, 8, 9]]
    book = one_sheet(rows, before=f'<dimension ref="{area}"/>')
    table = read_file(book.write(tmp_path / "b.xlsx"))
    assert table.table["w"].tolist() == [3, 6, 9]


def test_the_strict_form_is_read(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["id", "d"], ["a", Cell("2024-03-04T00:00:00", 1, "d")]]
    book = replace(one_sheet(rows, [DAY]), main=MAIN_STRICT, links=LINKS_STRICT)
    table = read_file(book.write(tmp_path / "b.xlsx"))
    assert table.table["d"].tolist() == [datetime(2024, 3, 4)]


def test_a_table_away_from_the_corner_keeps_its_places(tmp_path: Path, read_file: Reader) -> None:
    book = Book((Sheet(rows_xml([["id", "v"], ["a", 1], ["b", error("#N/A")]], 4, 2)),))
    table = read_file(book.write(tmp_path / "b.xlsx"))
    assert [column.name for column in table.columns] == ["id", "v"]
    assert table.table.index.tolist() == [5, 6]
    assert "#N/A in D6" in told(table)


def test_cells_without_places_follow_one_another(tmp_path: Path, read_file: Reader) -> None:
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    head = f"<row>{text.format('id')}{text.format('v')}</row>"
    data = f"{head}<row><c><v>1</v></c><c><v>2</v></c></row><row r='9'><c><v>3</v></c></row>"
    table = read_file(Book((Sheet(data),)).write(tmp_path / "b.xlsx"))
    assert raw_column(table, "id") == ["1", *[""] * 6, "3"]
    assert table.table.index.tolist() == [2, 9]


def test_texts_in_every_legal_markup_say_the_same(tmp_path: Path, read_file: Reader) -> None:
    forms = {
        "plain": '<c r="{}" t="inlineStr"><is><t>a&lt;b</t></is></c>',
        "other sign": '<c r="{}" t="inlineStr"><is><t>a&#60;b</t></is></c>',
        "raw": '<c r="{}" t="str"><v><![CDATA[a<b]]></v></c>',
        "runs": '<c r="{}" t="inlineStr"><is><r><t>a</t></r><r><t>&lt;b</t></r></is></c>',
        "spoken": '<c r="{}" t="inlineStr"><is><t>a&lt;b</t><rPh><t>x</t></rPh></is></c>',
        "attributes": "<c t='inlineStr'  r='{}' ><is ><t >a&lt;b</t ></is></c>",
        "remark": '<c r="{}" t="inlineStr"><!-- </row> --><is><t>a&lt;b</t></is></c>',
        "formula": '<c r="{}" t="str"><f aca="1">A1</f><v>a&lt;b</v></c>',
    }
    for name, form in forms.items():
        row = f'<row r="2">{form.format("A2")}</row>'
        table = read_file(
            Book((Sheet(rows_xml([["id"]]) + row + rows_xml([["z"]], 3)),)).write(
                tmp_path / "b.xlsx"
            )
        )
        assert raw_column(table, "id") == ["a<b", "z"], name


def test_shared_texts_keep_their_meaning(tmp_path: Path, read_file: Reader) -> None:
    strings = (
        f'<sst xmlns="{MAIN}" count="99" uniqueCount="4000000000"><si><t>h</t></si>'
        '<si><r><t>Rich</t></r><r><rPr><b/></rPr><t xml:space="preserve"> Text</t></r></si>'
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si><t>a_x000D_b</t></si>"
        '<si><t xml:space="preserve">  lead </t></si><si><t>  no space  </t></si><si/></sst>'
    )
    rows: Rows = [[Cell(str(number), kind="s")] for number in range(7)]
    path = Book((Sheet(rows_xml(rows)),), strings=strings).write(tmp_path / "b.xlsx")
    table = read_file(path)
    expected = ["Rich Text", "東京", "a\rb", "  lead ", "no space", ""]
    assert raw_column(table, "h") == expected


def test_prefixed_markup_is_read(tmp_path: Path, read_file: Reader) -> None:
    data = (
        '<x:row r="1"><x:c r="A1" t="str"><x:v>id</x:v></x:c></x:row>'
        '<x:row r="2"><x:c r="A2" t="str"><x:v>7</x:v></x:c></x:row>'
    )
    part = (
        f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}"><x:sheetData>{data}</x:sheetData>'
        "</x:worksheet>"
    )
    book = replace(one_sheet([["id"]]), parts={"xl/worksheets/sheet1.xml": part})
    assert raw_column(read_file(book.write(tmp_path / "b.xlsx")), "id") == ["7"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "iso-8859-1", "utf-8-sig"])
def test_parts_in_other_encodings_are_read(
    tmp_path: Path, read_file: Reader, encoding: str
) -> None:
    name = encoding.removesuffix("-sig")
    text = f"<?xml version='1.0' encoding='{name}'?><worksheet><sheetData>" + rows_xml(
        [["id"], ["Müller"]]
    )
    part = f"{text}</sheetData></worksheet>".encode(encoding)
    book = replace(one_sheet([["id"]]), parts={"xl/worksheets/sheet1.xml": part})
    assert raw_column(read_file(book.write(tmp_path / "b.xlsx")), "id") == ["Müller"]


def values_or_refusal(read_file: Reader, path: Path) -> list[str] | str:
    try:
        return raw_column(read_file(path), "v")
    except UserError:
        return "refused"


def test_a_flipped_bit_anywhere_never_changes_a_value(tmp_path: Path, read_file: Reader) -> None:
    rows: Rows = [["id", "v"], *([f"c{place}", place * 1.5] for place in range(50))]
    good = one_sheet(rows).write(tmp_path / "good.xlsx").read_bytes()
    path = tmp_path / "flipped.xlsx"
    path.write_bytes(good)
    expected = raw_column(read_file(path), "v")
    random = np.random.default_rng(7)
    for place in random.choice(len(good), 300, replace=False).tolist():
        content = bytearray(good)
        content[place] ^= 1 << int(random.integers(8))
        path.write_bytes(bytes(content))
        assert values_or_refusal(read_file, path) in (expected, "refused")
