"""The report on a filing that comes or goes, as data. `words` puts it into sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.language.calendar import Period


@dataclass(frozen=True)
class PrintedNumber:
    """A printed number: where it stands, and what it is or why it is not read."""

    filing: str
    line: int
    printed: str
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SectionRead:
    """A section of the filing: its heading, the heading's line, and how many facts stand in it."""

    title: str
    line: int
    facts: int


@dataclass(frozen=True)
class LineItem:
    """A line item that no earlier filing prints; `known` if the vocabulary has it all the same."""

    concept: str
    label: str
    line: int
    facts: int
    known: bool


@dataclass(frozen=True)
class BrokenCheck:
    """A check that breaks with the filing in: what is printed, what follows from other figures, and which facts.

    `contests` if it leaves a figure in doubt: a known error of a filing, or two things of one name, do not.
    """

    rule: str
    concept: str
    measure: str
    period: Period
    stated: str
    follows: str
    places: tuple[PrintedNumber, ...]
    note: str
    gap: float = 0.0
    contests: bool = True


@dataclass(frozen=True)
class Contested:
    """A figure that a broken check contradicts: both readings of it, whose they are, how many checks, how far off.

    `bound` says which one it breaks, where no other figure contradicts it ('cannot be less than nil').
    """

    concept: str
    measure: str
    period: Period
    stated: str
    follows: str
    places: tuple[PrintedNumber, ...]
    checks: int
    gap: float
    bound: str = ""


@dataclass(frozen=True)
class Jump:
    """A derived value far from the one of a year before; `contested` if a broken check touches either."""

    concept: str
    scenario: str
    period: Period
    value: str
    year_ago: str
    contested: bool
    size: float


@dataclass(frozen=True)
class Blame:
    """A figure that would explain broken checks if it were otherwise; what all others allow for it, '' for anything."""

    place: PrintedNumber
    concept: str
    measure: str
    period: Period
    mends: int
    supported: str


@dataclass(frozen=True)
class SaidTwice:
    """A figure that this filing and an earlier one both print."""

    concept: str
    measure: str
    scenario: str
    period: Period
    here: PrintedNumber
    there: PrintedNumber
    here_value: str
    there_value: str
    size: float = 0.0


@dataclass(frozen=True)
class NewTarget:
    """A target that no earlier filing sets."""

    concept: str
    measure: str
    period: Period
    value: str
    place: PrintedNumber


@dataclass(frozen=True)
class Extension:
    """Periods that a series has on one side only: reported and derived ones, and the latest before and after."""

    concept: str
    scenario: str
    reported: tuple[Period, ...]
    derived: tuple[Period, ...]
    latest_before: Period | None
    latest_after: Period | None


@dataclass(frozen=True)
class Revision:
    """A value that the tables had before and give differently now."""

    concept: str
    scenario: str
    period: Period
    before: str
    after: str
    size: float = 0.0


@dataclass(frozen=True)
class FindingChange:
    """A named result of an analysis notebook, before and after; '' where it is not there, `by` where both are known."""

    notebook: str
    name: str
    before: str
    after: str
    by: str
    statement: str
    size: float = 0.0
    contested: bool = False


@dataclass(frozen=True)
class FindingsChanged:
    """What becomes of the findings: those that change, and how many are the same and known more finely.

    `stopped` holds notebooks that do not run with the new data, and how they stop.
    """

    compared: int = 0
    changes: tuple[FindingChange, ...] = ()
    finer: int = 0
    stopped: tuple[tuple[str, str], ...] = ()
    not_compared: str = ""


@dataclass(frozen=True)
class Report:
    """All there is to know before a filing comes in ('add') or goes ('remove')."""

    action: str
    record: Mapping[str, str]
    stated: frozenset[str] = frozenset()
    supersedes: str = ""
    returns: str = ""
    remarks: tuple[str, ...] = ()
    sections: tuple[SectionRead, ...] = ()
    roles: Mapping[str, int] = field(default_factory=dict)
    facts: int = 0
    unread: tuple[PrintedNumber, ...] = ()
    new_items: tuple[LineItem, ...] = ()
    checks_passed: Mapping[str, int] = field(default_factory=dict)
    checks_broken: tuple[BrokenCheck, ...] = ()
    contested: tuple[Contested, ...] = ()
    contested_values: int = 0
    jumps: tuple[Jump, ...] = ()
    blamed: tuple[Blame, ...] = ()
    mended: int = 0
    corrects: tuple[SaidTwice, ...] = ()
    confirms: tuple[SaidTwice, ...] = ()
    restates: tuple[SaidTwice, ...] = ()
    contradicts: tuple[SaidTwice, ...] = ()
    targets: tuple[SaidTwice, ...] = ()
    first_targets: tuple[NewTarget, ...] = ()
    extends: tuple[Extension, ...] = ()
    revises: tuple[Revision, ...] = ()
    sharpens: int = 0
    findings: FindingsChanged = FindingsChanged()
