import csv
import io

from core.intake.writing import accepted_rows_csv, raw_rows_csv
from tests.corpus.bad_files import Reader


def test_accepted_rows_are_written_typed(read_text: Reader) -> None:
    text = 'Kunde;Datum;Betrag;Anzahl;Notiz\n007;03.04.2026;1.234,50;3;NA\n008;;0,1;;"a\nb"\n'
    table = read_text(text)
    assert "".join(accepted_rows_csv(table)) == (
        'Kunde,Datum,Betrag,Anzahl,Notiz\r\n007,2026-04-03,1234.5,3,NA\r\n008,,0.1,,"a\nb"\r\n'
    )


def test_raw_rows_are_written_as_they_stood_with_those_set_aside(read_text: Reader) -> None:
    table = read_text("id;name;name\n1;Anna; x\n2;Bob\n\n3;Cem;1,50;zu viel\n4;Di;\n5;E;f\n")
    written = list(csv.reader(io.StringIO("".join(raw_rows_csv(table)))))
    assert written == [
        ["id", "name", "name"],
        ["1", "Anna", " x"],
        ["2", "Bob"],
        ["3", "Cem", "1,50", "zu viel"],
        ["4", "Di", ""],
        ["5", "E", "f"],
    ]
