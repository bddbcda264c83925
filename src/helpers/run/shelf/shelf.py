"""`python -m helpers shelf ROOT OUT`: each folder of ROOT is a company; their tables become one Parquet dataset."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any

import dask
from distributed import Client, KilledWorker, LocalCluster, as_completed
from tqdm import tqdm

from helpers import companies
from helpers.language.company import load
from helpers.language.errors import HelpersError
from helpers.run.shelf import folder
from helpers.run.shelf.folder import Summary

DEATHS = 3
"""How many workers a folder may take with it before it is given up."""
PATIENCE = 20  # seconds, for a scheduler to answer
_AHEAD = 2  # tasks given out for each worker: one to work on and one to go on with, so that none waits at the end
_QUIET = {  # Dask watches itself many times a second, in each process, for a dashboard that nobody looks at here
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.scheduler.active-memory-manager.start": False,
}
_SHOWN = 20  # rows of the summary that are printed at either end


class ShelfError(HelpersError, ValueError):
    """A shelf that cannot be read; the message says what, where and what to do."""


def build(
    root: Path,
    out: Path,
    workers: int = 0,
    scheduler: str = "",
    told: Callable[[Summary], None] | None = None,
    company: str = "",
) -> list[Summary]:
    """Read every folder of `root` into the dataset `out`; a summary of each, by name.

    workers    processes on this machine (default: one a core); 0 with `scheduler`
    scheduler  the address of a Dask scheduler whose workers see both folders and have this package
    told       called with each summary as it comes
    company    whose filings a folder holds that does not say it itself, as the name of a company or a folder

    Raises ShelfError and CompanyError. A folder that fails is in the list with its error, and costs no other.
    """
    folders = _folders(root)
    named = _known_everywhere(company) if company else ""
    out.mkdir(parents=True, exist_ok=True)
    for company in folder.known(out).keys() - {path.name for path in folders}:
        folder.forget(out, company)
    code, found = folder.code_digest(), []
    with _client(workers, scheduler) as client, dask.config.set({"distributed.scheduler.allowed-failures": DEATHS}):
        for summary in _read(client, folders, out.resolve(), code, named):
            found.append(summary)
            if told is not None:
                told(summary)
    found.sort(key=lambda summary: summary.company)
    folder.write_summary(out, found)
    return found


def _known_everywhere(company: str) -> str:
    """A company by its name, where it comes with the package, which each worker has; else by its whole path."""
    folder = load(company).folder
    return folder.name if folder.parent == companies.FOLDER else str(folder)


def _folders(root: Path) -> list[Path]:
    if not root.is_dir():
        raise ShelfError(f"{root}: no such folder. Name the folder that holds one folder of filings a company.")
    found = sorted(path.resolve() for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))
    if not found:
        raise ShelfError(f"{root}: no folder in it. Give each company a folder with its filings as *.txt.")
    return found


@contextmanager
def _client(workers: int, scheduler: str) -> Iterator[Client]:
    """A client of the cluster named, or of one of this machine's own that ends with it."""
    if scheduler:
        try:
            client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ShelfError(f"--scheduler {scheduler}: no Dask scheduler answers there ({error}).") from None
        with client:
            yield client
        return
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": DEATHS, **_QUIET}),
        LocalCluster(
            n_workers=workers or cores, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        ) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _read(client: Client, folders: list[Path], out: Path, code: str, company: str) -> Iterator[Summary]:
    """Summaries as they come. Few tasks are out at any time, whatever the number of folders."""
    waiting = iter(folders)
    names: dict[Any, str] = {}

    def give() -> Any:
        path = next(waiting, None)
        if path is None:
            return None
        task = client.submit(folder.read, str(path), str(out), code, company, pure=False)
        names[task.key] = path.name
        return task

    at_once = _AHEAD * max(1, len(client.scheduler_info()["workers"]))
    first = [task for task in (give() for _ in range(at_once)) if task is not None]
    running = as_completed(first, loop=client.loop)
    for task in running:
        name = names.pop(task.key)
        error = task.exception()
        if error is None:
            yield Summary(**task.result())
        else:
            folder.forget(out, name)
            died = isinstance(error, KilledWorker)
            said = f"{DEATHS + 1} workers died of it" if died else f"{type(error).__name__}: {error}"
            yield Summary(name, error=said)
        task.release()
        following = give()
        if following is not None:
            running.add(following)


def _table(found: list[Summary]) -> Iterator[str]:
    """The summaries as lines of text: the first and the last of a long shelf."""
    names = [field.name for field in fields(Summary) if field.name != "error"]
    rows = [names, *([_shown(getattr(one, name)) for name in names] for one in found)]
    if len(rows) > 2 * _SHOWN:
        rows = [*rows[:_SHOWN], ["..."] * len(names), *rows[-_SHOWN:]]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *numbers in rows:
        yield "  ".join([name.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])])


def _shown(cell: str | float) -> str:
    return cell if isinstance(cell, str) else f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}"


def command(root: Path, out: Path, workers: int, scheduler: str, company: str = "") -> int:
    """Build with a progress bar, and say what became of it; the exit status: 1 if a folder failed."""
    total = len(_folders(root))
    with tqdm(total=total, unit="company", file=sys.stderr, disable=None) as bar:

        def told(_: Summary) -> None:
            bar.update()

        found = build(root, out, workers, scheduler, told, company)
    failed = [summary for summary in found if summary.error]
    read = [summary for summary in found if not summary.error]
    for line in _table(found):
        print(line)
    print(
        f"{len(read):,} companies, {sum(s.filings for s in read):,} filings, {sum(s.facts for s in read):,} facts, "
        f"{sum(s.unread for s in read):,} numbers unread, {sum(s.broken_checks for s in read):,} checks broken. "
        f"Dataset and summary.parquet in {out}."
    )
    for summary in failed:
        print(f"{summary.company}: {summary.error}", file=sys.stderr)
    return 1 if failed else 0
