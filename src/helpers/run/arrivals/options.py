"""How `add` and `remove` are called. Nothing heavy is imported, so that the other commands start as quickly."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from helpers.filing.records import read_records
from helpers.run.project import Project


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe both commands to the command line."""
    add = commands.add_parser("add", help="take a new filing into data/raw, and say first what it changes")
    add.add_argument("file", type=Path, metavar="FILE", help="the filing: its text (UTF-8), HTML page or PDF")
    for flag, metavar, what in (
        ("--announced-on", "DATE", "the day it was published, where its text does not say it"),
        ("--kind", "KIND", "presentation, release or notice"),
        ("--period-start", "DATE", "the first day of the period it reports"),
        ("--period-end", "DATE", "the last day of it"),
        ("--title", "TEXT", "its title"),
        ("--publisher", "TEXT", "who published it"),
        ("--supersedes", "FILING", "the filing that it is a corrected version of ('none': both stand)"),
    ):
        add.add_argument(flag, default="", metavar=metavar, help=what)
    _add_common(add)
    add.set_defaults(command=_add)
    convert = commands.add_parser("convert", help="show the text that a filing's HTML page or PDF becomes")
    convert.add_argument(
        "file", type=Path, metavar="FILE", help="an HTML page (an SEC exhibit, a newswire's page) or a PDF"
    )
    convert.add_argument(
        "--to", type=Path, metavar="TEXT", help="write it there, and beside it what has no place in it"
    )
    convert.set_defaults(command=_convert)
    remove = commands.add_parser("remove", help="take a filing out of data/raw, and say first what that changes")
    remove.add_argument("filing", metavar="FILING", help="its name, as in 2017-05-15_fy16_presentation")
    _add_common(remove)
    remove.set_defaults(command=_remove)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="report, and change nothing")
    parser.add_argument("--all", action="store_true", help="every row of every list of the report")
    parser.add_argument("--no-findings", action="store_true", help="do not run the notebooks to compare their findings")
    parser.add_argument("--data", default="data", metavar="DIR", help="another data folder, with raw/ in it")


def _any_terminal() -> None:
    """Let a terminal that knows fewer characters show what it can of a report."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _add(options: argparse.Namespace) -> int:
    from helpers.run.arrivals import command

    _any_terminal()
    return command.add(options)


def _remove(options: argparse.Namespace) -> int:
    from helpers.run.arrivals import command

    _any_terminal()
    return command.remove(options)


def _convert(options: argparse.Namespace) -> int:
    from helpers.run.arrivals import conversion

    _any_terminal()
    return conversion.convert(options)


def take_dropped(project: Project, left_out: frozenset[str]) -> frozenset[str]:
    """Report on texts that were put into data/raw by hand since the last run, and write their records.

    `left_out` names those that nothing can be made of.
    Returns the names of those that cannot be taken, each told on standard error.
    """
    raw = project.data / "raw"
    if all(path.stem in read_records(raw) for path in raw.glob("*.txt") if path.name not in left_out):
        return frozenset()
    from helpers.run.arrivals import command

    return command.take_dropped(project, left_out)
