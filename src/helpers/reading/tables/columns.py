"""The columns of a table: what each head says, and what it takes from the heads beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from helpers.filing.layout import Cell, Row
from helpers.language import calendar
from helpers.language.calendar import Period
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.periods import MONTH_WORD
from helpers.language.phrases import mentions
from helpers.language.scope import Scope
from helpers.language.spans import is_part_of_year, length, named_part
from helpers.reading.because import Source
from helpers.reading.facts import BASES
from helpers.reading.tables import standing
from helpers.reading.tables.head_times import YEAR, in_year
from helpers.reading.tables.head_words import CHANGE, UNITS, Column, column_of, is_revised, to_plan
from helpers.reading.tables.setting import Setting
from helpers.reading.tables.unknown_words import unknown_word

_YEAR = 12  # months
_APART = {basis: months for months, basis in BASES.items()}
_DIGITS = re.compile(r"\d\d")  # of a year
_VERSUS = re.compile(r"\b(?:vs\.?|versus)\s\S*\d", re.IGNORECASE)  # 'vs. 1H15', of which no column is
_RATIO = "ratio"  # of what, a head need not say; but no comparison is of it
NO_HEAD = "a column without a head beside it"
"""Unknown of a column without a head, beside others that have one."""
_WHAT_TIMES = "between what times it is"
_TWO = 2  # times that a change is between


def build(heads: list[Row], scope: Scope, at: Setting) -> list[Column]:
    """Columns 0..n of a table from its head rows (none: an empty list)."""
    width = max((len(r.cells) for r in heads), default=0)
    stands = standing.over(heads, width)
    placed = [[(r.line.number, r.cells[k]) for r in heads if (k := stands(r, j)) < len(r.cells)] for j in range(width)]
    ended = at.ended or _in_corner(heads)
    columns = [_ended_in(column_of(cells, scope), ended) for cells in placed]
    if at.year is not None:
        columns = [_part_of(at.year, column, cells, at) for column, cells in zip(columns, placed, strict=True)]
    columns = _beside_quarters(_joined_heads(columns, heads, scope))
    _inherit(columns, of_all(columns) or at.period, scope)
    loose = standing.loose(heads, width, stands)
    unknown = [loose or next(filter(None, _not_told(j, columns, cells, heads)), "") for j, cells in enumerate(placed)]
    told = [c._replace(unknown=c.unknown or words) for c, words in zip(columns, unknown, strict=True)]
    return _replaced(_translated(_compared(told)))


def of_all(columns: list[Column]) -> Period | None:
    """The period in the corner of the heads, where no column has one of its own."""
    alone = columns and not any(c.own for c in columns[1:])
    return columns[0].period if alone else None


def _part_of(year: Period, column: Column, cells: list[tuple[int, Cell]], at: Setting) -> Column:
    """'1H', 'First half' or 'Full year' alone in a head below 'FY2018 Targets': the part of that year."""
    parts = [c for _, c in cells if standing.of_time(c)]
    if len(parts) != 1 or any(c.periods for _, c in cells if c not in parts):
        return column
    text = parts[0].text.strip()
    period = year if _is_whole(text) else named_part(text, year)
    if period is None:
        return column._replace(unknown=text)
    return column._replace(period=period, own=True, because={**column.because, "period": at.because["period"]})


def _beside_quarters(columns: list[Column]) -> list[Column]:
    """'Full year' beside '4Q', of which neither names its year: that of the quarter."""
    year = next((calendar.year_of(c.period.end) for c in columns if c.period and c.period.kind == "bare_quarter"), None)
    whole = [c for c in columns[1:] if c.period is None and c.level and _is_whole(c.text.strip())]
    return [c._replace(period=year) if year is not None and c in whole else c for c in columns]


def _is_whole(part: str) -> bool:
    """Whether a head is nothing but a year, and not which: 'Full year', 'FY'."""
    return part in standing.WHOLE or (is_part_of_year(part) and length(part) == _YEAR)


def _in_corner(heads: list[Row]) -> Period | None:
    """'Three Months Ended September 30, | 2016 | 2015': the time, of a year that it does not name, in the label cell of
    heads, one of which is a row of bare years."""
    told = [t for r in heads for t in r.cells[0].periods]
    years = any(len(r.cells) > _TWO and all(YEAR.fullmatch(c.text.strip()) for c in r.cells[1:3]) for r in heads)
    alone = years and len(told) == 1 and MONTH_WORD.match(told[0].text) and not YEAR.search(told[0].text)
    return told[0].period if alone else None


def _ended_in(column: Column, ended: Period | None) -> Column:
    """'2015' below 'For the fiscal years ended March 31, 2015 and 2014': the fiscal year that ended then; so beside
    'Three Months Ended September 30,'."""
    year = column.period if ended is not None and column.period and column.period.kind == "year" else None
    return column._replace(period=in_year(ended, int(year.end[:4]))) if ended is not None and year else column


def _compared(columns: list[Column]) -> list[Column]:
    """A comparison of columns of which something is not known: no more is known of it."""
    levels = [c for c in columns[1:] if c.level]
    lost = {c.period: c.unknown for c in levels if c.unknown}
    out, beside = columns[:1], ""  # what the nearest column of levels to the left has that is not known
    for c in columns[1:]:
        if c.level:
            beside = c.unknown if c.unknown != _RATIO else ""
            out.append(c)
        else:
            its = (c.period and lost.get(c.period)) or beside
            out.append(c._replace(unknown=its) if its else c)
    return out


def _is_without_head(column: Column) -> bool:
    """Whether nothing but a unit stands over a column, and it has its time from no column beside it."""
    return not (column.own or column.period or UNITS.sub("", column.text).strip(" ()"))


def _translated(columns: list[Column]) -> list[Column]:
    """Columns of dollars without a date of their own are of the newest figures: only these are translated."""
    ends = [c.period for c in columns if c.period and c.level and not c.dollars]
    if not ends:
        return columns
    newest = max(ends, key=lambda p: p.end)
    return [c._replace(period=newest) if c.dollars and not c.own else c for c in columns]


def _replaced(columns: list[Column]) -> list[Column]:
    """A column of targets beside one of new targets for the same period is of those that they replace."""
    aimed = [c for c in columns if (c.measure, c.scenario) == ("level", "target")]
    new = [c.period for c in aimed if is_revised(c.text)]
    old = [c for c in aimed if _is_of(c.period, new) and not is_revised(c.text)]
    return [c._replace(scenario="prior_target") if c in old else c for c in columns]


def _is_of(period: Period | None, others: list[Period | None]) -> bool:
    """Whether a period is among others; a day of record is that of the year that ends with it, too."""
    return period in others or (period is not None and not period.start and period.end in {p.end for p in others if p})


def _not_told(j: int, columns: list[Column], heads: list[tuple[int, Cell]], rows: list[Row]) -> Iterator[str]:
    """The words of column `j` and of the `heads` over it that leave open what it is of, or when."""
    column = columns[j]
    yield _of_no_head(j, columns)
    yield unknown_word(column)
    yield to_plan(column, columns)
    yield _of_which(columns, j)
    yield from (c.odd_time for _, c in heads)
    yield _of_any_year(column, columns[0].text)
    if column.period or column.level:
        yield from _other_parts(column.period, heads)
    yield _of_no_year([(line, c) for line, c in heads if c.text], rows)
    if column.own and column.level:  # 'Cloud' below 'FY16': 'Operating income' is of that business there
        yield from (c.text for _, c in heads if _names_business(c))


def _of_any_year(column: Column, corner: str) -> str:
    """The words of a head that is a year alone, the company's or the calendar's; or a length of time to come without
    its year: 'Full Year Forecast' beside '2H Forecast'."""
    bare = column.period is not None and column.period.kind == "year" and "ended" not in corner
    aimed = column.scenario == "target" and column.period is None and length(column.text)
    return column.text if column.level and (bare or aimed) else ""


def _names_business(head: Cell) -> bool:
    return any(m.kind == "subject" and m.name != "total" for m in mentions(head.text))


def _of_no_head(j: int, columns: list[Column]) -> str:
    """Why a column of levels is of no time that is known, where those beside it are each of one."""
    bare = j > 0 and columns[j].level and _is_without_head(columns[j])
    return NO_HEAD if bare and any(c.own and c.level for c in columns[1:]) else ""


def _other_parts(period: Period | None, heads: list[tuple[int, Cell]]) -> Iterator[str]:
    """'Full Year' over a column whose period is half a year, 'First Half' over one of a whole: of which year it is a
    part, no head tells that is understood."""
    months = period.months if period else 0
    parts = (c.text for _, c in heads if standing.of_time(c))
    yield from (text for text in parts if not _is_as_long(text.strip(), months or _YEAR))


def _of_no_year(heads: list[tuple[int, Cell]], rows: list[Row]) -> str:
    """'2H' below nothing, beside '1H' below 'FY2017 Targets': how far that reaches, the conversion lost."""
    if len(heads) != 1 or not standing.of_time(heads[0][1]):
        return ""
    others = (t.period for r in rows if r.line.number != heads[0][0] for c in r.cells[1:] for t in c.periods)
    return heads[0][1].text if any(period is not None and period.kind == "fy" for period in others) else ""


def _is_as_long(part: str, months: int) -> bool:
    """Whether a part of a year has so many months; those of '1H' and '3Q' are told elsewhere."""
    told = _YEAR if _is_whole(part) else length(part)
    return months == told if told else 0 < months < _YEAR


def _joined_heads(columns: list[Column], heads: list[Row], scope: Scope) -> list[Column]:
    """Heads that the conversion cut in two ('YoY C' | 'hange', 'Total Reve' | 'nues')."""
    for j in range(len(columns) - 1):
        for row in heads:
            left, right = row.at(j).text, row.at(j + 1).text
            if not left or not right or left[-1:].isspace() or not right[:1].islower():
                continue
            whole = left + right
            item = resolve(whole, scope)
            if item and item.known and not columns[j].named:
                columns[j] = columns[j]._replace(item=item)
                columns[j + 1] = columns[j + 1]._replace(item=item, text="")
            elif CHANGE.search(whole.lower()) and not columns[j].level and columns[j + 1].level:
                columns[j + 1] = columns[j + 1]._replace(measure=columns[j].measure, text="")
    return columns


def _inherit(columns: list[Column], above: Period | None, scope: Scope) -> None:
    """Comparisons take period and scenario of the newest column they compare, to their left, or to their right where
    they come first; blank heads what stands left."""
    group: list[Column] = []  # the levels that the next comparison compares
    leads = len(columns) > 1 and not columns[1].level
    levels: list[Column] = []
    for j in range(1, len(columns)):
        left = columns[j - 1] if j > 1 else None
        column = columns[j] if left is None else _from_left(columns[j], left, columns[1], scope)
        group = _behind(columns, j) if leads and not column.level else group
        if column.measure in {"level", "share"}:
            dated = [column] if column.period is not None and column.level else []
            group, levels = group + dated, levels + dated
        elif column.measure == "change":
            column = _change(column, group, left)
        else:
            compared = _with_base(column, group, levels, columns[1:j])
            column = _comparison(column, compared, _of_undated(column, compared, columns[1:j], above), above)
            if j + 1 < len(columns) and columns[j + 1].level and columns[j + 1].text:
                group = []
        columns[j] = column


def _behind(columns: list[Column], j: int) -> list[Column]:
    """The levels right of a comparison, up to the next: 'Change | September 30, 2016 | March 31, 2016'."""
    behind = itertools.takewhile(lambda c: c.level, columns[j + 1 :])
    return [c for c in behind if c.period is not None]


def _from_left(column: Column, left: Column, first: Column, scope: Scope) -> Column:
    """A column with what its head leaves out and the head to its left says. `first`: the first column of numbers."""
    blank = column.period is None and not UNITS.sub("", column.text).strip()
    if blank:
        column = _below_one_head(column, left)
    if column.item is None and left.item is not None:
        column = column._replace(item=_item_beside(column, left.item, scope, blank=blank))
    column = _after_quarter(column, left, blank=blank)
    if not column.level and column.scale is None and not column.percent:
        column = column._replace(scale=left.scale)  # 'JPY million | YoY'
    if column.period is not None:
        return column
    if column.dollars or column.measure == "share" or (column.percent and column.level):
        return column.of_time(left, own=False)
    behind = column.of_revenue and not first.of_revenue  # '% of Revenues' behind the amounts it is of
    return column.of_time(left) if behind else column


def _item_beside(column: Column, left: Item, scope: Scope, *, blank: bool) -> Item | None:
    """The line item of a head right of one that names one: that which a comparison names itself ('YoY change in gross
    margin'), else that of the left."""
    compares = not column.level
    named = mentions(column.text) if compares else ()
    item = resolve(column.text[named[0].start : named[-1].end], scope) if named else None
    if item is not None and item.known:
        return item
    return left if blank or (compares and not column.percent and not column.period) else None


def _below_one_head(column: Column, left: Column) -> Column:
    """A blank head, or one of nothing but a unit: a head over both, of dollars, then yen, or of a comparison."""
    if not left.level:
        return column.of_time(left, own=left.own)._replace(measure=left.measure)
    return column.of_time(left, own=left.own) if column.text and left.dollars else column


def _after_quarter(column: Column, left: Column, *, blank: bool) -> Column:
    """A blank or repeated head right of one that names a quarter without its year ('1Q-end', '2Q-end'): the next."""
    if left.period is None or left.period.kind != "bare_quarter" or not (blank or column.period == left.period):
        return column
    following = calendar.quarter_of(calendar.day_after(left.period.end))
    after = Period(following.start, following.end, "bare_quarter", left.period.at_end)
    column = column._replace(period=after, own=column.own or blank)
    return column._replace(because=dict(column.because) | {"period": left.because.get("period", Source("head"))})


def _change(column: Column, group: list[Column], left: Column | None) -> Column:
    """'Change' from one column to the other; of a flow it is a comparison (see `as_flow`). Of three or more times it
    compares any two."""
    ends = sorted({c.period.end for c in group if c.period})
    if not ends:
        return column if left is None else column._replace(scenario=left.scenario)
    if _is_of_several(column, group, ends):
        return column._replace(unknown=_WHAT_TIMES)
    newest = newest_of(group)
    older = next((c for c in group if c.period != newest.period), newest)
    compared = tuple(c.period for c in (older, newest) if c.period)
    column = column.of_time(newest)._replace(compared=compared)
    return column._replace(period=Period(ends[0], ends[-1], "range")) if len(ends) >= 2 else column


def _is_of_several(column: Column, group: list[Column], ends: list[str]) -> bool:
    """Whether a change may be between any two of several columns, as beside 'FY15 | FY16 previous | FY16 revised', or
    names another time ('vs. 1H15')."""
    if len(ends) == 1:
        return _VERSUS.search(column.text) is not None
    aimed = [c for c in group if c.scenario != "actual" and c.period and c.period.end == ends[-1]]
    return column.period is None and (len(ends) > _TWO or len(aimed) > 1)


def _with_base(column: Column, group: list[Column], levels: list[Column], left: list[Column]) -> list[Column]:
    """What a comparison compares: '1Q12 | 1Q11 | YoY | 4Q11 | QoQ' ends with the newest column against the one beside
    it, unless another column of the kind has told that."""
    newer = _newer_result(group, column) if len(group) > 2 else None
    if newer is not None and _same(newest_of(group).period, newer):
        return group[-2:]  # '1H14 Target | 1H14 Actual | 1H13 Actual | YoY'
    if len(group) != 1 or not levels or column.measure not in _APART or group[0].period is None:
        return group
    newest = newest_of(levels).period
    told = any(c.measure == column.measure and _same(c.period, newest) for c in left)
    if told or newest is None or newest.months != group[0].period.months:
        return group
    apart = _same(calendar.earlier(newest, _APART[column.measure]), group[0].period)
    return levels if apart else group


def _of_which(columns: list[Column], j: int) -> str:
    """'FY16 Target | FY15 Actual | FY14 Actual | YoY': the words of a comparison that is of the target, or of the two
    results right beside it."""
    column, levels = columns[j], [c for c in columns[1:j] if c.level]
    aimed = column.scenario == "target" and not column.own
    return column.text if aimed and _newer_result(levels, column) is not None else ""


def _newer_result(levels: list[Column], comparison: Column) -> Period | None:
    """The newer time of the two levels right beside a comparison, where these are results as far apart as it says."""
    told = [c.period for c in levels[-2:] if c.period is not None and c.scenario == "actual"]
    if len(told) < 2 or comparison.measure not in _APART:
        return None
    older, newer = sorted(told, key=lambda p: p.end)
    return newer if _same(calendar.earlier(newer, _APART[comparison.measure]), older) else None


def _same(one: Period | None, other: Period | None) -> bool:
    return one is not None and other is not None and tuple(one) == tuple(other)


def _of_undated(column: Column, group: list[Column], left: list[Column], above: Period | None) -> bool:
    """'Results for 1Q16', and below it 'Amount | 1Q15 | YoY change': whether a comparison is of amounts without a time
    of their own, which have that in force `above` the table."""
    apart = _APART.get(column.measure) if any(c.level and c.text and c.period is None for c in left) else None
    return bool(apart and above and _same(calendar.earlier(above, apart), newest_of(group).period if group else None))


def _comparison(column: Column, group: list[Column], of_undated: bool, above: Period | None) -> Column:
    if not column.own and (of_undated or not group):
        return column._replace(period=above) if column.period is None or of_undated else column
    if not column.own:
        return column.of_time(newest_of(group))
    match = _alike(column, group)
    return column.of_time(newest_of(match)) if match else column


def _alike(column: Column, group: list[Column]) -> list[Column]:
    """The columns of a group that end as one does, and are as long where one of them is."""
    of = column.period
    match = [c for c in group if c.period and of and _ends_alike(c.period, of, column.text)]
    return [c for c in match if c.period and of and c.period.months == of.months] or match


def _ends_alike(one: Period, other: Period, head: str) -> bool:
    """Whether periods end on one day; on one day of any year where the head names no year ('YoY Change' over '1H')."""
    alike = (one.end[4:], one.months) == (other.end[4:], other.months)
    return one.end == other.end or (alike and not _DIGITS.search(head))


def newest_of(group: list[Column]) -> Column:
    """The column of the latest period, targets last; of equals the last."""
    return max(reversed(group), key=lambda c: (c.period.end if c.period else "", c.scenario == "target"))


def as_flow(column: Column, item: Item) -> Column:
    """A column headed 'Change' for an item that flows: between two durations of one length it compares the later with
    the one a year or a quarter before; of others, what it says of a known flow is not known. So does one of balances in
    percent."""
    flows = item.meaning.period == "duration"
    if column.measure != "change" or not column.compared or not (flows or column.percent):
        return column
    old, new = sorted(column.compared, key=lambda p: p.end)
    apart = calendar.months_apart(new.end, old.end)
    alike = (bool(old.start) or not flows) and old.months == new.months
    basis = (BASES | ({0: "change"} if flows else {})).get(apart) if alike else None
    if basis:
        return column._replace(measure=basis, period=new)
    return column._replace(unknown=_WHAT_TIMES) if flows and (item.known or old.start) else column
