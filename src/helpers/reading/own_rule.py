"""A rule of one's own in the place of the readers: `python -m helpers extract RAW OUT --reader module:function`.

The function is given a filing's lines and yields what it found, one dictionary a number:

    {"line": 30, "printed": "36.18", "concept": "revenue", "value": 36_180_000_000}

and, where they are not the default, `measure` ('level'), `scenario` ('actual'), `period_start` and `period_end` (ISO;
the filing's period), `unit` ('JPY'), `decimals` (0), `approx`. Everything else goes on as ever: each number of the
text keeps one role, what the rule did not take is unread, and the checks are tried on what it took.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

from helpers.filing.layout import Row, blocks
from helpers.filing.raw import Filing
from helpers.language.amounts import Token
from helpers.language.calendar import quarter_of
from helpers.language.errors import HelpersError
from helpers.reading.facts import ReadFact, Reading

Rule: TypeAlias = Callable[[list[str]], Iterable[Mapping[str, Any]]]
_NEEDED = ("line", "printed", "concept", "value")
_MAY = ("measure", "scenario", "period_start", "period_end", "unit", "decimals", "approx")


class RuleError(HelpersError, ValueError):
    """A rule that cannot be used, or found what is not there; the message says what."""


def load(name: str) -> Rule:
    """The function named 'module:function'; the module may lie in the current folder. Raises RuleError."""
    module, colon, function = name.partition(":")
    if not colon or not module or not function:
        raise RuleError(f"--reader takes module:function, as in my_rule:reader, not '{name}'.")
    sys.path.insert(0, str(Path.cwd()))
    try:
        found = getattr(importlib.import_module(module), function, None)
    except ImportError as error:
        raise RuleError(f"--reader {name}: {error}. Is {module}.py in this folder?") from error
    finally:
        sys.path.remove(str(Path.cwd()))
    if not callable(found):
        raise RuleError(f"--reader {name}: {module} has no function '{function}'.")
    rule: Rule = found
    return rule


def read(filing: Filing, rule: Rule, name: str = "your rule") -> tuple[list[Row], Reading]:
    """All rows of a filing with their tokens, and what the rule made of them. Raises RuleError."""
    today = filing.period.end
    rows = [row for block in blocks(filing.sentences, today, filing.period) for row in block.rows]
    reading = Reading(today, filing.period, quarter_of(today), filing.announced_on)
    by_line = {row.line.number: row for row in rows}
    lines = [line.raw for line in filing.lines]
    taken: set[tuple[int, int]] = set()
    for found in rule(lines) or ():
        row, token = _place(found, by_line, taken, f"{name} on {filing.stem}")
        taken.add((row.line.number, token.start))
        reading.facts.append(_fact(found, row, token, filing, name))
    for row in rows:
        for token in row.numbers:
            if (row.line.number, token.start) not in taken:
                reading.mark(row, token, "unread", f"{name} did not take it")
    return rows, reading


def _day(said: str | date) -> str:
    return (date.fromisoformat(said) if isinstance(said, str) else said).isoformat()


def _place(
    found: Mapping[str, Any], rows: Mapping[int, Row], taken: set[tuple[int, int]], who: str
) -> tuple[Row, Token]:
    """The number that was found: the first of its line that is printed so and not taken yet."""
    if not isinstance(found, Mapping) or any(key not in found for key in _NEEDED):
        raise RuleError(f"{who} gave {found!r}: each number is a dictionary with {', '.join(_NEEDED)}.")
    if unknown := set(found) - {*_NEEDED, *_MAY}:
        known = ", ".join((*_NEEDED, *_MAY))
        raise RuleError(f"{who} gave {', '.join(sorted(unknown))}, which nobody knows; it may give {known}.")
    wanted = str(found["printed"]).strip("()[] ")
    row = rows.get(found["line"])
    if row is not None:
        free = [token for token in row.tokens if (row.line.number, token.start) not in taken]
        same = [token for token in free if token.text.strip("()[] ") == wanted]
        same += [token for token in free if wanted and wanted in token.text]  # 'JPY5' in a name of a class
        if same:
            return row, same[0]
    raise RuleError(f"{who}: line {found['line']} prints no '{found['printed']}' that is free; lines count from 1.")


def _fact(found: Mapping[str, Any], row: Row, token: Token, filing: Filing, name: str) -> ReadFact:
    where = f"{name}, line {row.line.number} of {filing.stem}"
    try:
        start = found.get("period_start", filing.period.start)
        end = found.get("period_end") or filing.period.end
        return ReadFact(
            line=row.line.number,
            token=token,
            concept=str(found["concept"]),
            measure=str(found.get("measure", "level")),
            scenario=str(found.get("scenario", "actual")),
            period_start=_day(start) if start else "",
            period_end=_day(end),
            value=Decimal(str(found["value"])),
            unit=str(found.get("unit", "JPY")),
            decimals=int(found.get("decimals", 0)),
            approx=bool(found.get("approx", False)),
            reader=name,
            polarity=1,
            label=row.line.text[: token.start].strip(),
        )
    except (TypeError, ValueError, InvalidOperation) as error:
        why = "the value is no number" if isinstance(error, InvalidOperation) else error
        raise RuleError(f"{where}: {why}. Dates are ISO (2016-06-30), value and decimals are numbers.") from error
