"""`python -m helpers add FILE` and `python -m helpers remove FILING`."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

from helpers.data import atomic
from helpers.filing import raw as filings
from helpers.filing.documents.convert import Converted
from helpers.filing.raw import Filing
from helpers.filing.records import ChangedError, FilingError, RecordsError
from helpers.run import gate
from helpers.run.arrivals import (
    alarms,
    blame,
    changed_findings,
    contents,
    conversion,
    effects,
    folder,
    intake,
    report_text,
)
from helpers.run.arrivals.effects import ShelfTables
from helpers.run.arrivals.intake import Arrival, Stated
from helpers.run.arrivals.report import FindingsChanged, Report
from helpers.run.project import Project, find_project, path_of

Read = list[tuple[Filing, dict[str, str]]]


def add(options: argparse.Namespace) -> int:
    """Report on a text and take it in; the exit status. Raises FilingError."""
    project, data = find_project(), _data(options.data)
    stated = Stated(**{field.name: getattr(options, field.name) for field in dataclasses.fields(Stated)})
    with conversion.as_text(options.file) as (path, made):
        return _add(options, project, data, intake.receive(path, stated, data / "raw"), made)


def _add(options: argparse.Namespace, project: Project, data: Path, arrival: Arrival, made: Converted | None) -> int:
    stem = arrival.filing.stem
    if arrival.already:
        print(f"{arrival.path.name} is there already, as {arrival.already}: the same content. Nothing to do.")
        return 0
    arrival = dataclasses.replace(arrival, remarks=(*conversion.remarks(made, stem), *arrival.remarks))
    report = arriving(project, data, arrival, not options.no_findings)
    print(report_text.text(report, options.all))
    if options.dry_run:
        print("Nothing was changed (--dry-run).")
        return 0
    raw = data / "raw"
    row = arrival.row() | (made.record() if made else {})
    folder.put(raw, stem, arrival.data, folder.read_records(raw).with_row(row), conversion.companions(made, stem))
    print(f"Added {stem}.txt and its record to {project.relative(raw)}. {_next(data, project)}")
    return 0


def take_dropped(project: Project, left_out: Collection[str] = ()) -> frozenset[str]:
    """Report on texts that were put into data/raw by hand, and write their records; the names of those refused."""
    raw = project.data / "raw"
    known = folder.read_records(raw).by_stem()
    refused = set()
    for path in folder.texts(raw):
        if path.stem in known or path.name in left_out:
            continue
        try:
            arrival = intake.receive(path, Stated(), raw)
            if arrival.already:
                raise FilingError(f"{path.name} has the same content as {arrival.already}.txt. Remove one of them.")
        except FilingError as error:
            print(f"{error} It is left out; the others are read.", file=sys.stderr)
            refused.add(path.name)
            continue
        print(report_text.text(arriving(project, project.data, arrival)))
        folder.put(raw, path.stem, arrival.data, folder.read_records(raw).with_row(arrival.row()))
        print(f"Wrote the record of {path.name} into {project.relative(raw / folder.RECORDS)}.")
    return frozenset(refused)


def remove(options: argparse.Namespace) -> int:
    """Report on a filing and take it out; the exit status. Raises FilingError."""
    project, data = find_project(), _data(options.data)
    raw = data / "raw"
    stem = options.filing.removesuffix(".txt")
    there = [path.stem for path in folder.texts(raw)]
    if stem not in there:
        holds = ", ".join(there) or "none"
        raise FilingError(f"There is no filing {options.filing!r} in {project.relative(raw)}; the filings are {holds}.")
    report = going(project, data, stem, not options.no_findings)
    print(report_text.text(report, options.all))
    if options.dry_run:
        print("Nothing was changed (--dry-run).")
        return 0
    folder.take(raw, stem, folder.read_records(raw).without(stem))
    print(f"Removed {stem}.txt and its record from {project.relative(raw)}. {_next(data, project)}")
    return 0


def _data(text: str) -> Path:
    """The data folder, with whatever a killed run left half-way completed."""
    data = (find_project().root / path_of(text)).resolve()
    if not (data / "raw").is_dir():
        raise FilingError(f"{data} holds no folder raw; --data must name a folder that does.")
    atomic.complete(data / "raw")
    gate.pass_folder(data / "raw", described=False)
    return data


def _next(data: Path, project: Project) -> str:
    if data != project.data:
        return ""
    return "Next: make report, make refresh, and commit the text, filings.csv, data/processed and the notebooks."


# ---- the reports -----------------------------------------------------------------------------------------------


def _read(raw: Path) -> Read:
    """The filings that are there and can be read, each with its row."""
    if not folder.texts(raw):
        return []
    try:
        return [(filing, filing.record()) for filing in filings.read_folder(raw).filings]
    except (ChangedError, RecordsError):
        raise
    except FilingError:
        return []  # nothing in it can be read yet, as when the first text waits there for an answer


def arriving(project: Project, data: Path, arrival: Arrival, with_findings: bool = True) -> Report:
    """All there is to know of a filing before it comes in. Nothing is written."""
    before = [(filing, row) for filing, row in _read(data / "raw") if filing.stem != arrival.filing.stem]
    without, with_it = effects.tables_of(before), effects.tables_of([*before, (arrival.filing, arrival.row())])
    stem = arrival.filing.stem
    facts = with_it.facts[with_it.facts["filing"] == stem]
    numbers = with_it.numbers[with_it.numbers["filing"] == stem]
    compared = effects.compared(with_it, arrival.filing)
    texts = [data / "raw" / f"{filing.stem}.txt" for filing, _ in before]
    arriving_text = {f"{stem}.txt": arrival.data}  # under the name that it gets, whatever its file is called
    sides = changed_findings.ShelfSide(without, texts), changed_findings.ShelfSide(with_it, texts, arriving_text)
    return Report(
        "add",
        arrival.row(),
        arrival.stated,
        arrival.supersedes,
        remarks=arrival.remarks,
        sections=contents.sections(arrival.filing, facts),
        roles=dict(Counter(numbers["role"])),
        facts=len(facts),
        unread=contents.unread(numbers),
        new_items=contents.new_items(facts, without.facts),
        checks_passed=effects.passed(with_it, stem),
        corrects=effects.corrected(with_it, stem, arrival.supersedes),
        confirms=compared.confirms,
        restates=compared.restates,
        contradicts=compared.contradicts,
        targets=compared.targets,
        first_targets=compared.first_targets,
        **_changes(with_it, without, with_it, without),
        findings=changed_findings.compare(project, data, *sides) if with_findings else _skipped(),
    )


def going(project: Project, data: Path, stem: str, with_findings: bool = True) -> Report:
    """All there is to know before the filing `stem` goes. Nothing is written."""
    present = _read(data / "raw")
    rows = {filing.stem: row for filing, row in present}
    left = [
        (filing, row | {"supersedes": "" if row["supersedes"] == stem else row["supersedes"]})
        for filing, row in present
        if filing.stem != stem
    ]
    with_it, without = effects.tables_of(present), effects.tables_of(left)
    texts = [data / "raw" / f"{filing.stem}.txt" for filing, _ in left]
    sides = (
        changed_findings.ShelfSide(with_it, [*texts, data / "raw" / f"{stem}.txt"]),
        changed_findings.ShelfSide(without, texts),
    )
    return Report(
        "remove",
        rows[stem],
        returns=rows[stem]["supersedes"],
        facts=int((with_it.facts["filing"] == stem).sum()),
        **_changes(without, with_it, with_it, without),
        findings=changed_findings.compare(project, data, *sides) if with_findings else _skipped(),
    )


def _changes(after: ShelfTables, before: ShelfTables, longer: ShelfTables, shorter: ShelfTables) -> dict[str, Any]:
    revises, sharpens = effects.revised(after, before)
    broken = effects.broken(after, before)
    return {
        "checks_broken": broken,
        "contested": alarms.contested(broken),
        "contested_values": alarms.newly_contested(after.series, before.series),
        "jumps": alarms.jumps(after.series, before.series),
        "blamed": blame.blamed(after, before),
        "mended": len(effects.newly_broken(before, after)),
        "extends": effects.extended(longer, shorter),
        "revises": revises,
        "sharpens": sharpens,
    }


def _skipped() -> FindingsChanged:
    return FindingsChanged(not_compared="left out (--no-findings)")
