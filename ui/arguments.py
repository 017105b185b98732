"""The words of the command line, and what they mean as settings."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from core.actions.catalogue import read_catalogue
from core.errors import UserError
from core.intake.locating import locate
from core.settings import Action, Experiment, Kind, Recipe, Settings, Source
from core.settings_text import recipe_from, settings_from
from core.version import VERSION
from ui import list_arguments
from ui.directions import axis, outcome
from ui.output_arguments import add_outputs, add_paper
from ui.plan_arguments import add_plan, with_plan
from ui.segment_arguments import add_segments, with_segments
from ui.sql_arguments import add_sql
from ui.starting import default_settings

COMMANDS = ("inspect", "analyse", "results", "sql", "self-test")
PROJECT_ENDING = ".nonagon"


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line and a hint, like all others."""

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{message[:1].upper()}{message[1:]}.", f"See {self.prog} --help.")


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return what the command line asks for; ``command`` says which command.

    Raises
    ------
    UserError
        If it cannot be understood.
    """
    if arguments and not arguments[0].startswith("-") and arguments[0] not in COMMANDS:
        raise UserError(
            f"There is neither a file nor a command called “{arguments[0]}”.",
            f"Commands are {', '.join(COMMANDS)}; see nonagon --help.",
        )
    parser = _Parser(
        prog="nonagon",
        description="Which of your customers deserve what.",
        epilog="Without a command, nonagon [FILE…] opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"Nonagon {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_inspect(commands)
    _add_analyse(commands)
    _add_results(commands)
    add_sql(commands, _add_settings)
    commands.add_parser("self-test", help="prove that this installation works")
    return parser.parse_args(arguments)


def _add_inspect(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser("inspect", help="read files and say how, without analysing them")
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or book.xlsx#Sheet")
    _add_recipe(parser)
    parser.add_argument("--json", metavar="OUT", help="what was found, as JSON")
    parser.add_argument("--rows", metavar="OUT.csv", help="the accepted rows, typed")
    parser.add_argument("--raw", metavar="OUT.csv", help="the cells exactly as they stand")
    parser.add_argument(
        "--save-recipe", metavar="R.json", help="how the file is read, for --recipe next time"
    )


def _add_results(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser(
        "results",
        help="measure what an action really earned",
        description="Measure a file with a treatment column, one row for each customer; or, with "
        "--before, what the plan of an earlier period earned: FILE are the later period's files, "
        "with the one that says who was to get which action and who was held out.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, or book.xlsx#Sheet")
    parser.add_argument("--treatment", metavar="COLUMN", help="column that says who got what")
    parser.add_argument(
        "--outcome",
        action="append",
        default=[],
        metavar="COLUMN[:more|less]",
        help="column that may have changed, with the end that is good",
    )
    parser.add_argument("--control", default="", metavar="VALUE", help="of those who got nothing")
    parser.add_argument("--cost", type=float, metavar="C", help="of treating one customer")
    parser.add_argument(
        "--covariate",
        action="append",
        default=[],
        metavar="COLUMN",
        help="column known from before the treatment; without any, all others are looked at",
    )
    parser.add_argument(
        "--control-share", type=float, metavar="S", help="share that was meant as control, 0 to 1"
    )
    parser.add_argument(
        "--before", nargs="+", default=[], metavar="FILE", help="files of the earlier period"
    )
    parser.add_argument("--report", metavar="OUT.xlsx", help="what the plan earned, as a workbook")
    add_paper(parser, "what the report is printed on")
    _add_settings(parser)
    parser.add_argument("--json", metavar="OUT", help="every number, as JSON")


def _add_analyse(commands: "argparse._SubParsersAction[_Parser]") -> None:
    parser = commands.add_parser("analyse", help="import, segment, weigh the actions, plan")
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, book.xlsx#Sheet, or one project"
    )
    add_plan(parser)
    _add_settings(parser)
    add_outputs(parser)
    list_arguments.add(parser)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--axis",
        action="append",
        default=[],
        metavar="MEASURE=COLUMN[:more|less|target=V]",
        help="an axis; COLUMN may be a formula of columns; give all three or none",
    )
    parser.add_argument("--as-of", metavar="DATE", help="last day that counts, as 2025-09-30")
    add_segments(parser)
    _add_recipe(parser)
    parser.add_argument("--settings", metavar="S.json", help="axes, value, economics, …")


def _add_recipe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recipe",
        action="append",
        default=[],
        metavar="R.json",
        help="how files are read; with a key “file” for that file only",
    )
    parser.add_argument(
        "--password-file",
        default="",
        metavar="P.txt",
        help="its first line opens protected files; without it you are asked",
    )


def sources(options: argparse.Namespace) -> tuple[Source, ...]:
    """Return the files as sources, each with its recipe.

    Raises
    ------
    UserError
        If a recipe cannot be read, or is for none of the files.
    """
    recipes = [recipe_from(_text_of(path), path) for path in options.recipe]
    found = tuple(_source(file, recipes) for file in _files(options))
    names = {Path(source.path).name for source in found}
    for (file, _recipe), path in zip(recipes, options.recipe, strict=True):
        if file and file not in names:
            hint = f"Its “file” has to be one of {', '.join(sorted(names))}."
            raise UserError(f"{path} is for “{file}”, which is not among the files.", hint)
    return found


def _files(options: argparse.Namespace) -> list[str]:
    """Return all files that are named as sources; those of an earlier period come last."""
    return [*options.files, *getattr(options, "before", [])]


def _source(text: str, recipes: list[tuple[str, Recipe]]) -> Source:
    path, sheet = locate(text)
    name = Path(path).name
    fitting = [recipe for file, recipe in recipes if file in {"", name}]
    recipe = fitting[-1] if fitting else Recipe()
    if sheet:
        recipe = replace(recipe, sheet=sheet)
    return Source(str(Path(path).absolute()), recipe)


def files_read(options: argparse.Namespace) -> list[str]:
    """Return the paths of all files that the command reads."""
    sources = [locate(file)[0] for file in (*_files(options), *getattr(options, "earlier", ()))]
    single = ("settings", "catalogue", "plan_back", "password_file", "template", "pseudonymise")
    named = [*(getattr(options, name, None) for name in single), *options.recipe]
    named.append(list_arguments.template_read(options))
    return [*sources, *(path for path in named if path)]


def project(options: argparse.Namespace) -> str:
    """Return the path of the project that is to be analysed again; "" if there is none.

    Raises
    ------
    UserError
        If there are other files beside it.
    """
    found = [file for file in options.files if file.lower().endswith(PROJECT_ENDING)]
    if found and (len(options.files) > 1 or options.recipe):
        raise UserError(
            "A project brings its own files, and how they are read.",
            "Give the project alone, or the files without it.",
        )
    return str(Path(found[0]).absolute()) if found else ""


def settings(options: argparse.Namespace, saved: Settings | None = None) -> Settings:
    """Return the analysis that the command line asks for.

    Parameters
    ----------
    options
        The command line.
    saved
        The settings of the project that is analysed again; None for those of a new analysis.

    Raises
    ------
    UserError
        If an option has no meaning.
    """
    chosen = saved or replace(default_settings(), sources=sources(options))
    if options.settings:
        chosen = settings_from(_text_of(options.settings), options.settings, chosen)
    if options.axis:
        chosen = replace(chosen, axes=tuple(map(axis, options.axis)))
    if hasattr(options, "budget"):
        chosen = with_plan(chosen, options)
    if getattr(options, "earlier", ()):
        recipes = [recipe_from(_text_of(path), path) for path in options.recipe]
        chosen = replace(chosen, earlier=tuple(_source(file, recipes) for file in options.earlier))
    if options.as_of is not None:
        chosen = replace(chosen, value=replace(chosen.value, as_of=options.as_of))
    return with_segments(chosen, options)


def catalogue(path: str) -> tuple[Action, ...] | None:
    """Return the actions of a catalogue written as JSON; None if it is a workbook.

    Raises
    ------
    UserError
        If it cannot be read.
    """
    return read_catalogue(_text_of(path)) if path.lower().endswith(".json") else None


def two_periods(options: argparse.Namespace) -> Settings:
    """Return the analysis of a later period, with that of the earlier one as the one before.

    Raises
    ------
    UserError
        If an option has no meaning.
    """
    chosen = settings(options)
    count = len(options.files)
    earlier = replace(chosen, sources=chosen.sources[count:])
    return replace(chosen, sources=chosen.sources[:count], previous=earlier)


def experiment(options: argparse.Namespace) -> Experiment:
    """Return what is to be measured in a file with a treatment column.

    Raises
    ------
    UserError
        If there is more than one file, or an outcome is not written as one.
    """
    found = sources(options)
    if len(found) > 1:
        raise UserError("--treatment measures one file.", "Give one file at a time.")
    recipe = replace(found[0].recipe, kind=found[0].recipe.kind or Kind.PROFILES)
    return Experiment(
        source=replace(found[0], recipe=recipe),
        treatment=options.treatment,
        outcomes=tuple(map(outcome, options.outcome)),
        control=options.control,
        cost=options.cost,
        covariates=tuple(options.covariate),
        control_share=options.control_share,
        seed=options.seed or 0,
    )


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        there = Path(path).is_file()
        message = f"{path} {'cannot be read as a UTF-8 text' if there else 'is not there'}."
        raise UserError(message, "Check the name of the file and that you may read it.") from error
