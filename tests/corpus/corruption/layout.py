"""Layouts: separators, quotes, line ends, headers, ragged rows, totals and remarks."""

from tests.corpus.corruption.case import table

_TRUE = "C1;Anna;10\nC2;Bob;20\nC3;Cem;30\nC4;Dan;40"
_TYPES = "text text whole"


def _rows(separator: str, end: str = "\n") -> str:
    lines = ["id;name;v", *_TRUE.split("\n")]
    return end.join(line.replace(";", separator) for line in lines) + end


_WIDE = [f"c{n}" for n in range(400)]

CASES = (
    *(
        table(f"fields divided by {title}", _rows(sign), _TYPES, _TRUE)
        for title, sign in (("commas", ","), ("semicolons", ";"), ("tabs", "\t"), ("bars", "|"))
    ),
    table("a blank behind every comma", _rows(", "), _TYPES, _TRUE),
    table(
        "blanks around every bar",
        _rows(" | "),
        _TYPES,
        "C1 ;Anna ;10\nC2 ;Bob ;20\nC3 ;Cem ;30\nC4 ;Dan ;40",
    ),
    *(
        table(f"lines that end in {title}", _rows(";", end), _TYPES, _TRUE)
        for title, end in (("LF", "\n"), ("CR LF", "\r\n"), ("CR", "\r"))
    ),
    table(
        "line ends of all kinds",
        "id;name;v\r\nC1;Anna;10\nC2;Bob;20\rC3;Cem;30\r\nC4;Dan;40",
        _TYPES,
        _TRUE,
    ),
    table("no line end at the end", _rows(";").rstrip(), _TYPES, _TRUE),
    table("empty lines at the end", _rows(";") + "\n\n\n", _TYPES, _TRUE),
    table("empty lines between", _rows(";").replace("\n", "\n\n"), _TYPES, _TRUE),
    table("lines of separators", _rows(";") + ";;\n;;\n", _TYPES, _TRUE),
    table("a line that names the separator", "sep=;\r\n" + _rows(";"), _TYPES, _TRUE),
    table("a line that names a comma", "sep=,\n" + _rows(","), _TYPES, _TRUE),
    table("a name that begins with sep", "sep=x;b;v\nC1;b;1\n", _TYPES, "C1;b;1"),
    table(
        "a letter that looks like a separator", "id,score\n1,s\n2,st\n", "text text", "1;s\n2;st"
    ),
    table(
        "commas inside semicolons",
        "id;name;v\n1;Meier, Hans;10,5\n2;Schulz, Eva;20,5\n",
        "text text decimal",
        "1;Meier, Hans;10.5\n2;Schulz, Eva;20.5",
    ),
    table(
        "decimal commas with commas between, in quotes",
        'id,v\n1,"10,5"\n2,"20,5"\n',
        "text decimal",
        "1;10.5\n2;20.5",
    ),
    table(
        "decimal commas with commas between, without quotes",
        "id,v\n1,10,5\n2,20,5\n",
        "text whole whole",
        "1;10;5\n2;20;5",
        asked="names 2 columns, but most rows below it have 3 fields",
    ),
    table(
        "two separators that fit alike",
        "a,b;c\n1,2;3\n4,5;6\n",
        "whole text",
        "1;2;3\n4;5;6".replace("2;3", '"2;3"').replace("5;6", '"5;6"'),
        asked="divided at every comma or at every semicolon",
    ),
    table(
        "a row too short",
        "id,name,v\nC1,Anna,10\nC2,Bob\nC3,Cem,30\nC4,Dan,40\n",
        _TYPES,
        "C1;Anna;10\nC3;Cem;30\nC4;Dan;40",
        rejected=((3, "2 fields where the header has 3"),),
    ),
    table(
        "a row too long",
        "id,name,v\nC1,Anna,10\nC2,Bob,20,EXTRA\nC3,Cem,30\n",
        _TYPES,
        "C1;Anna;10\nC3;Cem;30",
        rejected=((3, "4 fields where the header has 3"),),
    ),
    table(
        "a row too long with nothing in the last field",
        "id,name,v\nC1,Anna,10\nC2,B,ob,\nC3,Cem,30\n",
        _TYPES,
        "C1;Anna;10\nC3;Cem;30",
        rejected=((3, "4 fields where the header has 3"),),
    ),
    table(
        "rows that grow longer late",
        "id,v\n"
        + "".join(f"{n},1\n" for n in range(1000))
        + "".join(f"{n},1,x\n" for n in range(3)),
        "text whole",
        "".join(f"{n};1\n" for n in range(1000)),
        rejected=((1002, "3 fields"), (1003, "3 fields"), (1004, "3 fields")),
    ),
    table(
        "most rows longer than the header",
        "c0,v\na,1\n" + "".join(f"b{n},x,{n}\n" for n in range(5)),
        "text text whole",
        "".join(f"b{n};x;{n}\n" for n in range(5)),
        asked="names 2 columns, but most rows below it have 3 fields",
        rejected=((2, "2 fields where the header has 3"),),
    ),
    table(
        "every row has one field more than the header",
        "name,v\nC1,Anna,10\nC2,Bob,20\n",
        _TYPES,
        "C1;Anna;10\nC2;Bob;20",
        asked="names 2 columns, but most rows below it have 3 fields",
        answers=(1,),
    ),
    table("three lines and one with a semicolon", "c0\nv0\nv1\na;b\n", "text", 'v0\nv1\n"a;b"'),
    table(
        "a separator at the end of every line",
        "id,name,\n1,Anna,\n2,Bob,\n",
        "text text empty",
        "1;Anna;\n2;Bob;",
    ),
    table(
        "a separator at the end of every row but not of the header",
        "id,name\n1,Anna,\n2,Bob,\n",
        "text text empty",
        "1;Anna;\n2;Bob;",
        told="empty",
    ),
    table("one column", "name\nAnna\nBob\n", "text", "Anna\nBob"),
    table("one column of numbers", "v\n1\n2\n", "whole", "1\n2"),
    table(
        "one column with commas in quotes",
        'name\n"Berg, Anna"\n"Bob"\n',
        "text",
        '"Berg, Anna"\nBob',
    ),
    table(
        "one column in quotes",
        '"name"\n"Anna"\n"Bob"\n',
        "text",
        "Anna\nBob",
        names=("name",),
    ),
    table("one row", "id;name;v\nC1;Anna;10\n", _TYPES, "C1;Anna;10"),
    table("a header alone", "id;name;v\n", "empty empty empty", ""),
    table(
        "a wide table",
        ",".join(_WIDE) + "\n" + ",".join("x" * 400),
        "text " * 400,
        ";".join("x" * 400),
    ),
    table(
        "no header",
        "1,Anna,10\n2,Bob,20\n3,Cem,30\n",
        "whole text whole",
        "1;Anna;10\n2;Bob;20\n3;Cem;30",
        asked="Is ‘1’ in row 1 the name of a column, or a value?",
    ),
    table(
        "no header, and the first column is text",
        "C1,Anna,2024-01-05\nC2,Bob,2024-02-06\n",
        "text text date",
        "C1;Anna;2024-01-05\nC2;Bob;2024-02-06",
        asked="Is ‘2024-01-05’ in row 1 the name of a column, or a value?",
    ),
    table(
        "a header of years is a header",
        "id,2023,2024\nC1,5,6\nC2,7,8\n",
        "text whole whole",
        "C1;5;6\nC2;7;8",
    ),
    table(
        "names that repeat",
        "id,name,name\n1,Anna,Muster\n2,Bob,Berg\n",
        "text text text",
        "1;Anna;Muster\n2;Bob;Berg",
    ),
    table(
        "names that differ in case", "ID,id,Id\n1,2,3\n4,5,6\n", "text text text", "1;2;3\n4;5;6"
    ),
    table("names that are missing", "id,,v\n1,a,b\n2,c,d\n", "text text text", "1;a;b\n2;c;d"),
    table(
        "text above the table",
        "Report: customers\nMade: 01.02.2024\n\n" + _rows(";"),
        _TYPES,
        _TRUE,
        told="text above the table",
    ),
    table("text above with separators", "Report;;\n;;\n" + _rows(";"), _TYPES, _TRUE, told="above"),
    table(
        "the header again below itself", "id;name;v\n" + _rows(";"), _TYPES, _TRUE, told="repeats"
    ),
    table(
        "the header again in the middle",
        "id;name;v\nC1;Anna;10\nid;name;v\nC2;Bob;20\n",
        _TYPES,
        "C1;Anna;10\nC2;Bob;20",
        rejected=((3, "repeats the column names"),),
    ),
    table(
        "a second table below",
        "id;name;v\nC1;Anna;10\nC2;Bob;20\nC3;Cem;30\n\nregion;sales\nNorth;1\nSouth;2\n",
        _TYPES,
        "C1;Anna;10\nC2;Bob;20\nC3;Cem;30",
        rejected=((6, "2 fields"), (7, "2 fields"), (8, "2 fields")),
    ),
    table("a total", _rows(";") + "Total;;100\n", _TYPES, _TRUE),
    table("a total in another language", _rows(";") + "Summe;;100\n", _TYPES, _TRUE),
    table(
        "a total without the word",
        "id;a;b\nC1;1;10\nC2;2;20\n;3;30\n",
        "text whole whole",
        "C1;1;10\nC2;2;20",
    ),
    table(
        "a total that does not add up",
        _rows(";") + "Total;;99\n",
        _TYPES,
        _TRUE,
        rejected=((6, "it says total, but its numbers are not the sums"),),
    ),
    table("a customer called Total", _rows(";") + "C5;Total;9\n", _TYPES, _TRUE + "\nC5;Total;9"),
    table(
        "subtotals",
        "id;name;v\nC1;Anna;10\nC2;Bob;20\nSubtotal;;30\nC3;Cem;30\nC4;Dan;40\nSubtotal;;70\n",
        _TYPES,
        _TRUE,
        rejected=((4, "it says total"), (7, "it says total")),
    ),
    table(
        "a remark below",
        _rows(";") + "Source: the shop;;\n",
        _TYPES,
        _TRUE,
        rejected=((6, "like a remark below the table"),),
    ),
    table(
        "a remark below without separators",
        _rows(";") + "Source: the shop\n",
        _TYPES,
        _TRUE,
        rejected=((6, "1 field where the header has 3"),),
    ),
    table(
        "a stray mark that swallows nobody",
        'id,name,v\nC1,Anna,10\nC2,"Bob,20\nC3,Cem,30\nC4,Dan,40\n',
        _TYPES,
        "C1;Anna;10\nC3;Cem;30\nC4;Dan;40",
        rejected=((3, "quotation mark is out of place or never closed"),),
    ),
    table(
        "two stray marks around a line end",
        'id,name,v\n1,Anna,10\n2,"Bob,20\n3,Cem",30\n4,Dan,40\n',
        _TYPES,
        "1;Anna;10\n4;Dan;40",
        rejected=((3, "a pair of quotation marks runs over what look like several rows"),),
    ),
    table(
        "marks inside texts",
        'id,name,v\n1,Restaurant "Sonne",10\n2,5" pipe,20\n3,Cem,30\n',
        _TYPES,
        '1;"Restaurant ""Sonne""";10\n2;"5"" pipe";20\n3;Cem;30',
    ),
    table(
        "marks inside and around texts",
        'id,name,v\n1,"Anna",10\n2,5" pipe,20\n3,"Cem",30\n',
        _TYPES,
        "1;Anna;10\n3;Cem;30",
        rejected=((3, "quotation mark"),),
    ),
    table(
        "an address of two lines",
        'id,addr\n1,"Street 1\n80331 Munich"\n2,Way 2\n',
        "text text",
        '1;"Street 1\n80331 Munich"\n2;Way 2',
    ),
    table(
        "apostrophes that quote",
        "id,name,v\n1,'Berg, Anna',10\n2,'won''t, do',20\n3,Bob's,30\n",
        _TYPES,
        "1;Berg, Anna;10\n2;won''t, do;20\n3;Bob's;30",
        told="apostrophes",
    ),
    table(
        "backslashes in front of marks",
        'id,name,v\n1,"48\\" wide",10\n2,"C:\\new",20\n',
        _TYPES,
        '1;"48"" wide";10\n2;C:\\new;20',
        told="backslash",
    ),
    table(
        "backslashes in texts",
        "id,name,v\n1,C:\\new,10\n2,\\\\server,20\n",
        _TYPES,
        "1;C:\\new;10\n2;\\\\server;20",
    ),
    table("quotes around everything", '"id","name","v"\n"C1","Anna","10"\n', _TYPES, "C1;Anna;10"),
    table(
        "blanks between columns",
        "C1   Anna  10\nC2   Bob   20\nC33  Cem   30\n",
        _TYPES,
        "C1;Anna;10\nC2;Bob;20\nC33;Cem;30",
        told="blanks",
        asked="Is ‘10’ in row 1",
    ),
    table("nothing but blanks", "  \n \n", "", "", refused="has no rows"),
    table("nothing at all", "", "", "", refused="is empty"),
    table("nothing but a mark", "\ufeff", "", "", refused="has no rows"),
)
