import pytest

from core.intake.text.letters import likely_encodings

WEST = ("cp1252", "iso8859-15", "mac-roman", "cp850")
DOS = (*WEST[:3], "cp850", "cp437")
WORDS = {
    "French": ("N° client|Zoé Lemaître|Noël|Lefèvre|Société Générale|Date d'échéance|été", WEST),
    "Spanish": ("Nº Pedido|Ibáñez|Peña|Núñez|García|Muñoz|1ª|Dirección", WEST),
    "Spanish, a few words": ("Nº|Peña", ("cp1252",)),
    "German": ("Straße|Müller|Größe|Jürgen|Schröder|Käufer|Übertrag", DOS),
    "German, beside a Spanish number": ("Nº Pedido|Schröder|Müller|Krüger", ("cp1252",)),
    "Italian": ("N° ordine|Città|Società|Niccolò|Perché|è|Università|Più", WEST),
    "Swedish": ("Göteborg|Åsa|Malmö|Sjöström|Ängelholm|Fakturanr för kund", DOS),
    "Polish": ("Łukasz|Żółć|Józef Wałęsa|Dąbrowska|Śląsk|Nr zamówienia", ("cp1250", "iso8859-2")),
    "Czech": ("Dvořák|Růžička|Němcová|Černý|Žďár|Číslo zákazníka", ("cp1250", "iso8859-2")),
}
AMOUNTS = [f"{n}\u00a0{(n * 37) % 1000:03},{n % 100:02}" for n in range(1, 300)]
CASES = [(words, name) for words, names in WORDS.values() for name in names]
OF_AMOUNTS = [(words, name) for words, name in CASES if name != "cp437"]


def read_as(text: str, encoding: str) -> str:
    """Give a text as it is read from its bytes, where there is no doubt."""
    likely = likely_encodings(text.encode(encoding))
    assert len(likely) == 1, likely
    return text.encode(encoding).decode(likely[0].encoding)


@pytest.mark.parametrize(("words", "encoding"), CASES)
def test_words_are_read_in_the_encoding_in_which_they_were_written(
    words: str, encoding: str
) -> None:
    text = words.replace("|", "\n")
    assert read_as(text, encoding) == text


@pytest.mark.parametrize(("words", "encoding"), OF_AMOUNTS)
def test_blanks_in_many_amounts_do_not_outweigh_the_letters(words: str, encoding: str) -> None:
    text = "\n".join([*words.split("|"), *AMOUNTS])
    assert read_as(text, encoding) == text


@pytest.mark.parametrize(
    "encoding", ["cp1252", "cp1250", "cp1254", "cp1257", "iso8859-15", "mac-roman"]
)
def test_the_sign_of_the_euro_is_no_letter(encoding: str) -> None:
    text = "\n".join(["Müller", "Größe", *(f"{amount} €" for amount in AMOUNTS)])
    assert read_as(text, encoding) == text
