"""The words of the command line about what is written, and what they mean."""

import argparse

import resources
from core.errors import UserError
from core.export_kinds import A4, LETTER, PDF, PLAN, SLIDES, WEB, FileWanted
from ui.outputs import absolute

PAGES = (".html", ".htm")
"""How the names of web pages end."""


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Add the options for what an analysis writes."""
    parser.add_argument("--project", metavar="P.nonagon", help="everything, to be opened again")
    parser.add_argument("--plan", metavar="PLAN.xlsx", help="the action plan as a workbook")
    parser.add_argument(
        "--sheets",
        metavar="CODES",
        help="segments with a sheet of their own in the plan, as 4,7; all of them if not given",
    )
    parser.add_argument(
        "--template", metavar="T.xlsx", help="a workbook of yours that is filled for --plan"
    )
    parser.add_argument("--customers", metavar="OUT.csv", help="one row per customer")
    parser.add_argument("--slides", metavar="S.pptx", help="what was found, as slides")
    parser.add_argument("--report", metavar="R.pdf|R.html", help="the same as a report to read")
    add_paper(parser, "what plan and report are printed on")
    parser.add_argument("--json", metavar="OUT", help="every number, as JSON")


def add_paper(parser: argparse.ArgumentParser, meaning: str) -> None:
    """Add the option for the paper that workbooks and reports are printed on."""
    parser.add_argument("--paper", choices=(A4, LETTER), default=A4, help=meaning)


def documents_wanted(
    options: argparse.Namespace, slides: str, report: str
) -> tuple[FileWanted, ...]:
    """Return what is to be written for readers; the paths are those to write at.

    Raises
    ------
    UserError
        If an option has no meaning.
    """
    if options.template and not options.plan:
        raise UserError("--template is filled for --plan.", "Give --plan with it.")
    fonts, kind = str(resources.path("fonts")), WEB if report.lower().endswith(PAGES) else PDF
    wanted = (
        FileWanted(SLIDES, slides),
        FileWanted(kind, report, paper=options.paper, fonts=fonts),
    )
    return tuple(one for one in wanted if one.path)


def plan_wanted(options: argparse.Namespace, path: str) -> FileWanted:
    """Return the plan that is to be written at a path.

    Raises
    ------
    UserError
        If an option has no meaning.
    """
    workbook, sheets = absolute(options.template), _chosen(options.sheets)
    return FileWanted(PLAN, path, workbook=workbook, sheets=sheets, paper=options.paper)


def _chosen(codes: str | None) -> tuple[int, ...] | None:
    if codes is None:
        return None
    try:
        return tuple(int(code) for code in codes.split(",") if code.strip())
    except ValueError as error:
        raise UserError(
            f"--sheets {codes} does not name segments.", "Give codes, as in --sheets 4,7."
        ) from error
