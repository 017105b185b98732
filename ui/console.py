"""The command line: the same engine as the window, for people who automate."""

import argparse
import contextlib
import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

from core.answers import SourceView
from core.errors import LockedError, UserError
from core.export_kinds import ORDERS, QUERY, REPORT, FileWanted
from core.output.json_text import json_text
from core.output.writing import keep_apart
from core.requests import (
    Export,
    Exported,
    Inspect,
    Inspected,
    Measure,
    Measured,
    Request,
    SaveOrdersQuery,
)
from core.settings import Source
from core.settings_text import recipe_object
from core.tables.sources import Receipt
from ui import arguments, list_arguments, self_test
from ui.engine_client import EngineClient, EngineFaultError, ask
from ui.output_arguments import documents_wanted
from ui.outputs import STANDARD_OUTPUT, leave_output_alone, outputs, print_text, tell_files, write
from ui.passwords import Passwords
from ui.project_console import opened_project, save_project
from ui.sql_arguments import database
from ui.summary import experiment_summary, results_summary, summary
from ui.workbook_console import with_workbooks

DONE, FAULT, PROBLEM = 0, 1, 2
SET_ASIDE_TOLD = 20


def run(words: list[str]) -> int:
    """Run a command; return the exit status.

    0 is done; 2 is a problem that the user can fix, told on standard error as one line and a
    hint; 1 is a fault of the program.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal has every character
    try:
        options = arguments.parse(words)
        return _COMMANDS[options.command](options)
    except UserError as problem:
        print(f"nonagon: {problem.message}", file=sys.stderr)
        if problem.hint:
            print(f"Hint: {problem.hint}", file=sys.stderr)
        return PROBLEM
    except EngineFaultError as fault:
        print(f"nonagon: this is a fault of the program.\n{fault}", file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        print("nonagon: stopped.", file=sys.stderr)
        return PROBLEM
    except BrokenPipeError:
        leave_output_alone()
        return DONE


def _inspect(options: argparse.Namespace) -> int:
    found = arguments.sources(options)
    _check_outputs(options, (options.json, options.rows, options.raw, options.save_recipe))
    if (options.rows or options.raw or options.save_recipe) and len(found) > 1:
        raise UserError(
            "--rows, --raw and --save-recipe are about one file.", "Give one file at a time."
        )
    asker = Passwords(options.password_file)
    with _engine() as engine:
        answers = [_inspect_one(engine, source, options, asker) for source in found]
    if options.save_recipe:
        _save_recipe(options.save_recipe, answers[0].view)
    texts = [answer.json for answer in answers]
    if options.json:
        write(options.json, texts[0] if len(texts) == 1 else "[" + ",".join(texts) + "]\n")
    if STANDARD_OUTPUT not in {options.json, options.rows, options.raw}:
        print_text("\n\n".join(_described(answer.view) for answer in answers))
    return DONE


def _inspect_one(
    engine: EngineClient, source: Source, options: argparse.Namespace, asker: Passwords
) -> Inspected:
    with outputs(options.rows, options.raw) as (rows, raw):
        answer = _opened(engine, Inspect(source, rows, raw), asker)
    assert isinstance(answer, Inspected)  # noqa: S101 - the engine's contract
    _tell_set_aside(answer.view)
    return answer


def _save_recipe(path: str, view: SourceView) -> None:
    """Write how a file was read, for any file like it; it holds no data."""
    write(path, json_text(recipe_object(view.recipe)))


def _tell_set_aside(view: SourceView) -> None:
    """Name the first rows that were set aside, and how many more there are; JSON has more."""
    for row in view.set_aside[:SET_ASIDE_TOLD]:
        print(f"{view.name}, row {row.row}: {row.reason}", file=sys.stderr)
    more = view.receipt.rejected - min(len(view.set_aside), SET_ASIDE_TOLD)
    if more > 0:
        print(f"{view.name}: {more:,} more rows are set aside; --json names all.", file=sys.stderr)


def _described(view: SourceView) -> str:
    """Return how a source was read, as a few lines for people."""
    receipt = view.receipt
    lines = [
        f"{view.name}: {view.kind}, {receipt.accepted:,} rows accepted",
        f"  why: {view.kind_reason}",
        f"  {_sum_of_rows(receipt)}",
        *(f"  {one.name}: {one.type}, {one.role}. {one.reason}" for one in view.columns),
        *(f"  note: {note}" for note in view.notes),
        *(f"  offer: {offer.text}" for offer in view.offers),
        *(f"  question: {question.text} {question.hint}" for question in view.questions),
    ]
    return "\n".join(lines)


def _sum_of_rows(receipt: Receipt) -> str:
    names = ("header", "accepted", "waiting", "rejected", "blank", "totals")
    parts = (f"{name} {getattr(receipt, name):,}" for name in names)
    return f"rows in {receipt.rows_in:,} = {' + '.join(parts)}"


def _analyse(options: argparse.Namespace) -> int:
    asked = (options.plan, options.customers, options.groups, options.slides, options.report)
    _check_outputs(options, (options.json, *asked))
    told = STANDARD_OUTPUT not in {options.json, *asked}
    with _engine() as engine, outputs(*asked) as (*files, slides, report):
        asker = Passwords(options.password_file)
        opened = opened_project(engine, arguments.project(options), asker)
        saved = opened.work.present.settings if opened is not None else None
        chosen = with_workbooks(engine, arguments.settings(options, saved), options)
        wanted = list_arguments.files_wanted(options, *files)
        wanted += documents_wanted(options, slides, report)
        request = Export(chosen, wanted, with_json=bool(options.json), with_takes=told)
        answer = _opened(engine, request, asker)
        assert isinstance(answer, Exported)  # noqa: S101 - the engine's contract
        tell_files(answer.files, wanted)
        if options.project:
            save_project(engine, options.project, answer.analysis, opened)
    if options.json:
        write(options.json, answer.json)
    if told:
        print_text(summary(answer.analysis, answer.takes))
    return DONE


def _sql(options: argparse.Namespace) -> int:
    _check_outputs(options, (options.out,))
    return _sql_of_orders(options) if options.orders else _sql_of_scoring(options)


def _sql_of_scoring(options: argparse.Namespace) -> int:
    with _engine() as engine, outputs(options.out) as (path,):
        asker = Passwords(options.password_file)
        opened = opened_project(engine, arguments.project(options), asker)
        saved = opened.work.present.settings if opened is not None else None
        wanted = (FileWanted(QUERY, path, database=database(options)),)
        request = Export(arguments.settings(options, saved), wanted)
        tell_files(_opened(engine, request, asker).files, wanted)
    return DONE


def _sql_of_orders(options: argparse.Namespace) -> int:
    found = arguments.sources(options)
    if len(found) > 1:
        raise UserError("--orders takes the columns from one file.", "Give one file at a time.")
    with _engine() as engine, outputs(options.out) as (path,):
        asker, asked = Passwords(options.password_file), database(options)
        answer = _opened(engine, SaveOrdersQuery(found[0], path, asked), asker)
        tell_files(answer.files, (FileWanted(ORDERS, path, database=asked),))
    return DONE


def _results(options: argparse.Namespace) -> int:
    if options.treatment and options.before:
        raise UserError(
            "--treatment measures one file, --before a plan between two periods.",
            "Give one of them.",
        )
    if options.treatment:
        return _results_of_file(options)
    if not options.before:
        raise UserError(
            "What is to be measured?",
            "Give --treatment COLUMN and --outcome COLUMN, or --before with the files of the "
            "earlier period.",
        )
    return _results_of_plan(options)


def _results_of_file(options: argparse.Namespace) -> int:
    asked = arguments.experiment(options)
    _check_outputs(options, (options.json,))
    with _engine() as engine:
        answer = _opened(engine, Measure(asked), Passwords(options.password_file))
    assert isinstance(answer, Measured)  # noqa: S101 - the engine's contract
    _tell(options.json, answer.json, experiment_summary(answer.table))
    return DONE


def _results_of_plan(options: argparse.Namespace) -> int:
    chosen = arguments.two_periods(options)
    _check_outputs(options, (options.json, options.report))
    with _engine() as engine, outputs(options.report) as (report,):
        wanted = (FileWanted(REPORT, report, paper=options.paper),) if report else ()
        answer = _opened(engine, Export(chosen, wanted), Passwords(options.password_file))
    assert isinstance(answer, Exported)  # noqa: S101 - the engine's contract
    tell_files(answer.files, wanted)
    view = answer.analysis.results
    told = "" if view is None or options.report == STANDARD_OUTPUT else results_summary(view)
    _tell(options.json, answer.results, told)
    return DONE


def _tell(target: str | None, json: str, text: str) -> None:
    """Write the JSON where it is to go, and the text unless the JSON goes to the same place."""
    if target:
        write(target, json)
    if text and target != STANDARD_OUTPUT:
        print_text(text)


def _self_test(_options: argparse.Namespace) -> int:
    with _engine() as engine:
        problems = self_test.run(lambda request: _asked(engine, request), print)
    return FAULT if problems else DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "inspect": _inspect,
    "analyse": _analyse,
    "results": _results,
    "sql": _sql,
    "self-test": _self_test,
}


def _check_outputs(options: argparse.Namespace, targets: tuple[str | None, ...]) -> None:
    """Make sure, before any work is done, that no output destroys an input or another output."""
    if targets.count(STANDARD_OUTPUT) > 1:
        raise UserError(
            "Two results are to go to the standard output, where they would run together.",
            "Give “-” once, and a file for each of the others.",
        )
    files = [target for target in targets if target and target != STANDARD_OUTPUT]
    keep_apart(files, arguments.files_read(options))


@contextlib.contextmanager
def _engine() -> Iterator[EngineClient]:
    client = EngineClient()
    try:
        yield client
    finally:
        client.close()


def _asked(engine: EngineClient, request: Request) -> Any:
    """Return the engine's answer, with the progress on standard error if somebody looks."""
    if not sys.stderr.isatty():
        return ask(engine, request, _say_nothing)
    try:
        return ask(engine, request, _say_progress)
    finally:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _opened(engine: EngineClient, request: Request, asker: Passwords) -> Any:
    """Return the engine's answer, with the passwords that it takes."""
    while True:
        try:
            return _asked(engine, request)
        except LockedError as problem:
            asker.unlock(engine, problem)


def _say_nothing(_label: str, _fraction: float) -> None:
    """Keep quiet where nobody watches."""


def _say_progress(label: str, fraction: float) -> None:
    print(f"\r\033[K{label} {fraction:4.0%}", end="", file=sys.stderr, flush=True)
