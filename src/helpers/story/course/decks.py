"""A filing of the made-up company: a short deck of slides that prints its figures as IIJ's decks do.

Every seed gives another company, another period and other figures, so nobody can look an answer up; and the truth of
each printed number is known, so an answer can be marked.

    made = deck(7)
    made.text                   # the slides
    made.printed                # one row a number: line, printed, concept, measure, scenario, period, value, unit
    planted(7)                  # the same slides with one digit of one level changed
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.story.course import company
from helpers.story.course.company import MadeUpCompany

STEM = "an_invented_deck"
_PERIODS = ("1q15", "1q16")
_ROWS = (
    ("Total revenues", "revenue"),
    ("Network services", "revenue.network"),
    ("Systems integration (SI)", "revenue.si"),
    ("Equipment sales", "revenue.equipment"),
    ("ATM operation business", "revenue.atm"),
    ("Total costs", "cost"),
    ("Network services", "cost.network"),
    ("Systems integration (SI)", "cost.si"),
    ("Equipment sales", "cost.equipment"),
    ("ATM operation business", "cost.atm"),
    ("Total gross margin", "gross_margin"),
    ("SG&A expenses and R&D", "sga_rd"),
    ("Operating income", "operating_income"),
)
_PARTS = (
    ("Internet Connectivity (Enterprise)", "revenue.network.connectivity_enterprise"),
    ("Internet Connectivity (Consumer)", "revenue.network.connectivity_consumer"),
    ("Outsourcing Services", "revenue.network.outsourcing"),
    ("WAN Services", "revenue.network.wan"),
)
_SUMMARY = (
    ("Revenues", "revenue"),
    ("Gross margin", "gross_margin"),
    ("SG&A", "sga_rd"),
    ("Operating income", "operating_income"),
)
_TARGETS = (("revenues", "revenue"), ("operating income", "operating_income"))


@dataclass(frozen=True)
class Printed:
    """One number of a deck and what it is; `line` counts from 1, `value` in base units, `decimals` as in XBRL."""

    line: int
    start: int
    printed: str
    concept: str
    measure: str
    scenario: str
    period: Period
    value: float
    unit: str
    decimals: int


@dataclass(frozen=True)
class Deck:
    """The slides of one company and period, with what every number of them is."""

    seed: int
    period: str
    text: str
    printed: tuple[Printed, ...]
    planted: Printed | None = None
    instead: str = ""

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")


@dataclass
class _Page:
    """Lines as they are written, with the numbers in them."""

    company: MadeUpCompany
    now: Period
    lines: list[str] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def write(self, *texts: str) -> None:
        """Whole lines without numbers of their own."""
        self.lines += texts

    def level(self, concept: str, period: Period, unit: str, currency: bool = True) -> None:
        """A level in 'billion' (two decimals) or 'million'; a loss in brackets."""
        power, digits = (9, 2) if unit == "billion" else (6, 0)
        true = Decimal(self.company.true[concept, period])
        shown = (abs(true) / 10**power).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
        text = f"{shown:,}"
        negative = true < 0 and shown != 0
        value = float(-shown if negative else shown) * 10**power
        if currency:
            self.text("JPY")
        self.number(f"({text})" if negative else text, concept, "level", period, value, "JPY", digits - power)
        if currency:
            self.text(f" {unit}")

    def growth(self, concept: str, period: Period, sentence: bool = True) -> bool:
        """The growth over a year ago in percent, as '(up 3.0% YoY)' or a cell; False where it has none."""
        new, old = (self.company.true[concept, when] for when in (period, calendar.year_ago(period)))
        if old <= 0:
            return False
        shown = (Decimal(100 * (new - old)) / old).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        value, text = float(shown) / 100, f"{abs(shown)}%"
        if sentence:
            self.text(" (up " if shown >= 0 else " (down ")
        elif shown < 0:
            text = f"({text})"
        self.number(text, concept, "yoy_pct", period, value, "ratio", 3)
        if sentence:
            self.text(" YoY)")
        return True

    def text(self, text: str) -> None:
        self._parts.append(text)

    def number(
        self, text: str, concept: str, measure: str, period: Period, value: float, unit: str, decimals: int,
        scenario: str = "actual",
    ) -> None:  # fmt: skip
        start = sum(map(len, self._parts))
        line = len(self.lines) + 1
        self.printed.append(Printed(line, start, text, concept, measure, scenario, period, value, unit, decimals))
        self._parts.append(text)

    def end(self) -> None:
        self.lines.append("".join(self._parts))
        self._parts.clear()


@lru_cache(maxsize=512)
def deck(seed: int) -> Deck:
    """The slides of a company, for a seed."""
    draw = random.Random(f"deck {seed}")
    name = draw.choice(_PERIODS)
    now = calendar.period(name)
    made = _earning(seed, now)
    page = _Page(made, now)
    _title(page, name, now)
    _summary(page, name)
    _table(page, name)
    _sections(page, name)
    _target(page, draw, name)
    return Deck(seed, name, "\n".join(page.lines) + "\n", tuple(page.printed))


def _earning(seed: int, now: Period) -> MadeUpCompany:
    """The first company with a profit in the period and a year ago: slides of a loss are worded differently."""
    for number in range(seed, seed + 10_000_000, 1_000):
        made = company.found(number)
        if all(made.true["operating_income", when] > 10**9 for when in (now, calendar.year_ago(now))):
            return made
    raise AssertionError("no company makes a profit")


def _title(page: _Page, name: str, now: Period) -> None:
    year = 2000 + int(name[2:])
    page.write(
        f"Consolidated Financial Results for {name[0]}Q FY{year} (First 3 months ended June 30, {year})",
        "",
        "Kaede Networks Inc. (an invented company: no figure here is anybody's)",
        f"August 5, {year}",
        "",
        f"I - 1. Summary of {name[0]}Q FY{year} Financial Results",
        "",
    )


def _summary(page: _Page, name: str) -> None:
    before = calendar.year_ago(page.now).name.upper()
    page.write(f"YoY = {name.upper()} compared to {before}", "")
    for label, concept in _SUMMARY:
        page.text(f"{label}\t")
        page.level(concept, page.now, "billion")
        page.growth(concept, page.now)
        page.end()
    page.write("")


def _table(page: _Page, name: str) -> None:
    before = calendar.year_ago(page.now)
    page.write("I - 2. Operating Results Summary", "")
    page.write(f"\t{name.upper()}\t{before.name.upper()}\tYoY Change")
    page.write("\tJPY millions\tJPY millions\t%")
    for label, concept in _ROWS:
        page.text(f"{label}\t")
        for period in (page.now, before):
            page.level(concept, period, "million", currency=False)
            page.text("\t")
        if not page.growth(concept, page.now, sentence=False):
            page.text("-")
        page.end()
    page.write("")


def _sections(page: _Page, name: str) -> None:
    page.write("I - 3. Network Services Revenues", "", "Unit: JPY million", "")
    for label, concept in _PARTS:
        page.write(f"\u25c6 {label}", "")
        page.text("- ")
        page.level(concept, page.now, "million")
        page.growth(concept, page.now)
        page.end()
        page.write("")


def _target(page: _Page, draw: random.Random, name: str) -> None:
    year = 2000 + int(name[2:])
    when = calendar.period(f"fy{year}")
    page.write(f"I - 4. Financial Targets for FY{year}", "")
    for label, concept in _TARGETS:
        aimed = abs(page.company.true[concept, when]) * Decimal(str(round(draw.uniform(0.9, 1.1), 3)))
        shown = (aimed / 10**9).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        page.text(f"- Our target of {label} for FY{year} is JPY")
        page.number(f"{shown:,}", concept, "level", when, float(shown) * 10**9, "JPY", -8, "target")
        page.text(" billion")
        page.end()


def planted(seed: int) -> Deck:
    """The deck of a seed with one digit changed in the table of results, so that a sum or a comparison breaks."""
    sound = deck(seed)
    draw = random.Random(f"planted {seed}")
    table = [one for one in sound.printed if one.measure == "level" and one.decimals == -6 and len(one.printed) >= 4]
    rows = {concept for _, concept in _ROWS}
    one = draw.choice([one for one in table if one.concept in rows and one.period == calendar.period(sound.period)])
    digits = [n for n, c in enumerate(one.printed) if c.isdigit()]
    at = draw.choice(digits[:2])
    other = draw.choice([c for c in "123456789" if c != one.printed[at]])
    wrong = one.printed[:at] + other + one.printed[at + 1 :]
    lines = sound.lines
    text = lines[one.line - 1]
    lines[one.line - 1] = text[: one.start] + wrong + text[one.start + len(one.printed) :]
    return replace(sound, text="\n".join(lines), planted=one, instead=wrong)
