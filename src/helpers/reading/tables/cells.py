"""The numbers of one cell: its column says when and how measured, its row what."""

from __future__ import annotations

import re
from typing import NamedTuple

from helpers.filing.layout import Cell, Row
from helpers.language import calendar, periods
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import Concept, fold, load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item, combine, is_pair
from helpers.language.labels import OF_A_PART, strip_label, subject_named
from helpers.language.new_items import part_of
from helpers.language.phrases import mentions
from helpers.language.scope import Scope
from helpers.language.spans import is_part_of_year, length
from helpers.reading.because import FILING_PERIOD, NOTHING, Because, Source
from helpers.reading.cues import cues
from helpers.reading.facts import AMOUNTS, OF_WHOLE, POINTS, RATIOS
from helpers.reading.sentences import value
from helpers.reading.sentences.dividend_days import record_date
from helpers.reading.tables import own_unit
from helpers.reading.tables.columns import as_flow
from helpers.reading.tables.head_words import UNITS, Column, best_period, is_aimed
from helpers.reading.tables.rows import Logical, Meant, Placed, of_odd_time
from helpers.reading.tables.setting import Setting

_OF_WHICH = re.compile(r"\((?:of|of which|include[sd]?|incl\.?)\s+([^()]{2,60})\)", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\(({periods.MONTH_WORD.pattern})(?P<of>[^()]*)\)", re.IGNORECASE)
_BARE_YEN = ("(jpy)", "(yen)")  # how the label of a row ends whose unit may not be the table's
_BRACKETED = re.compile(r"\((?:JPY|\$)\s?[\d.,]+\s?(?:million|billion|thousand|bn|m)?\)|\([\d.]+\s?(?:points?|pts?)\)")
_COMPARED = frozenset({"yoy", "qoq"})
_OF_WHAT = "in a column of percentages, and no head tells whether they are parts or growth"
_OF_TENTHS = "without decimals, and the percentages beside it have some: of them, or of an amount"
_FROM_QUARTER = "a change in points from the quarter before: those that facts tell are from a year before"
_OF_LEGEND = "in brackets, of which a caption says something else, or what is not understood"
_UNSIGNED = "in brackets, and no amount tells whether it is below nil"
_PARTS = frozenset({"bare_quarter", "half", "months", "range"})  # of the year that a head names: '1H' below 'FY2015'
_WHOLE = 100  # percent
_THOUSANDS = 3  # the power of ten of statements


class _Cell(NamedTuple):
    """A cell with all that is known of it. `scale` as in Setting."""

    entry: Logical
    column: Column
    item: Item
    meaning: Concept
    label: str
    period: Period
    scale: int | str | None
    at: Setting
    because: Because = NOTHING
    aside: bool = False  # whether brackets around it are no sign, as its label stands in some, too

    def add(
        self,
        placed: Placed,
        measure: str,
        item: Item | None = None,
        period: Period | None = None,
        *,
        caption: bool,
        ratio: bool = False,
    ) -> None:
        """Record one number. `caption`: brackets around it are no sign; `ratio`: it is in percent."""
        row, token = placed
        when = period or self.period
        before = row.line.text[max(0, token.start - 12) : token.start].rpartition("\t")[2]
        aimed = _is_called_aimed(row, token) or is_aimed(before)
        scenario = "target" if aimed and self.column.scenario == "actual" else self.column.scenario
        if scenario == "actual" and when.end > self.at.reading.known_until:
            if not (self.at.target and when.start):
                self.at.leave([placed], f"of a time up to {when.end}, and nothing calls it a target")
                return
            scenario = "target"  # nobody knows it yet
        if why := self._doubt(token, measure, scenario, when):
            self.at.leave([placed], why)
            return
        self.at.reading.add(
            row,
            token,
            item or self.item,
            measure=measure,
            period=when,
            label=self.label,
            reader="table",
            scale=self.scale if isinstance(self.scale, int) else 0,
            scenario=scenario,
            approx=cues("approx", "at").search(before.lower()) is not None,
            sign=-1 if _in_brackets(row, token) else 0,
            unit="ratio" if ratio else self._currency(measure),
            caption_bracket=caption or self.aside,
            because=self.because,
        )

    def _doubt(self, token: Token, measure: str, scenario: str, when: Period) -> str:
        if (measure, self.column.measure) == ("pt_change", "qoq"):
            return _FROM_QUARTER
        fraction = value.in_fractions(token, self.meaning.unit, self.scale) if measure in AMOUNTS else ""
        return fraction or self._of_all_shares(token) or self._of_no_time(scenario, when)

    def _of_all_shares(self, token: Token) -> str:
        """'Total cash dividends  2,614' in millions: what all shares get, though the item is of one."""
        if self.meaning.unit != "JPY/share" or token.currency or token.scale or token.percent:
            return ""
        words = f"{self.label} {self.column.text} {self.at.item_label}".lower()
        in_yen = any(unit.lower() in {"jpy", "yen"} for unit in UNITS.findall(self.column.text))
        of_one = in_yen or "share" in words or "eps" in words.split()
        summed = self.at.in_millions and not of_one
        return f"in a table of millions, and {self.label} is of one share" if summed else ""

    def _of_no_time(self, scenario: str, when: Period) -> str:
        """'Latest Target | Prior Target' in a filing for a time that is over, where neither a head, a row, the table's
        heading nor results beside them say that they were for that."""
        above = self.at.because.get("period")
        if scenario == "actual":  # '1H' below 'FY2016 Targets' once the half is over
            aimed = self.at.target and self.column.because.get("period") == above
            return "of a time that is over, below a heading of targets: a target or a result" if aimed else ""
        told = self.because.get("period") != FILING_PERIOD or self.at.results or self.at.target
        if told or when.end > self.at.reading.known_until:
            return ""
        return "a target, and nothing tells for what time"

    def _currency(self, measure: str) -> str:
        """'other' for an amount of money of another currency than yen."""
        foreign = self.column.dollars or (self.at.foreign and self.meaning.unit.startswith("JPY"))
        return "other" if foreign and measure in AMOUNTS else ""


def _is_called_aimed(row: Row, token: Token) -> bool:
    """'22.00 (forecast)': whether a word behind a number in its cell calls it a target."""
    behind = row.line.text[token.end : token.end + 12].partition("\t")[0].strip(" ()")
    return behind.isalpha() and is_aimed(behind)


def _in_brackets(row: Row, token: Token) -> bool:
    """'(JPY1.5 billion)': an amount whose currency and unit stand inside the brackets with it."""
    if not token.currency and token.noun not in POINTS:
        return False
    cell = next((c for c in row.cells if c.start <= token.start < c.end), None)
    return cell is not None and _BRACKETED.fullmatch(cell.text) is not None


def read(
    entry: Logical, j: int, column: Column, item: Item, said: Meant, at: Setting, *, of_revenue: bool
) -> list[Placed]:
    """Record the numbers of column `j` of a row, and return those that the column cannot hold. `of_revenue`: its
    percentages are of the revenue."""
    printed = entry.row.cells[j] if j < len(entry.row.cells) else None
    column, said = _of_mixed(printed, as_flow(column, item), said)
    period, source = _period(column, said, at)
    cell = _cell(entry, column, item, said, at, period, source)
    odd = said.odd or of_odd_time(printed) or _half_bracketed(printed)
    if why := odd or _not_known(cell, said, period) or _not_of_cell(cell, j, said, period):
        at.leave(entry.cells[j], why)
        return []
    plain = [p for p in entry.cells[j] if not p[1].percent]
    if len(plain) == len(entry.cells[j]) == 2 and _two(cell, plain):
        return []
    malformed = []
    for placed in entry.cells[j]:
        if placed[1].percent:
            _told_percent(cell, placed, plain, of_revenue=of_revenue)
        elif not _amount(cell, placed):
            malformed.append(placed)
    return malformed


def _of_mixed(printed: Cell | None, column: Column, said: Meant) -> tuple[Column, Meant]:
    """The column and the row of a cell, which may print a time of its own beside its number."""
    if printed is None or printed.kind != "mixed":
        return column, said
    own = best_period(printed.periods, printed.text) or said.own
    return column._replace(own=False), said._replace(own=own)


def _not_known(cell: _Cell, said: Meant, period: Period) -> str:
    """Why the numbers of a cell are not certainly what its head and row seem to say. `period`: as they name it."""
    column, item, at = cell.column, cell.item, cell.at
    if column.unknown and not _is_known_of(item, column.unknown):
        return f"in a column headed '{column.text[:60]}', of which '{column.unknown}' is not known"
    if reason := _no_amount(cell, said, period) or _of_bare_yen(cell) or _of_other_length(cell, said, period):
        return reason
    if reason := own_unit.of_business(cell.meaning.unit, said, at):
        return reason
    if at.excepting and not item.known and item.unit == "JPY" and at.row_scale is None:
        return f"of '{said.label[:60]}', which is not known, below a unit that makes exceptions"
    timeless = not (item.known or said.own or column.period) and at.because.get("period") == FILING_PERIOD
    return f"of '{said.label[:60]}', which is not known, and no head tells when" if timeless else ""


def _is_known_of(item: Item, word: str) -> bool:
    """Whether a word of a head that says nothing by itself is known of an item: 'Interim' of a dividend, 'Ratio' of a
    gross margin."""
    gross = word == "ratio" and item.meaning.metric == "gross_margin"
    return gross or (word == "interim" and item.meaning.interim_at_end)


def _of_other_length(cell: _Cell, said: Meant, period: Period) -> str:
    """Why a number below 'Full-year plan' is not of a heading's day, or of another length of time."""
    column = cell.column
    told = length(column.text) if column.period is None and said.own is None else 0
    other = told and cell.meaning.period == "duration" and period.months != told and not cell.meaning.interim_at_end
    return f"in a column headed '{column.text[:60]}', and nothing tells of which year" if other else ""


def _of_unknown_part(item: Item, said: Meant, at: Setting) -> str:
    """Why a row that is not known is not certainly of the business or the row above it, whose part it seems."""
    if "item" in said.because and is_pair(item):
        return f"'{said.label[:60]}' below a heading or a row of which it is not known"
    above = next((f"{f.concept}." for f in at.reading.facts[-1:]), "")
    part = said.label.lower().lstrip(" (-").startswith(OF_A_PART) and not f"{item.concept}.".startswith(above)
    return f"'{said.label[:60]}': a part of what stands above it, which is not known" if part else ""


def _no_amount(cell: _Cell, said: Meant, period: Period) -> str:
    """Why a row is not of a balance on a known day, or not of an amount."""
    column, item = cell.column, cell.item
    if not item.known and (reason := _of_unknown_part(item, said, cell.at)):
        return reason
    if said.place == "beginning" and not period.start:
        return f"of the beginning of a time, and '{column.text[:60]}' tells its end alone"
    return ""


def _of_ratio(cell: _Cell, placed: list[Placed]) -> str:
    """Why bare numbers in a row labelled as a ratio of an amount, or of a business below one, are no percentages for
    certain."""
    if _of_inherited_ratio(cell, placed):
        return f"of a ratio, as a heading or a row above '{cell.label[:60]}' says, or an amount"
    if cell.column.measure != "level" or cell.column.percent or cell.at.scale == "%" or cell.item.measure:
        return ""
    amount = cell.item.known and cell.meaning.unit == "JPY" and "ratio" in cell.label.lower().split()
    bare = amount and not all(t.percent for _, t in placed)
    return f"of a ratio, as '{cell.label[:60]}' says, and nothing says that it is in percent" if bare else ""


def _of_inherited_ratio(cell: _Cell, placed: list[Placed]) -> bool:
    """Whether bare numbers of a business ('SI' below 'Gross margin ratio') may be amounts: in a table of money, or more
    than the whole."""
    if cell.column.measure != "level" or cell.item.measure not in OF_WHOLE or not subject_named(cell.label):
        return False
    money = cell.at.in_millions and not cell.column.percent
    return any(not t.percent and (money or t.value > _WHOLE) for _, t in placed)


def _of_bare_yen(cell: _Cell) -> str:
    """Why an amount in a row labelled '(JPY)' is not certainly in the millions of its table."""
    if cell.column.measure != "level" or not cell.label.lower().endswith(_BARE_YEN):
        return ""
    if cell.meaning.unit == "count":
        return f"in yen, as '{cell.label[:60]}' says, and what it is of is counted"
    if cell.meaning.unit != "JPY":
        return ""
    return f"in bare yen, as '{cell.label[:60]}' says, or in the unit of its table" if cell.at.in_millions else ""


def _not_of_cell(cell: _Cell, j: int, said: Meant, period: Period) -> str:
    """Why one amount is of none of the items that its label names ('Adjusted EBITDA and CAPEX'), not of a month, or not
    in the unit of its table."""
    item, placed = cell.item, cell.entry.cells[j]
    why = _of_step(cell, j) or _of_several(item, placed, said) or _of_ratio(cell, placed)
    if why := why or (_among_ratios(cell, placed) if cell.column.measure in _COMPARED else ""):
        return why
    if cell.aside and not (cell.column.measure == "level" and load().never_negative(item.concept)):
        return "in brackets, as its label is: below nil, or told aside"  # an income, or a change
    odd = "" if item.known or cell.column.percent else own_unit.doubt(cell.entry, j, item, said, cell.at)
    return odd or (_month(cell, placed, period) if period.kind == "month" else "")


def _of_step(cell: _Cell, j: int) -> str:
    """Why an amount with a sign is no level: '+650 | (410)' below '5,723' are steps."""
    step = j in cell.at.signed and cell.column.measure == "level" and any(t.sign for _, t in cell.entry.cells[j])
    return "with a sign, in a column where a plus stands before one: a change, and no head calls it one" if step else ""


def _half_bracketed(cell: Cell | None) -> str:
    """Why '(27', of which a bracket is lost, is not certainly above nil."""
    half = cell is not None and cell.kind == "number" and cell.text.count("(") != cell.text.count(")")
    return "beside half a bracket: below nil, perhaps" if half else ""


def _of_several(item: Item, placed: list[Placed], said: Meant) -> str:
    """Why one amount in a row whose label names several line items is not certainly of any of them."""
    one = item.concept.startswith("item.") and sum(not t.percent for _, t in placed) == 1
    named = {m.name for m in mentions(said.label) if m.kind != "subject"} if one else set()
    return f"one amount, and '{said.label[:60]}' names several line items" if len(named) > 1 else ""


def _among_ratios(cell: _Cell, placed: list[Placed]) -> str:
    """Why a bare number below a comparison is not certainly an amount, or in points: '22.3% | 21.8% | 0.5' compares
    percentages, and '3,328 | 20.7% | +247' may do either."""
    if not all(t.bare for _, t in placed):
        return ""
    beside = _levels(cell.entry, cell.at)
    if cell.item.measure in OF_WHOLE:
        tenths = any(t.percent and t.places for t in beside) and not any(t.places for _, t in placed)
        return _OF_TENTHS if tenths else ""
    alone = beside and all(t.percent for t in beside)
    ratio = cell.column.percent or cell.item.measure or cell.meaning.unit == "ratio"
    return "beside percentages alone: a change of an amount, or of them in points" if alone and not ratio else ""


def _levels(entry: Logical, at: Setting) -> list[Token]:
    """The numbers of a row that are no comparisons."""
    levels = {k for k, c in enumerate(at.columns) if c.measure == "level"}
    return [t for k, cell in entry.cells.items() if k in levels for _, t in cell]


def _month(cell: _Cell, placed: list[Placed], period: Period) -> str:
    """Why an amount of what flows is not certainly of the month that its head names: a bare 'Sep. 2016' may be the end
    of its time."""
    flows = cell.item.known and (cell.meaning.period, cell.meaning.unit) == ("duration", "JPY")
    told = "month" in f"{cell.label} {cell.column.text}".lower()
    if told or not flows or cell.column.measure != "level" or all(t.percent for _, t in placed):
        return ""
    return f"of {period.end[:7]}, and nothing tells whether of that month or of a time up to it"


def _told_percent(cell: _Cell, placed: Placed, plain: list[Placed], *, of_revenue: bool) -> None:
    """Record a percentage, as a legend has it or as its head and label do. `plain`: the amounts beside it."""
    if not _by_legend(cell, placed, plain):
        _percent(cell, placed, beside_amount=bool(plain), of_revenue=of_revenue)


def _by_legend(cell: _Cell, placed: Placed, plain: list[Placed]) -> bool:
    """Record a percentage in brackets beside its amount, be that a cost, as the legend '( ) gross margin ratio' has it;
    False where no legend tells."""
    told = cell.at.ratios
    if told is None or not (told.legend and plain) or placed[1].bracket != "(" or cell.column.measure != "level":
        return False
    item = combine("gross_margin", cell.meaning.subject or "total") if told.measure == "margin" else None
    if item is not None and item.known:
        cell.add(placed, "margin", item, caption=True)
    else:
        cell.at.leave([placed], _OF_LEGEND)
    return True


def _percent(cell: _Cell, placed: Placed, *, beside_amount: bool, of_revenue: bool) -> None:
    measure, why = _percent_measure(cell, placed[1], beside_amount=beside_amount, of_revenue=of_revenue), ""
    if not measure:
        why = f"a percentage, and neither a head nor '{cell.label[:60]}' tells of what"
    elif cell.item.measure in OF_WHOLE and cell.column.measure != "level":
        why = "a change of a ratio in percent: of the ratio or in points, which nothing tells"
    elif measure in {"pct_of_revenue", "share"} and placed[1].sign > 0:
        why = f"a plus before it, and below '{cell.column.text[:40]}' stand shares"
    elif placed[1].bracket == "(" and _is_of_other_ratio(cell, measure, beside_amount=beside_amount):
        why = _OF_LEGEND
    caption = beside_amount and (bool(cell.entry.ratio) or not measure.startswith(("yoy", "qoq")))
    if not (why or caption) and placed[1].bracket == "(" and measure in OF_WHOLE:
        caption, why = _with_its_sign(cell)
    if why:
        cell.at.leave([placed], why)
        return
    cell.add(placed, measure, caption=caption)


def _with_its_sign(cell: _Cell) -> tuple[bool, str]:
    """Whether brackets around a ratio are no sign, as the amount whose ratio it is stands above nil, and why that is
    not certain: (27.7%) below 4,800."""
    about = cell.item.concept, "level", cell.period.start, cell.period.end
    facts = (f for f in cell.at.reading.facts if (f.concept, f.measure, f.period_start, f.period_end) == about)
    value = next((f.value for f in facts), None)
    return (value > 0, "") if value is not None else (True, _UNSIGNED)


def _is_of_other_ratio(cell: _Cell, measure: str, *, beside_amount: bool) -> bool:
    """Whether a caption that explains brackets says that a percentage in them is measured otherwise."""
    told = cell.entry.ratio if cell.column.measure == "level" else ""
    return bool(told) and (not beside_amount or told not in {"pct_of_revenue", measure})


def _cell(
    entry: Logical, column: Column, item: Item, said: Meant, at: Setting, period: Period, source: Source | None
) -> _Cell:
    """What a column, a row and the setting say of a cell. `period` and what says it (`source`) as from `_period`."""
    meaning = item.meaning
    if said.place:
        before = said.place == "beginning" and period.start
        period = Period("", calendar.day_before(period.start) if before else period.end, "day")
    if meaning.interim_at_end:
        period = record_date(f"{said.label} {column.text}", period)
    scale, its_scale = _scale(entry, column, meaning, at)
    because = {**column.because, **said.because, **its_scale}
    because.pop("period", None)
    if source is not None:
        because["period"] = source
    if "scenario" in at.because:
        because.setdefault("scenario", at.because["scenario"])
    return _Cell._make((entry, column, item, meaning, said.label, period, scale, at, because, said.aside))


def _scale(entry: Logical, column: Column, meaning: Concept, at: Setting) -> tuple[int | str | None, Because]:
    """The power of ten of a cell, and what says it or its unit where the head does not."""
    if meaning.unit == "count" and at.scale != "%":
        return at.counts, {"scale": at.because["counts"]} if at.counts and "counts" in at.because else NOTHING
    because = {"scale": at.because["scale"]} if "scale" in at.because else NOTHING
    scale: int | str | None = at.scale
    if at.row_scale is not None:
        scale, because = at.row_scale, {"scale": Source("row", entry.row.line.number)}
    elif column.scale is not None:
        scale, because = column.scale, {}
    if at.foreign and at.row_scale is None:
        because = {**because, "unit": at.reading.caption_from}
    return (scale if meaning.unit == "JPY" or scale == "%" else None), because


def _period(column: Column, said: Meant, at: Setting) -> tuple[Period, Source | None]:
    """The period of a cell from its column and its row's own, else the one in force above the table; and what says
    it, None for the row itself."""
    own = said.own
    head = column.because.get("period")
    period = column.period
    row = Source("row above", at.opened_line) if own is not None and own is at.opened else None
    if own is None or own.kind == "full_year":
        return (period, head) if period is not None else (at.period, at.because.get("period"))
    if (part := _part(own, period or _year_above(said, at))) is not None:
        return part, head or row
    if (part := _part_in_row(column, own)) is not None:
        return part, head
    if period is not None and period.kind == "bare_quarter":
        placed = calendar.quarter(calendar.fiscal_year(own.end), calendar.quarter_number(period.end))
        return (Period("", placed.end, "day") if period.at_end else placed), head
    return (period, head) if column.own and period is not None else (own, row)


def _part_in_row(column: Column, year: Period) -> Period | None:
    """'1H' or '9 months' over a row of 'FY2014': the part of that year."""
    bare = column.period is not None and is_part_of_year(UNITS.sub(" ", column.text).strip(" ()"))
    return _part(column.period, year) if bare and column.period is not None else None


def _year_above(said: Meant, at: Setting) -> Period | None:
    """The time that a heading above the table names, for a row of nothing but a part of a year ('First half')."""
    return at.period if said.bare and at.because.get("period") != FILING_PERIOD else None


def _part(own: Period, year: Period | None) -> Period | None:
    """A part of a fiscal year that a row's label names: '1H' or '9 months' (the first nine) below 'FY2015'."""
    whole = calendar.year_of(year.end) if year is not None else None
    if year is None or whole is None or (year.start, year.end) != (whole.start, whole.end):
        return None
    if not own.start or own.kind not in _PARTS:
        return None
    if own.kind == "months":
        return calendar.of_year(calendar.fiscal_year(year.end), 0, own.months)
    return own.in_year_of(year)


# ---- amounts --------------------------------------------------------------------------------------------------------


def _amount(cell: _Cell, placed: Placed) -> bool:
    """Record an amount; False for one that its column cannot hold."""
    column, label = cell.column, cell.entry.label
    level, in_percent, why = column.measure == "level", False, ""
    if measure := _of_whole(cell):
        pass
    elif level and column.percent and not column.of_revenue:
        measure, in_percent, why = _of_percent_column(cell), True, _OF_WHAT
    elif level and "%" in label and not _is_ratio(cell.item):
        measure = "margin" if "gross_margin" in cell.item.concept else ""
        why = f"in a row labelled '{label[:60]}', which does not say of what it is percent"
    elif _malformed(cell, placed[1]):
        return False
    else:
        measure, why = _plain(cell, placed[1]), _OF_WHAT
        in_percent = measure == "change" and column.percent
    if measure:
        cell.add(placed, measure, caption=False, ratio=in_percent)
    else:
        cell.at.leave([placed], why)
    return True


def _of_whole(cell: _Cell) -> str:
    """What a number is below a head that tells of which whole it is a part; '' below others."""
    column = cell.column
    if column.measure == "share":
        return _of_total(cell)
    return "pct_of_revenue" if column.measure == "level" and column.of_revenue and not column.own else ""


def _plain(cell: _Cell, token: Token) -> str:
    """The measure of a number whose head and label do not say that it is in percent; '' where the caption does, and
    nothing says of what."""
    return _ratio(cell.item, _part_measure(cell)) if cell.scale == "%" else _measure(cell.column, token, cell.item)


def _of_percent_column(cell: _Cell) -> str:
    """A level column in percent is a ratio where one of them is 100: of the total assets, or of the revenue; beside a
    column of a line item it is the growth of that, and beside one of a period it may be either ('')."""
    if cell.item.measure or cell.meaning.unit == "ratio":
        return cell.item.measure or "level"
    if "ratio" in cell.column.text.lower().split():
        return "share" if cell.meaning.period == "instant" else ""
    if not cell.at.composed:
        return "yoy_pct" if cell.column.item is not None else ""
    return "share" if cell.meaning.period == "instant" else "pct_of_revenue"


def _is_ratio(item: Item) -> bool:
    return item.measure in RATIOS or item.meaning.unit == "ratio"


def _malformed(cell: _Cell, token: Token) -> bool:
    """Whether a number has decimals that an amount of yen in its place has not: thousands, a change of amounts that
    have none, or millions whose point before three digits may be a comma."""
    if not _is_in_yen(cell) or not token.places or token.scale:
        return False
    if cell.column.measure == "level":
        return cell.scale == _THOUSANDS or (cell.scale, token.places) == (2 * _THOUSANDS, _THOUSANDS)
    beside = [t for placed in cell.entry.cells.values() for _, t in placed if t is not token and not t.percent]
    return bool(beside) and not any(t.places or t.scale for t in beside)


def _is_in_yen(cell: _Cell) -> bool:
    """Whether bare numbers of a cell are yen: its item is, and no head makes a ratio of it."""
    return cell.meaning.unit == "JPY" and not (cell.column.percent or cell.column.points or cell.item.measure)


def _measure(column: Column, token: Token, item: Item) -> str:
    if token.noun in POINTS or (column.measure != "level" and (item.measure in OF_WHOLE or column.points)):
        return "pt_change"
    if column.measure in _COMPARED:
        return f"{column.measure}_{'pct' if token.percent or column.percent else 'abs'}"
    return "change" if column.measure == "change" else item.measure or "level"


def _percent_measure(cell: _Cell, token: Token, *, beside_amount: bool, of_revenue: bool) -> str:
    if cell.column.measure in _COMPARED:
        return f"{cell.column.measure}_pct"
    if cell.column.measure == "change":
        return "change"
    if cell.column.measure == "share":
        return _of_total(cell)
    if token.bracket == "[":
        told = cell.at.ratios
        return told.measure.strip("?") if told is not None and told.square else "yoy_pct"
    if of_revenue:
        return "pct_of_revenue"
    return _ratio(cell.item, "pct_of_revenue" if beside_amount else _part_measure(cell))


def _of_total(cell: _Cell) -> str:
    """What a number below 'Share of total' is: of revenue that of all revenue; below a heading that names a business
    a share, as of other items."""
    part = any(m.kind == "subject" and m.name != "total" for m in mentions(cell.at.title))
    return "pct_of_revenue" if cell.meaning.metric == "revenue" and not part else "share"


def _part_measure(cell: _Cell) -> str:
    """'share' where 100 percent stand below the head, or words say that the rows are parts; '' where nothing does."""
    said = f"{cell.at.item_label} {cell.entry.label} {cell.column.text}".lower()
    told = cell.at.composed or cues("share", "in").search(said) is not None
    return "share" if told else ""


def _ratio(item: Item, otherwise: str = "share") -> str:
    if item.meaning.unit == "ratio":  # the payout ratio is a line item of its own
        return "level"
    return item.measure or ("margin" if "margin" in item.concept else otherwise)


# ---- two numbers in one cell ----------------------------------------------------------------------------------------


def _two(cell: _Cell, plain: list[Placed]) -> bool:
    """Record the two numbers of a cell where its label says what they are: '0.5 (0.18)' under '1Q (June revenue)',
    '4.4 (2.2)' under 'Cloud-related (of GIO P2-related)', or the values of two labels that run together in a row."""
    if plain[1][1].bracket == "(" and not plain[0][1].bracket:
        return _with_part(cell, *plain)
    named = {m.start: m for m in mentions(cell.entry.label) if m.kind == "concept"}
    if len(named) != 2:
        return False
    for placed, (_, m) in zip(plain, sorted(named.items()), strict=True):
        item = Item(m.name, m.sign)
        cell.add(placed, _measure(cell.column, placed[1], item), item, caption=False)
    return True


def _with_part(cell: _Cell, whole: Placed, part: Placed) -> bool:
    """A number in brackets behind its whole, of which the label names the part: a month of it, or another item."""
    item, when = cell.item, cell.period
    month, of_which = _IN_MONTH.search(cell.entry.label), _OF_WHICH.search(cell.entry.label)
    if month and _is_of(cell.item, month["of"]):
        number = periods.month_number(month.group(1))
        begun = when.start if number >= int(when.start[5:7] or 13) else when.end
        when = calendar.month_span(int(begun[:4]), number)
    elif of_which:
        item = part_of(item, of_which.group(1))
    else:
        return False
    cell.add(whole, _measure(cell.column, whole[1], cell.item), caption=False)
    cell.add(part, _measure(cell.column, part[1], item), item, when, caption=True)
    return True


def _is_of(item: Item, words: str) -> bool:
    """Whether what a label says of the amounts in brackets beside their month is nothing, or their item or its metric:
    'revenue' of '(June revenue)', and not 'cost'."""
    name = fold(strip_label(words))
    return not name or load().metrics.get(name) == item.meaning.metric or resolve(words.strip(), Scope()) == item
