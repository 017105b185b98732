"""What the command line says about lists of customers: columns, form, which, and pseudonyms."""

import argparse
import secrets
import sys
from functools import partial
from pathlib import Path

from core.customer_lookups import CustomerQuery
from core.errors import UserError
from core.export_kinds import BOOK, CRM, EXCEL, GROUPS, SCORES, FileWanted, kind_of
from core.output.writing import written_aside
from ui.output_arguments import plan_wanted
from ui.starting import LIST_TEMPLATES, list_template

IN_PLAN = ("plan", "in plan")
POINT, COMMA = "point", "comma"


def add(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about lists."""
    parser.add_argument(
        "--list",
        metavar="TEMPLATE",
        help=f"columns of --customers: a file, or one of {', '.join(LIST_TEMPLATES)}",
    )
    parser.add_argument(
        "--excel",
        choices=(POINT, COMMA),
        help="write --customers for Excel; the decimal sign of that and of --groups",
    )
    parser.add_argument("--in-plan", action="store_true", help="list those in the plan only")
    parser.add_argument(
        "--pseudonymise",
        metavar="SECRET.txt",
        help="list pseudonyms for ids; the file is made if it is not there, and keeps the secret",
    )
    parser.add_argument(
        "--groups", metavar="OUT.csv", help="numbers of groups of five customers or more"
    )


def template_read(options: argparse.Namespace) -> str:
    """Return the path of the file with the columns of the list; "" if there is none."""
    name: str = getattr(options, "list", None) or ""
    return "" if name in LIST_TEMPLATES else name


def files_wanted(
    options: argparse.Namespace, plan: str, customers: str, groups: str
) -> tuple[FileWanted, ...]:
    """Return the files that the command line asks for.

    Parameters
    ----------
    options
        The command line.
    plan, customers, groups
        Where they go; "" for nowhere.

    Raises
    ------
    UserError
        If there is no such template, or something is said of a list and there is none.
    """
    _check(options)
    query = CustomerQuery(filters=(IN_PLAN,)) if options.in_plan else CustomerQuery()
    wanted = [plan_wanted(options, plan)] if plan else []
    if customers:
        wanted.append(_list_wanted(options, customers, query))
    if groups:
        comma = options.excel == COMMA
        wanted.append(FileWanted(GROUPS, groups, query, decimal_comma=comma))
    return tuple(wanted)


def _check(options: argparse.Namespace) -> None:
    """Make sure that nothing is said of files that are not asked for."""
    of_list = options.list or options.pseudonymise
    of_both = options.excel or options.in_plan
    if (of_list or (of_both and not options.groups)) and not options.customers:
        raise UserError(
            "Nothing says where the list of customers goes.", "Add --customers OUT.csv."
        )
    if options.excel and not options.groups and _is_book(options):
        raise UserError(
            f"--excel is for text, and {options.customers} is a workbook.",
            "Leave --excel out: a workbook needs no decimal sign. Or write a .csv.",
        )


def _is_book(options: argparse.Namespace) -> bool:
    name: str = options.customers or ""
    return name.lower().endswith(kind_of(BOOK).ending)


def _list_wanted(options: argparse.Namespace, path: str, query: CustomerQuery) -> FileWanted:
    book = _is_book(options)
    if not (book or options.list or options.excel or options.in_plan or options.pseudonymise):
        return FileWanted(SCORES, path)
    return FileWanted(
        BOOK if book else EXCEL if options.excel else CRM,
        path,
        query,
        _template(options.list) if options.list else "",
        decimal_comma=options.excel == COMMA,
        secret=_secret(Path(options.pseudonymise)) if options.pseudonymise else "",
    )


def _template(name: str) -> str:
    if name in LIST_TEMPLATES:
        return list_template(name)
    return _text_of(Path(name), f"Give a file, or one of {', '.join(LIST_TEMPLATES)}.")


def _secret(path: Path) -> str:
    """Return the secret in a file, which is made if it is not there."""
    if not path.exists():
        written_aside(path.absolute(), partial(_write, text=f"{secrets.token_hex(32)}\n"))
        sys.stderr.write(f"{path} holds the secret now. Keep it, apart from the list.\n")
    return _text_of(path, "Give a file that holds the secret.").strip()


def _write(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _text_of(path: Path, hint: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        there = path.is_file()
        message = f"{path} {'cannot be read as a UTF-8 text' if there else 'is not there'}."
        raise UserError(message, hint) from error
