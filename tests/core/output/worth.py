"""What the customers of a small shop are worth, worked out from files."""

from pathlib import Path

from core.intake.reading import read
from core.progress import Progress
from core.settings import CostBasis, CostPool, Rate, Source, Valuation
from core.tables.value import ValueTable
from tests.core.value.making import value_of

RATES = Valuation(
    cost_basis=CostBasis.RATES,
    pools=(CostPool("service desk", 9_000.0, 12_000.0),),
    rates=(Rate("call", 6, "service desk"), Rate("visit", 40, "service desk")),
)


def shop(folder: Path, valuation: Valuation = RATES) -> ValueTable:
    """Give 180 customers, a year of their orders and their contacts."""
    orders, contacts = ["Customer,Date,Amount,Margin"], ["Customer,Date,Activity,Minutes"]
    for n in range(1, 181):
        for month in range(1, 2 + n * 7 % 12):
            day = f"2025-{month:02}-{1 + n % 28:02}"
            orders.append(f"{n:07d},{day},{20 + n % 40}.50,{5 + n % 9}.25")
            if n * month % 5 == 0:
                contacts.append(f"{n:07d},{day},{'visit' if n % 4 == 0 else 'call'},{n % 9}")
    orders.append("0000001,2025-12-31,20.00,5.00")
    files = {"orders.csv": orders, "contacts.csv": contacts}
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    sources = (read(Source(str(folder / name)), Progress()) for name in files)
    return value_of(*sources, value=valuation)
