"""The report on a filing as text for a terminal: nothing in it that a terminal would obey."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from helpers.data.quantity import formats
from helpers.language import concepts
from helpers.language.calendar import Period
from helpers.proof.known_errors import EXPLAINED
from helpers.run.arrivals.report import (
    Blame,
    BrokenCheck,
    Contested,
    Extension,
    FindingChange,
    FindingsChanged,
    Jump,
    LineItem,
    NewTarget,
    PrintedNumber,
    Report,
    SaidTwice,
)

FEW = 12
"""Rows of each list that are shown, unless all are asked for."""
WORKED_OUT = frozenset({"two_ways", "conflict"})
"""Rules that set figures against each other which no filing prints."""
_FIELDS = (
    ("announced_on", "announced on"),
    ("kind", "form"),
    ("period_start", "reports from"),
    ("period_end", "to"),
    ("title", "title"),
    ("publisher", "published by"),
    ("sha256", "sha256"),
)


def text(report: Report, every: bool = False) -> str:
    """The whole report, with what would make a reader stop at its head; every row of every list with `every`."""
    arrives = report.action == "add"
    parts = [_record(report) if arrives else _going(report), *_first(report, every)]
    if arrives:
        parts += [_reading(report, every), _items(report, every)]
    parts += [_checks(report, every)]
    if arrives:
        parts += [_earlier(report, every)]
    parts += [_series(report, every)]
    return "\n\n".join(part for part in parts if part) + "\n"


def printable(said: object) -> str:
    """Text of a filing with everything invisible shown as a question mark."""
    return "".join(c if c.isprintable() else " " if c in "\t\n" else "?" for c in str(said))


def _list(head: str, rows: Iterable[str], every: bool) -> str:
    shown = [printable(row) for row in rows]
    more = len(shown) - FEW
    if not every and more > 1:
        shown = [*shown[:FEW], f"... and {more} more (--all shows them)"]
    return "\n".join([head, *(f"  {row}" for row in shown)])


def _when(period: Period | None) -> str:
    return formats.period(*period) if period else "nothing"


def _label(concept: str) -> str:
    known = concepts.load().concepts.get(concept)
    return f"{known.label} ({concept})" if known else concept


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# ---- what it is ------------------------------------------------------------------------------------------------


def _record(report: Report) -> str:
    rows = [
        f"{words:<13}  {report.record[name]}{'  (as stated)' if name in report.stated else ''}"
        for name, words in _FIELDS
    ]
    if report.supersedes:
        rows.append(f"{'supersedes':<13}  {report.supersedes}, which stays readable as of the days before")
    found = _list(printable(report.record["filing"]), rows, True)
    return found + (f"\n\n{_list('To know about the text', report.remarks, True)}" if report.remarks else "")


def _going(report: Report) -> str:
    head = f"{report.record['filing']} goes, with {_many(report.facts, 'fact')}."
    if report.returns:
        head += f" {report.returns}, which it corrected, counts again."
    return printable(head)


def _reading(report: Report, every: bool) -> str:
    numbers = sum(report.roles.values())
    others = ", ".join(f"{count:,} {role}" for role, count in sorted(report.roles.items()) if role != "fact")
    head = f"Facts: {report.facts:,}, from {report.roles.get('fact', 0):,} of {_many(numbers, 'number')}"
    head += f" (others: {others or 'none'})"
    rows = [f"{s.facts:>4}  {s.title}  (line {s.line})" for s in report.sections]
    parts = [_list(head, rows, every)]
    if report.unread:
        count = sum(not place.note for place in report.unread)
        head = f"Numbers unread: {count:,}; of charts, unproved: {len(report.unread) - count:,}"
        left = (f"{_place(place)}{' ' + place.note if place.note else ''}: {place.reason}" for place in report.unread)
        parts.append(_list(head, left, every))
    else:
        parts.append("Numbers unread: none.")
    return "\n\n".join(parts)


def _place(place: PrintedNumber) -> str:
    return f"line {place.line}, '{place.printed}'"


def _items(report: Report, every: bool) -> str:
    if not report.new_items:
        return "Line items never seen before: none."
    unknown = sum(not item.known for item in report.new_items)
    verb = "is" if unknown == 1 else "are"
    head = f"Line items never seen before: {len(report.new_items):,}; not in the vocabulary {verb} {unknown:,} of them"
    return _list(head, map(_item, report.new_items), every)


def _item(item: LineItem) -> str:
    where = f"line {item.line}: '{item.label[:60]}' as {item.concept}, {_many(item.facts, 'fact')}"
    return where if item.known else f"{where}; if it is another's name, make it an alias in concepts.toml"


# ---- what it changes -------------------------------------------------------------------------------------------


def _checks(report: Report, every: bool) -> str:
    parts = []
    if report.action == "add":
        rules = ", ".join(f"{rule.replace('_', ' ')} {count}" for rule, count in _largest(report.checks_passed))
        parts.append(f"Checks it passes: {sum(report.checks_passed.values()):,}{f' ({rules})' if rules else ''}")
    if report.checks_broken:
        verb = "it breaks" if report.action == "add" else "that break without it"
        parts.append(_list(f"Checks {verb}: {len(report.checks_broken):,}", map(_broken, report.checks_broken), every))
        head = f"Figures that would explain them, if they were otherwise: {len(report.blamed):,}; look at these first"
        parts.append(_list(head, map(_blame, report.blamed), every))
    else:
        parts.append("Checks it breaks: none." if report.action == "add" else "No check breaks without it.")
    if report.mended:
        parts.append(f"Checks that were broken and are so no longer: {report.mended:,}")
    return "\n".join(parts)


def _largest(counts: dict[str, int] | object, most: int = 6) -> list[tuple[str, int]]:
    assert isinstance(counts, dict)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in ordered[most:])
    return ordered[:most] + ([("others", rest)] if rest else [])


def _broken(check: BrokenCheck) -> str:
    places = "; ".join(f"{place.filing}, {_place(place)}" for place in check.places[:4])
    note = f" - {check.note}" if check.note.startswith(EXPLAINED) else ""
    printed = f"printed {check.stated}, others give {check.follows}"
    said = f"some figures give {check.stated}, others {check.follows}" if check.rule in WORKED_OUT else printed
    what = f"{check.concept}{_measure(check.measure)}"
    return f"{what}, {_when(check.period)}, {check.rule.replace('_', ' ')}: {said} ({places}){note}"


def _blame(blame: Blame) -> str:
    what = f"{blame.concept}{_measure(blame.measure)}, {_when(blame.period)}"
    others = f"all others give {blame.supported}" if blame.supported else "the others say nothing of it"
    return f"{blame.place.filing}, {_place(blame.place)} ({what}): {others}; {_many(blame.mends, 'check')}"


def _measure(measure: str) -> str:
    return "" if measure == "level" else f" {measure.replace('of:', 'as a share of ')}"


def _earlier(report: Report, every: bool) -> str:
    where = Counter(said.there.filing for said in report.confirms)
    said = ", ".join(f"{count} of {filing}" for filing, count in sorted(where.items(), reverse=True))
    head = f"Figures of earlier filings it confirms: {len(report.confirms):,}{f' ({said})' if said else ''}"
    parts = [_list(head, map(_said, report.confirms), every) if every else head]
    if report.supersedes:
        corrects = f"Figures it corrects of {report.supersedes}: {len(report.corrects):,}"
        parts.insert(0, _list(corrects, map(_said, report.corrects), every))
    for head, others in (
        ("Figures it restates (others than before, for a time past)", report.restates),
        ("Figures it contradicts (others than before, for the time it reports or later)", report.contradicts),
        ("Targets it sets anew", report.targets),
    ):
        parts.append(_list(f"{head}: {len(others):,}", map(_said, others), every))
    first = report.first_targets
    parts.append(_list(f"Targets it sets for the first time: {len(first):,}", map(_target, first), every))
    return "\n".join(parts)


def _target(target: NewTarget) -> str:
    return (
        f"{target.concept}{_measure(target.measure)}, {_when(target.period)}: {target.value} ({_place(target.place)})"
    )


def _said(said: SaidTwice) -> str:
    return (
        f"{said.concept}{_measure(said.measure)}, {_when(said.period)}: {said.here_value} here ({_place(said.here)}), "
        f"{said.there_value} there ({said.there.filing}, {_place(said.there)})"
    )


def _series(report: Report, every: bool) -> str:
    periods = sum(len(extension.reported) + len(extension.derived) for extension in report.extends)
    verb = "extends" if report.action == "add" else "shortens"
    if report.extends:
        head = f"Series it {verb}: {len(report.extends):,}, by {_many(periods, 'value')}"
        goes = report.action != "add"
        parts = [_list(head, (_extension(extension, goes) for extension in report.extends), every)]
    else:
        parts = [f"Series it {verb}: none."]
    if report.sharpens:
        parts.append(f"Values known more sharply: {report.sharpens:,}")
    return "\n".join(parts)


def _scenario(scenario: str) -> str:
    return "" if scenario == "actual" else f" ({scenario.replace('_', ' ')})"


def _extension(extension: Extension, goes: bool) -> str:
    what = _label(extension.concept) + _scenario(extension.scenario)
    counts = [
        f"{len(periods)} {basis} ({_names(periods)})"
        for basis, periods in (("reported", extension.reported), ("derived", extension.derived))
        if periods
    ]
    before, after = extension.latest_before, extension.latest_after
    if goes:
        reach = f"; up to {_when(before)}, was {_when(after)}" if before != after else ""
        return f"{what}: {', '.join(counts)}{reach if before else '; nothing is left of it'}"
    reach = f"; up to {_when(after)}, was {_when(before)}" if before and before != after else "" if before else "; new"
    return f"{what}: {', '.join(counts)}{reach}"


def _names(periods: Sequence[Period]) -> str:
    names = [_when(period) for period in periods]
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


# ---- what would make a reader stop ------------------------------------------------------------------------------


def _first(report: Report, every: bool) -> list[str]:
    """Contested figures, findings that change most, values that change or jump: each with the worst first."""
    parts = []
    if report.contested:
        verb = "" if report.action == "add" else " without it"
        head = f"Contested figures{verb}, the furthest off first: {len(report.contested):,}"
        listed = _list(head, map(_contested, report.contested), every)
        count = report.contested_values
        parts.append(listed + (f"\nValues of series that rest on them and were sound: {count:,}" if count else ""))
    else:
        parts.append("Contested figures: none.")
    parts.append(_findings(report.findings, every))
    changed = []
    if report.revises:
        rows = [
            f"{r.concept}{_scenario(r.scenario)}, {_when(r.period)}: {r.before} becomes {r.after}"
            for r in report.revises
        ]
        changed.append(_list(f"Values of series that change: {len(rows):,}", rows, every))
    if report.jumps:
        head = f"Derived values far from those of a year before: {len(report.jumps):,}"
        changed.append(_list(head, map(_jump, report.jumps), every))
    return [*parts, "\n".join(changed)]


def _contested(row: Contested) -> str:
    where = "; ".join(f"{place.filing}, {_place(place)}" for place in row.places[:4])
    what = f"{row.concept}{_measure(row.measure)}, {_when(row.period)}"
    readings = f"{row.stated} {row.bound}" if row.bound else f"{row.stated} or {row.follows}"
    return f"{what}: {readings} ({_many(row.checks, 'check')}; {where})"


def _jump(jump: Jump) -> str:
    contested = ", contested" if jump.contested else ""
    what = f"{jump.concept}{_scenario(jump.scenario)}, {_when(jump.period)}"
    return f"{what}: {jump.value}, a year before {jump.year_ago}{contested}"


def _findings(findings: FindingsChanged, every: bool) -> str:
    stopped = [f"{name}: {error}" for name, error in findings.stopped]
    parts = [_list("Notebooks that stop with the new data", stopped, True)] if stopped else []
    if findings.not_compared:
        parts.append(f"Findings not compared: {findings.not_compared}.")
    elif findings.changes:
        new = sum(not change.before for change in findings.changes)
        head = f"Findings that change: {len(findings.changes) - new:,} of {findings.compared:,}; new: {new:,}"
        parts.append(_list(head, map(_finding, findings.changes), every))
    else:
        parts.append(f"Findings that change: none of {findings.compared:,}.")
    if findings.finer:
        parts.append(f"Findings that are the same, known more finely: {findings.finer:,}")
    return "\n".join(parts)


def _finding(change: FindingChange) -> str:
    if change.contested:
        return f"{_plain_finding(change)} - contested"
    return _plain_finding(change)


def _plain_finding(change: FindingChange) -> str:
    if not change.before:
        return f"{change.name} ({change.notebook}): new, {change.after}"
    if not change.after:
        return f"{change.name} ({change.notebook}): no longer there, was {change.before}"
    why = change.statement.removeprefix("Unknown: ") if change.after == formats.UNKNOWN else ""
    by = f", {change.by}" if change.by else f": {why}" if why else ""
    return f"{change.name} ({change.notebook}): {change.before} becomes {change.after}{by}"
