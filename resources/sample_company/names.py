"""Invented names of persons and companies in several alphabets."""

import numpy as np

from .world import TRAP_NAMES

# Given names and family names of one language each; all combinations are made up.
PERSONS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("Alice", "Ben", "Charlotte", "Dev", "Eleanor", "Finn", "Grace", "Harriet", "Imogen"),
        ("Ashdown", "O'Farrell", "Pemberton-Lisle", "D'Arcy", "Whitlock", "McBride", "Yarrow"),
    ),
    (
        ("Jürgen", "Käthe", "Sören", "Anneliese", "Björn", "Ulrike"),
        ("Müßig", "Öhlmann", "Schäfer", "Grünewald", "Weiß", "Kähler"),
    ),
    (
        ("Zoë", "François", "Hélène", "Gaël", "Noémie"),
        ("L'Étang", "Béranger", "d'Aubigné", "Lefèvre", "Çelik-Morin"),
    ),
    (
        ("Łucja", "Wojciech", "Żaneta", "Stanisław"),
        ("Śliwiński", "Brzęczyk", "Dąbek", "Źrebiec"),
    ),
    (
        ("Åsa", "Øyvind", "Mæja", "Þórdís"),
        ("Ångström", "Bjørnsen", "Kjærgård", "Sigurðardóttir"),
    ),
    (("İpek", "Oğuz", "Şebnem"), ("Yıldızoğlu", "Gümüşçü", "Çınar")),  # noqa: RUF001
    (("Ελένη", "Νίκος", "Σοφία"), ("Παπαλεξίου", "Καραβίδης", "Ωραιοπούλου")),
    (("Ольга", "Богдан", "Юлія"), ("Ковальчук", "Їжакевич", "Синиця")),
    (("Ралица", "Асен", "Бояна"), ("Чолакова", "Щерева", "Димитрова")),
    (("ليلى", "سامر", "نور"), ("الحدادين", "المرجاني", "الخياط")),
    (("נועה", "אורי", "תמר"), ("בן-ארזי", "כהנוב", "שקדיאל")),
)
# Languages that put the family name first.
FAMILY_FIRST = (
    (("Szőke", "Őrsi", "Hűvös"), ("Boglárka", "Zsófia", "Ödön")),
    (("Nguyễn", "Trịnh", "Đỗ"), ("Thị Mai", "Quốc Bảo", "Hồng Ánh")),
)
BRITISH_SHARE = 0.5
COMPANY_SHARE = 0.3
COMPANY_STEMS = (
    "Harbour", "Kestrel", "Old Mill", "Ash & Ember", "Blüte", "Côté Sud", "Northgate", "Señorío",
    "Tiny Oak", "Fjällbo", "Quince", "Brick Lane", "Sæther", "Marigold", "Três Rios", "Two Rivers",
)  # fmt: skip
COMPANY_TRADES = (
    "Interiors", "Lettings", "Guest House", "Kitchens", "Café", "Living", "Studios", "Hôtel",
    "Architects", "Care Homes", "Möbel", "Bakery",
)  # fmt: skip
COMPANY_FORMS = ("Ltd", "LLP", "& Co.", "GmbH", "plc", "S.à r.l.", "& Daughters")


def _person(rng: np.random.Generator) -> str:
    # Half of the persons have a British name; the other languages share the rest evenly.
    british = rng.random() < BRITISH_SHARE
    language = 0 if british else int(rng.integers(1, len(PERSONS) + len(FAMILY_FIRST)))
    if language < len(PERSONS):
        given, family = PERSONS[language]
        return f"{rng.choice(given)} {rng.choice(family)}"
    family, given = FAMILY_FIRST[language - len(PERSONS)]
    return f"{rng.choice(family)} {rng.choice(given)}"


def _company(rng: np.random.Generator) -> str:
    return f"{rng.choice(COMPANY_STEMS)} {rng.choice(COMPANY_TRADES)} {rng.choice(COMPANY_FORMS)}"


def draw_names(rng: np.random.Generator, count: int) -> list[str]:
    """Names for so many customers, three in ten of them companies.

    A few go to names that trip careless programs: a formula, a tag, a sign.
    """
    names = [_company(rng) if rng.random() < COMPANY_SHARE else _person(rng) for _ in range(count)]
    places = rng.choice(count, size=min(count, len(TRAP_NAMES)), replace=False)
    for place, trap in zip(places, TRAP_NAMES, strict=False):
        names[int(place)] = trap
    return names
