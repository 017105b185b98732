"""Words that other programs take for something else: NA, none, t, yes; and odd characters."""

from tests.corpus.corruption.case import column, table

_NAMES = ["NA", "None", "nan", "N/A", "n/a", "#N/A", "null", "NULL", "", "-inf", "Infinity"]

CASES = (
    column("names that mean missing to others", _NAMES, "text"),
    table(
        "the country code of Namibia",
        "name,country,v\nNA,NA,1\nNull,DE,2\nNone,US,3\nnan,FR,4\n",
        "text text whole",
        "NA;NA;1\nNull;DE;2\nNone;US;3\nnan;FR;4",
    ),
    column(
        "n/a among numbers",
        [*["7"] * 40, "n/a"],
        "whole",
        [*["7"] * 40, ""],
        asked="What is ‘n/a’",
        answers=(1,),
    ),
    column("many n/a in a column that nobody needs", ["1", "2", "n/a"], "text"),
    column("letters for yes and no", ["t", "f", "t"], "truth"),
    column("one letter only", ["t", "t", "t"], "text"),
    column("three letters", ["t", "f", "x"], "text"),
    column("yes and no", ["yes", "no", ""], "truth"),
    column("yes in two spellings", ["Yes", "NO", "yes"], "truth"),
    column("yes, no and unknown", ["yes", "no", "unknown"], "text"),
    column("ja and nein", ["Ja", "Nein"], "truth"),
    column("true and a gap", ["true", "false", "", "true"], "truth"),
    column("true among ones", ["TRUE", "FALSE", "1"], "text"),
    column("ones and zeros", ["1", "0", "1"], "whole"),
    column("quotes with nothing in them", ['""', "x"], "text", ['"', "x"]),
    table("an empty text and nothing", 'k,v\nA,""\nB,\nC,x\n', "text text", "A;\nB;\nC;x"),
    column("line feeds of other kinds", ["a\u2028b", "c\x85d", "e\x0bf"], "text"),
    column("a form feed and a unit separator", ["a\x0cb", "c\x1fd", "x" * 99], "text"),
    column("letters of many scripts", ["Ω≈ç", "日本", "שלום", "🙂", "e\u0301"], "text"),
    column("ligatures and soft hyphens", ["ﬁsh", "Soft\u00adhyphen"], "text"),
    column("HTML", ["<b>A</b>", "A &amp; B"], "text"),
    column("blanks at the ends of texts", ["  Anna", "Bob  ", " "], "text"),
    column("a very long text", ["x" * 40_000, "y"], "text"),
    column("semicolons in quotes", ["a;b", "c"], "text"),
    column("line ends in quotes", ["a\nb", "c\r\nd"], "text"),
    table(
        "a control character at the end, as DOS wrote it",
        "id;name\n1;Anna\n2;Bob\n\x1a",
        "text text",
        "1;Anna\n2;Bob",
        rejected=((4, "1 field where the header has 2"),),
    ),
    table(
        "the end sign of DOS in a file of one column",
        "name\nAnna\nBob\n\x1a",
        "text",
        "Anna\nBob",
        rejected=((4, "the sign that ends old files"),),
    ),
    table(
        "a zero character",
        b"id,name\n1,An\x00na\n2,Bob\n",
        "",
        "",
        refused="line 2: there is a zero character",
    ),
)
