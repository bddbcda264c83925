"""What a line that prints the time of its number tells the lines of its list that print none.

A deck for nine months has slides about its last quarter: below '- 3Q15 revenue: up JPY110 million' the bullet '- Order
received: JPY5,950 million' is of that quarter, too, and not of the nine months."""

from __future__ import annotations

from helpers.filing.layout import Row
from helpers.language.calendar import Period
from helpers.reading.context import Context, Frame

_QUARTER = 3  # months


def told(row: Row, filed: Period) -> Period | None:
    """The one time that ends with the filing's own and stands before the first number of a line; None for a filing of
    a quarter, which has no shorter one."""
    first = row.numbers[0].start
    labelled = row.line.text.find(":") + 1 or first  # 'Net additions: 4Q14 98 thousand, 3Q14 127 thousand'
    before = (t.period for t in row.periods if t.end <= min(first, labelled))
    found = {(p.start, p.end): p for p in before if p is not None and p.start and not p.at_end and p.end == filed.end}
    return next(iter(found.values())) if len(found) == 1 and filed.months > _QUARTER else None


def tell(context: Context, period: Period | None, frame: Frame, *, leads: bool) -> bool:
    """Put the time of a line (None: the filing's own) in force for its list, whose bullets are of the rank that stands
    open; False where another line of the list told another. A line that leads a list (`leads`) tells its item, too."""
    above = context.innermost
    said = next((f for f in reversed(context.frames) if f.period is not None), None)
    if said is not None and not said.of_list:
        return True
    one = True
    if above.of_list:
        one = above.line > 0 and tuple(above.period or ()) == tuple(period or ())
        context.frames.pop()
    rank = context.frames[-1].rank if context.frames else 0  # any heading but one below this one ends the list
    of_list = Frame(max(rank, 0), of_list=True, numbered=True)
    if one:
        of_list.period, of_list.line, of_list.label = period, frame.line, frame.label
    if one and leads:
        of_list.metric, of_list.subject, of_list.item = frame.metric, frame.subject, frame.item
    context.frames.append(of_list)
    return one
