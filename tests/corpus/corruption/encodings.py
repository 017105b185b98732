"""Encodings: what is proven, what is judged by its letters, and what is asked."""

from tests.corpus.corruption.case import Case, table

_WEST = "id;name\n1;Müller\n2;Weiß\n3;Jürgen Groß\n"
_TRUE_WEST = "1;Müller\n2;Weiß\n3;Jürgen Groß"


def west(encoding: str, **more: object) -> Case:
    return table(f"German in {encoding}", _WEST.encode(encoding), "text text", _TRUE_WEST, **more)


def in_encoding(language: str, encoding: str, *names: str, **more: object) -> Case:
    text = "id;name\n" + "".join(f"{n};{name}\n" for n, name in enumerate(names))
    rows = "\n".join(f"{n};{name}" for n, name in enumerate(names))
    title = f"{language} in {encoding}"
    return table(title, text.encode(encoding), "text text", rows, **more)


_MIXED = "id;name\n" + "".join(f"{n};Jürgen Müller\n" for n in range(1, 40))

CASES = (
    west("utf-8"),
    west("utf-8-sig"),
    west("utf-16"),
    west("utf-16-le"),
    west("utf-16-be"),
    west("utf-32"),
    west("cp1252", told="‘Müller’"),
    west("iso8859-15", told="‘Müller’"),
    west("mac-roman", told="‘Müller’"),
    west("cp850", told="‘Müller’"),
    in_encoding("French", "cp1252", "Éléonore Lefèvre", "François", "Hélène Côté", told="cp1252"),
    in_encoding("Spanish", "cp1252", "Muñoz", "José Martínez", "Íñigo", told="cp1252"),
    in_encoding("the euro sign", "cp1252", "5 € für Müller", "Weiß", told="cp1252"),
    in_encoding(
        "Polish", "cp1250", "Łukasz Żółć", "Józef Wałęsa", "Agnieszka Dąbrowska", told="cp1250"
    ),
    in_encoding(
        "Polish", "iso8859-2", "Łukasz Żółć", "Józef Wałęsa", "Agnieszka Śląsk", told="iso8859-2"
    ),
    in_encoding("Czech", "cp1250", "Dvořák", "Růžička", "Němcová Černý", told="cp1250"),
    in_encoding("Russian", "cp1251", "Иванов Сергей", "Ромашка", "Петрова Анна", told="cp1251"),
    in_encoding("Russian", "koi8-r", "Иванов Сергей", "Ромашка", "Петрова Анна", told="koi8-r"),
    in_encoding("Greek", "cp1253", "Παπαδόπουλος", "Γεωργίου Μαρία", told="cp1253"),
    in_encoding("Turkish", "cp1254", "Müşteri Çağrı", "Işık Öztürk", "Şahin Güneş", told="cp1254"),
    in_encoding("Russian", "utf-16", "Иванов", "Петрова"),
    in_encoding("Japanese", "utf-8", "東京", "株式会社 山田"),
    table(
        "letters that two encodings read differently",
        "id;name\n1;Bj\xf8rk\n2;Smith\n".encode("latin-1"),
        "text text",
        "1;Bjørk\n2;Smith",
        told="cp1252",
    ),
    table(
        "one row in another encoding than the rest",
        _MIXED.encode() + "40;Günther\n".encode("cp1252"),
        "",
        "",
        refused="line 41",
    ),
    table(
        "UTF-8 that was taken for Latin and written again",
        "id;name\n1;MÃ¼ller\n2;WeiÃ\x9f\n".encode(),
        "text text",
        "1;MÃ¼ller\n2;WeiÃ\x9f",
        told="misread the letters (‘Müller’?)",
    ),
    table(
        "signs where letters were lost",
        "id;name\n1;M\ufffdller\n2;Bob\n",
        "text text",
        "1;M\ufffdller\n2;Bob",
        told="has lost a letter",
    ),
    table(
        "UTF-16 that was cut off",
        "id;name\n1;Anna\n2;Bob\n".encode("utf-16")[:-1],
        "",
        "",
        refused="not in the encoding utf-16",
    ),
    table(
        "a byte order mark in the middle",
        "\ufeffid;name\n1;Anna\n\ufeffid;name\n2;Bob\n",
        "text text",
        "1;Anna\n2;Bob",
        rejected=((3, "repeats the column names"),),
    ),
    table(
        "a byte order mark in front of a row",
        "\ufeffid;name\n1;Anna\n\ufeff2;Bob\n3;Cem\n",
        "text text",
        "1;Anna\n3;Cem",
        rejected=((3, "byte order mark"),),
    ),
    table("a mark and quotes", '\ufeff"id";"name"\n"1";"Müller"\n', "text text", "1;Müller"),
    table(
        "letters in a late row only",
        ("id;name\n" + "".join(f"{n};x\n" for n in range(60_000)) + "60000;Müller\n").encode(
            "cp1252"
        ),
        "text text",
        "".join(f"{n};x\n" for n in range(60_000)) + "60000;Müller",
        told="‘Müller’",
    ),
)
