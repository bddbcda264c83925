"""The command line: `python -m helpers COMMAND`. `python -m helpers --help` lists the commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from helpers.language.errors import HelpersError
from helpers.run.arrivals import options as arrivals
from helpers.run.parameters import ParameterError
from helpers.run.project import PipelineError, Project, find_project, path_of, require_free

_COMPANY = "whose filings they are, by name or by the folder that describes it, where no folder company/ is with them"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.command(options)
        return status
    except HelpersError as error:
        print(f"{error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(_sentence(error), file=sys.stderr)
        return 2
    except MemoryError:
        print("There is too little memory for this. Close other programs, or try --jobs 1.", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. Notebooks that had finished are kept.", file=sys.stderr)
        return 130


def _sentence(error: OSError) -> str:
    """What the system refused, where, and that nothing was left half-done."""
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}. Make sure that it can be read and written and has room, then try again."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run the notebooks whose inputs have changed, and renew data/processed")
    run.add_argument(
        "-p",
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a parameter for every notebook that declares it, as in -p as_of=2016-12; may be repeated",
    )
    run.add_argument("--only", default="", metavar="NAME", help="this notebook alone, as in --only 05_cloud")
    run.add_argument("--from", default="", dest="start", metavar="NAME", help="this notebook and those after it")
    _add_running(run)
    run.set_defaults(command=_run)

    report = commands.add_parser("report", help="run, then build the book, and print its address")
    _add_running(report)
    report.set_defaults(command=_report)

    book = commands.add_parser("book", help="build the book from the notebooks that have been run")
    book.set_defaults(command=_book)

    refresh = commands.add_parser("refresh", help="renew the outputs of the committed notebooks")
    refresh.add_argument("--jobs", type=int, default=0, metavar="N", help="how many at once (default: one a core)")
    refresh.set_defaults(command=_refresh)

    extract = commands.add_parser("extract", help="read the filings of a folder into tables in another")
    extract.add_argument("raw_dir", type=Path, metavar="RAW_DIR", help="a folder of *.txt, with or without filings.csv")
    extract.add_argument("out_dir", type=Path, metavar="OUT_DIR", help="made if it is not there")
    extract.add_argument("--concepts", type=Path, metavar="FILE", help="words of your own, beside concepts.toml")
    extract.add_argument("--company", default="", metavar="COMPANY", help=_COMPANY)
    extract.add_argument("--reader", default="", metavar="MODULE:FUNCTION", help="a rule of your own for the readers")
    extract.set_defaults(command=_extract)

    arrivals.add_commands(commands)

    course = commands.add_parser("course", help="the lessons to hand out (build/course.zip), and the teacher's part")
    course.set_defaults(command=_course)

    shelf = commands.add_parser("shelf", help="read folders of filings, one a company, into a Parquet dataset")
    shelf.add_argument("root", type=Path, metavar="ROOT", help="a folder of folders, each with a company's *.txt")
    shelf.add_argument(
        "out", type=Path, metavar="OUT", help="the dataset; made if it is not there, else brought up to date"
    )
    shelf.add_argument("--company", default="", metavar="COMPANY", help=_COMPANY)
    shelf.add_argument("--workers", type=int, default=0, metavar="N", help="processes (default: one a core)")
    shelf.add_argument("--scheduler", default="", metavar="ADDRESS", help="a Dask cluster's, which must be trusted")
    shelf.set_defaults(command=_shelf)

    export = commands.add_parser("export-xbrl", help="write the facts as xBRL-CSV reports with their taxonomy")
    export.add_argument("out_dir", type=Path, metavar="OUT", help="made if it is not there")
    export.add_argument("--data", type=Path, metavar="DIR", help="a data folder (default: the project's own)")
    export.set_defaults(command=_export_xbrl)
    return parser


def _add_running(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="how many at once (default: one a core)")
    parser.add_argument("--force", action="store_true", help="run even what has not changed")


def _run(options: argparse.Namespace) -> int:
    from helpers.run import gate, pipeline

    given = {}
    for text in options.parameter:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise ParameterError(f"-p takes NAME=VALUE, as in -p as_of=2016-12, not {text!r}.")
        given[name.strip()] = value
    project = find_project()
    left_out = gate.pass_folder(project.root / path_of(given.get("data_dir", "data")) / "raw", _has_steps(project))
    outcome = pipeline.run(project, given, options.only, options.start, options.jobs, options.force, left_out=left_out)
    return 1 if outcome.failed else 0


def _has_steps(project: Project) -> bool:
    """Whether the notebooks are there: where they are not, that is to be said first."""
    return all(project.source(step).is_file() for step in project.steps)


def _report(options: argparse.Namespace) -> int:
    from helpers.publish import build
    from helpers.run import gate, pipeline

    project = find_project()
    build.require_plain(project)
    left_out = gate.pass_folder(project.data / "raw", _has_steps(project))
    if _has_steps(project):
        left_out |= arrivals.take_dropped(project, left_out)
    outcome = pipeline.run(project, jobs=options.jobs, force=options.force, left_out=left_out)
    return 1 if outcome.failed else build.build(project)


def _book(options: argparse.Namespace) -> int:
    from helpers.publish import build
    from helpers.run import gate

    project = find_project()
    gate.pass_tables(project.data, gate.pass_folder(project.data / "raw"))
    return build.build(project)


def _refresh(options: argparse.Namespace) -> int:
    from helpers.run import gate, refresh

    project = find_project()
    left_out = gate.pass_folder(project.data / "raw", _has_steps(project))
    return refresh.refresh(project, options.jobs, left_out)


def _extract(options: argparse.Namespace) -> int:
    if not options.raw_dir.is_dir():
        raise PipelineError(f"{options.raw_dir} is not a folder; give the folder that holds the filings as *.txt.")
    if not list(options.raw_dir.glob("*.txt")):
        raise PipelineError(f"{options.raw_dir} holds no filing (*.txt).")
    if options.concepts is not None:
        from helpers.language import concepts

        concepts.add(options.concepts)
    from helpers.language import company
    from helpers.run import gate
    from helpers.run.extract import extract

    require_free(options.out_dir, options.raw_dir)
    with company.use(company.of_folder(options.raw_dir, options.company)):
        gate.pass_folder(options.raw_dir, whole=False)
    changed = extract(options.raw_dir, options.out_dir, options.reader, options.company)
    said = f"Wrote {', '.join(sorted(changed))}" if changed else "Nothing has changed"
    print(f"{said} in {options.out_dir}.")
    return 0


def _course(options: argparse.Namespace) -> int:
    from helpers.publish.course import handout

    for path in handout.build(find_project()):
        print(f"Wrote {path}.")
    return 0


def _shelf(options: argparse.Namespace) -> int:
    try:
        from helpers.run.shelf import shelf
    except ImportError as error:
        raise PipelineError(
            f"shelf needs the packages of the extra [shelf], and {error.name} is not installed: "
            "pip install 'iij-filings[shelf]'."
        ) from None
    return shelf.command(options.root, options.out, options.workers, options.scheduler, options.company)


def _export_xbrl(options: argparse.Namespace) -> int:
    from helpers.publish import xbrl
    from helpers.run import gate

    data = path_of(str(options.data)) if options.data is not None else find_project().data
    require_free(options.out_dir, data / "raw", data / "processed")
    gate.pass_tables(data, gate.pass_folder(data / "raw"))
    for report in xbrl.export(data, options.out_dir):
        print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
