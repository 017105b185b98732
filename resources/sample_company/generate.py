"""Write the sample company's files: ``python -m resources.sample_company.generate [OUTDIR]``.

The same script gives the same bytes every time. Without OUTDIR the files beside it are renewed.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time
from pathlib import Path

import pandas as pd

from . import customers as people
from . import events, world
from .flaws import BLANK, RAGGED, TOTAL, Flaw, spoil_contacts, spoil_orders
from .truth import expected_effects, observed_by_arm
from .writing import write_text, write_workbook

CUSTOMER_COLUMNS = (
    "Customer no.",
    "Name",
    "Customer since",
    "Region",
    "Channel",
    "Consent to marketing",
)
ORDER_COLUMNS = ("Order no.", "Customer no.", "Date", "Amount", "Margin")
CONTACT_COLUMNS = ("Customer no.", "Date", "Activity", "Minutes", "Cost")
SURVEY_COLUMNS = ("Customer no.", "Date", "Satisfaction")
REFERRAL_COLUMNS = ("Customer no.", "Referred customer no.", "Date")
PLAN_COLUMNS = ("Customer no.", "Action", "Arm", "Cost")
TRUTH_COLUMNS = ("Customer no.", "Group 2025", "Group 2026", "Moved by action")


def main(arguments: Sequence[str]) -> None:
    """Write all files into the folder given, or beside this script."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    generate(folder)


def generate(folder: Path) -> None:
    """Write the five files of each period, the plan between them, and the truth."""
    before, after = world.PERIODS
    first = people.first_period_customers()
    tables = _events(first, before, None)
    plan = people.draw_plan(first, tables["survey"].groupby("customer")["satisfaction"].mean())
    second = people.second_period_customers(first, plan)
    later = _events(second, after, plan)
    receipts = _write_period(folder, before, first, tables)
    receipts |= _write_period(folder, after, second, later)
    receipts |= _write_table(folder, "treatments_2025.csv", PLAN_COLUMNS, plan, ("cost",))
    groups = _groups(first, second)
    receipts |= _write_table(folder, "truth_customers.csv", TRUTH_COLUMNS, groups, ())
    truth = {**_parameters(), "files": receipts, "people": _people(first, second, tables, later)}
    truth["effects"] = {"expected": expected_effects(), "observed": observed_by_arm(plan, later)}
    write_text(folder / "truth.json", [json.dumps(truth, ensure_ascii=False, indent=1)])


def _events(
    customers: pd.DataFrame, period: world.Period, plan: pd.DataFrame | None
) -> dict[str, pd.DataFrame]:
    return {
        "orders": events.draw_orders(customers, period),
        "contacts": events.draw_contacts(customers, period),
        "survey": events.draw_survey(customers, period),
        "referrals": events.draw_referrals(customers, period, plan),
    }


def _write_period(
    folder: Path, period: world.Period, customers: pd.DataFrame, tables: dict[str, pd.DataFrame]
) -> dict[str, object]:
    year = period.year
    receipts = _write_customers(folder, f"customers_{year}.xlsx", customers)
    orders = tables["orders"]
    lines = _lines(ORDER_COLUMNS, orders, ("amount", "margin"))
    flaws = spoil_orders(lines, int(orders["amount"].sum()), int(orders["margin"].sum()))
    receipts |= _write_lines(folder, f"orders_{year}.csv", lines, flaws)
    lines = _lines(CONTACT_COLUMNS, tables["contacts"], ("cost",))
    flaws = spoil_contacts(lines)
    receipts |= _write_lines(folder, f"contacts_{year}.csv", lines, flaws)
    receipts |= _write_table(folder, f"survey_{year}.csv", SURVEY_COLUMNS, tables["survey"], ())
    name = f"referrals_{year}.csv"
    return receipts | _write_table(folder, name, REFERRAL_COLUMNS, tables["referrals"], ())


def _write_customers(folder: Path, name: str, customers: pd.DataFrame) -> dict[str, object]:
    columns = ["customer", "name", "since", "region", "channel", "consent"]
    table = customers[columns].sort_values("customer")
    table["since"] = [datetime.combine(day, time()) for day in table["since"]]
    rows: list[list[str | datetime]] = table.astype(object).to_numpy().tolist()
    middle = len(rows) // 2
    rows.insert(middle, [])
    write_workbook(folder / name, "Customers", CUSTOMER_COLUMNS, rows)
    return _receipt(name, len(rows) + 1, [Flaw(BLANK, middle + 2, "empty row")])


def _write_table(
    folder: Path, name: str, header: Sequence[str], table: pd.DataFrame, money: Sequence[str]
) -> dict[str, object]:
    return _write_lines(folder, name, _lines(header, table, money), [])


def _lines(header: Sequence[str], table: pd.DataFrame, money: Sequence[str]) -> list[str]:
    texts = table.astype(str)
    for column in money:
        texts[column] = [f"{pence / 100:.2f}" for pence in table[column]]
    return [",".join(header), *(",".join(row) for row in texts.to_numpy().tolist())]


def _write_lines(folder: Path, name: str, lines: list[str], flaws: list[Flaw]) -> dict[str, object]:
    write_text(folder / name, lines)
    return _receipt(name, len(lines), flaws)


def _receipt(name: str, rows_in: int, flaws: list[Flaw]) -> dict[str, object]:
    kinds = [flaw.kind for flaw in flaws]
    counts = {
        "rows_in": rows_in,
        "header": 1,
        "rows": rows_in - 1 - len(flaws),
        "blank": kinds.count(BLANK),
        "totals": kinds.count(TOTAL),
        "ragged": kinds.count(RAGGED),
    }
    return {name: {**counts, "wrong": [asdict(flaw) for flaw in flaws]}}


def _groups(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    # Empty in one period: not yet or no longer a customer.
    merged = first[["customer", "group"]].merge(
        second[["customer", "group", "moved_by_action"]], on="customer", how="outer"
    )
    groups = {
        column: ["" if pd.isna(code) else str(int(code)) for code in merged[column]]
        for column in ("group_x", "group_y")
    }
    moved = merged["moved_by_action"].eq(other=True).astype(int)
    return merged[["customer"]].assign(**groups, moved=moved).sort_values("customer")


def _parameters() -> dict[str, object]:
    return {
        "company": world.COMPANY,
        "currency": world.CURRENCY,
        "seed": world.SEED,
        "margin_rate": world.MARGIN_RATE,
        "refund_rate": world.REFUND_RATE,
        "ideal": 1,
        "periods": [
            {"year": p.year, "start": p.start.isoformat(), "end": p.end.isoformat()}
            for p in world.PERIODS
        ],
        "groups": [asdict(group) for group in world.GROUPS],
        "contact_mixes": world.CONTACT_MIXES,
        "activities": [asdict(activity) for activity in world.ACTIVITIES],
        "natural_moves": {
            group.code: people.natural_row(group.code).round(4).tolist() for group in world.GROUPS
        },
        "actions": [asdict(action) for action in world.ACTIONS],
        "unknown_customers": world.UNKNOWN_CUSTOMERS,
        "trap_names": world.TRAP_NAMES,
    }


def _people(
    first: pd.DataFrame,
    second: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    later: dict[str, pd.DataFrame],
) -> dict[str, int]:
    before, after = set(first["customer"]), set(second["customer"])
    return {
        "customers_2025": len(before),
        "customers_2026": len(after),
        "in_both": len(before & after),
        "gone": len(before - after),
        "new": len(after - before),
        "without_answer_2025": len(before - set(tables["survey"]["customer"])),
        "without_answer_2026": len(after - set(later["survey"]["customer"])),
        "without_order_2025": len(before - set(tables["orders"]["customer"])),
        "without_order_2026": len(after - set(later["orders"]["customer"])),
        "without_contact_2025": len(before - set(tables["contacts"]["customer"])),
        "without_contact_2026": len(after - set(later["contacts"]["customer"])),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
