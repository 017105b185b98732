"""Dates: orders, styles, centuries, languages, serial numbers, and what is no date."""

from collections.abc import Sequence

from core.settings import Kind, Recipe
from tests.corpus.corruption.case import Case, column

_LATE = [f"{1 + n % 9:02}/{1 + n // 9 % 9:02}/2024" for n in range(30_000)]
_TRUE_LATE = [f"2024-{1 + n // 9 % 9:02}-{1 + n % 9:02}" for n in range(30_000)]

_MONTHS = {
    "English": (
        "January February March April May June July August September October November December"
    ),
    "German": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Austrian": "Jänner Feber März April Mai Juni Juli August September Oktober November Dezember",
    "French": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    "Spanish": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ),
    "Italian": (
        "gennaio febbraio marzo aprile maggio giugno "
        "luglio agosto settembre ottobre novembre dicembre"
    ),
    "Dutch": (
        "januari februari maart april mei juni juli augustus september oktober november december"
    ),
    "Swedish": (
        "januari februari mars april maj juni juli augusti september oktober november december"
    ),
    "Portuguese": (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
    ),
    "Danish": "januar februar marts april maj juni juli august september oktober november december",
    "Norwegian": (
        "januar februar mars april mai juni juli august september oktober november desember"
    ),
    "Polish": (
        "stycznia lutego marca kwietnia maja czerwca "
        "lipca sierpnia września października listopada grudnia"
    ),
    "Russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "Turkish": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "Finnish": (
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta "
        "heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"
    ),
}


def orders(name: str, cells: Sequence[str], truth: Sequence[str], **more: object) -> Case:
    """Give a case of orders, where the date is needed; rows without a true date are set aside."""
    kind = str(more.pop("kind", "date"))
    text = "Customer no;Date;Amount\n" + "".join(
        f"A{n};{cell};{n}\n" for n, cell in enumerate(cells)
    )
    rows = tuple((f"A{n}", day, str(n)) for n, day in enumerate(truth) if day != "out")
    recipe = Recipe(kind=Kind.ORDERS)
    return Case(name, text.encode(), ("text", kind, "whole"), rows, recipe=recipe, **more)  # type: ignore[arg-type]


def months(language: str, names: str) -> Case:
    """Give a case of a date in every month, written in a language."""
    days = [f"3 {name} 2026" for name in names.split()]
    return orders(f"{language} months", days, [f"2026-{n:02}-03" for n in range(1, 13)])


CASES = (
    orders(
        "day or month first, meant as day",
        ["03/04/2024", "05/06/2024", "07/07/2024"],
        ["2024-04-03", "2024-06-05", "2024-07-07"],
        asked="Is 03/04/2024 in ‘Date’ 3 April or 4 March?",
    ),
    orders(
        "day or month first, meant as month",
        ["03/04/2024", "05/06/2024"],
        ["2024-03-04", "2024-05-06"],
        asked="Is 03/04/2024 in ‘Date’ 3 April or 4 March?",
        answers=(1,),
    ),
    orders(
        "day or month first, with dashes",
        ["03-04-2024", "05-06-2024"],
        ["2024-04-03", "2024-06-05"],
        asked="3 April or 4 March?",
    ),
    orders(
        "a proof that the day is first", ["03/04/2024", "13/04/2024"], ["2024-04-03", "2024-04-13"]
    ),
    orders(
        "a proof that the month is first",
        ["03/04/2024", "04/13/2024"],
        ["2024-03-04", "2024-04-13"],
    ),
    orders("a proof in row 30,000", [*_LATE, "25/12/2024"], [*_TRUE_LATE, "2024-12-25"]),
    orders(
        "one date against the others",
        [*["13/04/2024"] * 40, "04/14/2024"],
        [*["2024-04-13"] * 40, "out"],
        asked="What is ‘04/14/2024’",
        rejected=((42, "‘04/14/2024’ in Date is not a date"),),
    ),
    orders(
        "proofs of both orders",
        ["13/04/2024", "04/14/2024"],
        ["13/04/2024", "04/14/2024"],
        kind="text",
    ),
    orders("dots", ["03.04.2024", "05.06.2024"], ["2024-04-03", "2024-06-05"]),
    orders("dots without zeros", ["3.4.2024", "5.12.2024"], ["2024-04-03", "2024-12-05"]),
    orders("the year first", ["2024-04-03", "2024-12-31"], ["2024-04-03", "2024-12-31"]),
    orders("the year first with strokes", ["2024/4/3", "2024/12/31"], ["2024-04-03", "2024-12-31"]),
    orders("the year first with dots", ["2024.04.03", "2024.12.31."], ["2024-04-03", "2024-12-31"]),
    orders(
        "Japanese and Chinese signs",
        ["2024年4月3日", "2024年12月31日"],
        ["2024-04-03", "2024-12-31"],
    ),
    orders("eight digits", ["20240403", "20241231"], ["2024-04-03", "2024-12-31"]),
    orders(
        "eight digits and one that is no date",
        ["20240403", "20241331"],
        ["20240403", "20241331"],
        kind="whole",
    ),
    orders(
        "the days of a spreadsheet",
        ["45352", "45353"],
        ["2024-03-01", "2024-03-02"],
        asked="Is 45352 in ‘Date’ 1 March 2024",
    ),
    orders(
        "the days of an old Macintosh",
        ["43890", "43891"],
        ["2024-03-01", "2024-03-02"],
        asked="Is 43890 in ‘Date’",
        answers=(1,),
    ),
    orders(
        "numbers that look like the days of a spreadsheet",
        ["45352", "45353"],
        ["45352", "45353"],
        kind="whole",
        asked="Is 45352 in ‘Date’",
        answers=(2,),
    ),
    orders(
        "the days and parts of days of a spreadsheet",
        ["45352.5", "45353.25"],
        ["2024-03-01T12:00:00", "2024-03-02T06:00:00"],
        asked="Is 45352.5 in ‘Date’",
    ),
    orders(
        "days of a spreadsheet among written dates",
        [*["13.04.2024"] * 40, "45352"],
        [*["2024-04-13"] * 40, "out"],
        asked="What is ‘45352’",
        rejected=((42, "‘45352’ in Date is not a date"),),
    ),
    orders(
        "two digits of the year, a birthday",
        ["01.02.68", "05.06.24"],
        ["1968-02-01", "2024-06-05"],
        asked="Is 01.02.68 in ‘Date’ in 1968 or in 2068?",
    ),
    orders(
        "two digits of the year, a day to come",
        ["01.02.68", "05.06.24"],
        ["2068-02-01", "2024-06-05"],
        asked="Is 01.02.68 in ‘Date’ in 1968 or in 2068?",
        answers=(1,),
    ),
    orders(
        "two digits and no order",
        ["01/02/24", "03/04/24"],
        ["2024-02-01", "2024-04-03"],
        asked="Is 01/02/24 in ‘Date’",
        answers=(0, 1),
    ),
    orders(
        "two digits, and the year may be first",
        ["24-05-13", "24-06-14"],
        ["2024-05-13", "2024-06-14"],
        asked="Is 24-05-13 in ‘Date’ 24 May or 13 May?",
        answers=(1, 1),
    ),
    orders(
        "a year of two digits behind a name",
        ["3-Apr-24", "4-May-24"],
        ["1924-04-03", "1924-05-04"],
        asked="Is 3-Apr-24 in ‘Date’ in 1924 or in 2024?",
    ),
    column("a birthday nobody needs", ["01.02.68", "05.06.24"], "text", header="Birthday"),
    column(
        "dates nobody needs stay as they are", ["03/04/2024", "05/06/2024"], "text", header="Since"
    ),
    orders(
        "a day that does not exist",
        [*["13.04.2024"] * 40, "31.04.2024"],
        [*["2024-04-13"] * 40, "out"],
        asked="What is ‘31.04.2024’",
        rejected=((42, "is not a date"),),
    ),
    column("days that do not exist", ["30.02.2026", "31.04.2026"], "text"),
    orders(
        "the 29th of a common February",
        [*["28.02.2023"] * 40, "29.02.2023"],
        [*["2023-02-28"] * 40, ""],
        asked="What is ‘29.02.2023’",
        answers=(1,),
    ),
    orders(
        "zeros for no date",
        [*["2024-04-13"] * 40, "0000-00-00"],
        [*["2024-04-13"] * 40, ""],
        asked="What is ‘0000-00-00’",
        answers=(1,),
    ),
    orders("the end of time", ["2024-04-13", "9999-12-31"], ["2024-04-13", "9999-12-31"]),
    orders("the beginning of time", ["1900-01-01", "2024-04-13"], ["1900-01-01", "2024-04-13"]),
    orders(
        "two styles, one of them rare",
        [*["2024-04-13"] * 40, "14.04.2024"],
        [*["2024-04-13"] * 40, "out"],
        asked="What is ‘14.04.2024’",
        rejected=((42, "is not a date"),),
    ),
    orders("a gap among dates", ["2024-04-13", "", "2024-04-14"], ["2024-04-13", "", "2024-04-14"]),
    orders(
        "times",
        ["2024-04-13 10:30", "2024-04-14T23:59:59"],
        ["2024-04-13T10:30:00", "2024-04-14T23:59:59"],
    ),
    orders(
        "a clock of twelve hours",
        ["4/13/2024 1:05 PM", "4/14/2024 12:00 AM"],
        ["2024-04-13T13:05:00", "2024-04-14T00:00:00"],
    ),
    orders(
        "a time zone",
        ["2024-04-13T10:30:00+02:00", "2024-04-14T00:00:00Z"],
        ["2024-04-13T10:30:00", "2024-04-14T00:00:00"],
        told="has time zones",
    ),
    orders("parts of a second", ["2024-04-13 10:30:00.250"], ["2024-04-13T10:30:00.250000"]),
    orders("a 25th hour", ["2024-04-13 25:30"], ["2024-04-13 25:30"], kind="text"),
    orders("a weekday", ["Mon, 15 Apr 2024", "Tue, 16 Apr 2024"], ["2024-04-15", "2024-04-16"]),
    orders(
        "the month in front", ["Apr 3, 2024", "December 31, 2024"], ["2024-04-03", "2024-12-31"]
    ),
    orders("ordinals", ["3rd April 2024", "31st Dec 2024"], ["2024-04-03", "2024-12-31"]),
    column("a month alone", ["2024-05", "2024-06"], "text"),
    column("a month and a year", ["05/2024", "06/2024"], "text"),
    column("a quarter", ["2024-Q1", "Q2 2024"], "text"),
    column("a week", ["2024-W12", "KW 13/2024"], "text"),
    column("a year of three digits", ["01.02.202", "03.04.202"], "text"),
    *(months(language, names) for language, names in _MONTHS.items()),
)
