"""How a filing writes a period or a date, and the days it means (of a fiscal year, by the company's calendar)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from helpers.language.calendar import (
    Period,
    fiscal_year,
    half,
    month_end,
    month_span,
    months_to,
    of_year,
    quarter,
    whole_year,
    year_of,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
"""Of months."""


def century(text: str) -> int:
    """The year that two digits, or all four, name."""
    year = int(text)
    return year if year >= 1000 else 2000 + year if year < 80 else 1900 + year


def month_near(text: str, today: str) -> Period:
    """The month of this name that lies nearest to a day."""
    number = month_number(text)
    return min((month_span(year, number) for year in _years_near(today)), key=lambda p: _apart(p.end, today))


def _years_near(today: str) -> range:
    return range(int(today[:4]) - 1, int(today[:4]) + 2)


def _apart(day: str, other: str) -> int:
    return abs((date.fromisoformat(day) - date.fromisoformat(other)).days)


def month_number(text: str) -> int:
    """1..12 for the name of a month or its beginning."""
    return _MONTHS.index(text[:3].lower()) + 1


# Every alternative starts with a letter or digit class of its own and has bounded repeats: linear on any line: those
# that begin with a digit, then those that begin with a letter.
_YEAR = r"(?:19|20)\d\d"
_BEHIND = r"(?:(?<=[QH]\d\d)(?=\d(?!\d|[,.]\d|\s?%))|(?![\d,]\d|\d))"  # '1H162': with a footnote's number behind it
_FY = rf"(?:FY|fiscal\s(?:year\s)?(?={_YEAR}))"
# between 'Q3' and '11': 'Q3 FY11', "Q3'11", 'Q3/11', 'Q3 11' in a head
_OF_YEAR = rf"(?:\s?(?:of\s)?{_FY}\s?'?|\s?['/]|\s(?={_YEAR}|\d\d(?:\s*$|\s?\t)))"


def _month_of_year(group: str) -> str:
    """'3/16': the last month of a fiscal year and its year, in groups of these names."""
    return rf"(?P<{group}m>\d\d?)/(?P<{group}y>{_YEAR}|\d\d)\b"


PATTERN = re.compile(
    rf"""
  (?=[0-9])(?:
    (?P<range>(?P<ry1>\d\d)/(?P<rm1>\d\d?)\s?[~\u301c\u223c]\s?(?P<ry2>\d\d)/(?P<rm2>\d\d?))(?!\d)
  | (?P<ymd>(?P<y1>{_YEAR})(?P<cut>[./-])(?P<m1>\d\d?)(?P=cut)(?P<d1>\d\d?))(?!\d|,\d)
  | \b(?P<dmyn>(?P<d5>\d\d?)(?P<cut2>[./])(?P<m5>\d\d?)(?P=cut2)(?P<y7>{_YEAR}))(?![\d,]\d|\d)
  | \b(?P<dmy>(?P<d4>\d\d?)(?:st|nd|rd|th)?[ -](?:of[ ])?(?P<mon6>{MONTH})\.?,?[ -](?P<y6>{_YEAR}))(?!\d)
  | (?P<ym>(?P<y2>{_YEAR})/(?P<m2>\d\d?))(?!\d)
  | (?P<qend>(?<![\dA-Za-z])(?P<q2>[1-4])Q\s?(?:of\s)?FY\s?{_month_of_year("end")})
  | (?P<qfy>(?<![\dA-Za-z])(?P<q1>[1-4])Q(?:/(?=\d\d\b)|\s?(?:(?:of\s)?{_FY})?\s?'?)(?P<qy>{_YEAR}|\d\d)){_BEHIND}
      (?P<qe>\s?-\s?end)?
  | (?P<hfy>(?<![\dA-Za-z])(?P<h1>[12])H\s?(?:(?:of\s)?{_FY})?\s?'?(?P<hy>{_YEAR}|\d\d)){_BEHIND}(?P<he>\s?-\s?end)?
  | (?P<nfy>(?<![\dA-Za-z])(?P<n1>[369])M\s?(?:FY)?\s?'?(?P<ny>{_YEAR}|\d\d))(?![\d,]\d|\d)
  | \b(?P<nthq>(?P<nq>[1-4])(?:st|nd|rd|th)\sQuarter\s(?:of\s)?(?:{_FY}\s?)?(?P<nqy>{_YEAR}))(?!\d)
  | \b(?P<onlyq>(?P<oq>[1-4])(?:st|nd|rd|th)\s(?:fiscal\s)?quarter)\b
  | \b(?P<onlyh>(?P<oh>[12])(?:st|nd)\shalf)\b
  | \b(?P<bareq>(?P<bq>[1-4])(?:Q|(?=-[1-4]Q)))(?P<be>\s?-\s?end
      |(?:\s?[-~\u2013]\s?|\s(?:to|through)\s)(?P<bq2>[1-4])Q(?:(?:\s?(?:of\s)?FY\s?'?)?(?P<bqy>{_YEAR}|\d\d)
         |\s(?P<bqy2>{_YEAR}))?)?(?![A-Za-z\d])
  | \b(?P<odd>\d\d?-\d\d?/{_YEAR}\b)
  | \b(?P<bareh>(?P<bh>[12])H)(?![A-Za-z\d])
  | \b(?P<months>(?P<mn>[369]|12|(?<=\()(?:[24578]|1[01])(?=\s?-?\s?months?\)))\s?-?\s?months?)\b
  | (?<![\d.,/:-])\b(?P<year>{_YEAR})\b(?![\d,.:%-]\d|\s?%|\s(?:million|billion|thousand|shares|personnel|contracts))
  ) | \b(?=[A-Z])(?:(?!FY)(?:
    (?P<mm>(?P<mon4>{MONTH})\s?\.?(?:\s(?:and|to)\s|\s?[-~\u2013]\s?)(?P<mon5>{MONTH})\s?\.?,?\s?(?P<y5>{_YEAR}))(?!\d)
  | (?P<mdy>(?P<mon1>{MONTH})\s?\.?\s?(?P<d2>\d\d?)(?:st|nd|rd|th)?(?:\s?,\s?|[ ])(?P<y3>{_YEAR}))(?!\d)
  | (?P<my>(?P<mon2>{MONTH})\s?\.?,?\s?(?P<y4>{_YEAR}))(?!\d)
  | (?P<md>(?P<mon3>{MONTH})\s?\.?\s?(?P<d3>\d\d?)(?:st|nd|rd|th)?)(?![\d,.]\d|\d))
  | (?P<fyq>FY\s?'?(?P<fqy>{_YEAR}|\d\d)(?:\s?/\s?|[ ]|(?=Q))(?=[1-4]Q|Q[1-4](?!Q))Q?(?P<fq1>[1-4])Q?
      (?:\s?[-~\u2013]\s?(?=[1-4]Q|Q[1-4](?!Q))Q?(?P<fq2>[1-4])Q?)?)(?![\dA-Za-z])
  | (?P<fylast>FY\s?'?{_month_of_year("fylast")})
  | (?P<fymore>FY\s?(?P<fymorey>{_YEAR})/(?P<fymorem>\d\d?)(?![\dQH]))
  | (?P<qlast>Q(?P<q3>[1-4])\s?(?:of\s)?FY\s?{_month_of_year("last")})
  | (?P<fy>FY\s?'?(?P<fyy>{_YEAR}|\d\d))(?:(?<=[Yy]\d{{4}})(?=\d(?!\d|[,.]\d))|(?!\d))(?P<fe>\s?-\s?end)?
  | (?P<qfirst>Q(?P<qf>[1-4])(?:\s?[-~\u2013]\s?Q(?P<qf2>[1-4]))?{_OF_YEAR}(?P<qfy2>{_YEAR}|\d\d))(?![\d,]\d|\d)
  | (?P<hfirst>H(?P<hf>[12]){_OF_YEAR}(?P<hfy2>{_YEAR}|\d\d))(?![\d,]\d|\d)
  | (?P<bareqf>Q(?P<bqf>[1-4])(?:\s?[-~\u2013]\s?Q(?P<bqf2>[1-4]))?)(?![A-Za-z\d]|\s?[-~\u2013]\s?\d|\s\d\d\b)
  | (?P<barehf>H(?P<bhf>[12]))(?![A-Za-z\d]|\s?[-~\u2013]|\s\d\d\b)
  | (?P<oddq>(?:Q[1-4]|H[12])(?:\s?[-~\u2013]\s?[QH]?[1-4])?)(?![A-Za-z\d])
  | (?P<worded>(?P<wq>First|Second|Third|Fourth)\sQuarter\s(?:of\s)?(?:{_FY}\s?)?(?P<wqy>{_YEAR}))(?!\d)
  )
    """,
    re.ASCII | re.VERBOSE | re.IGNORECASE,
)
LENGTH_WORDS = re.compile(
    r"\b(three|six|nine|twelve)\s+months\b(?:\s+ended)?|\bfiscal\s+year\s+end(?:ed|ing)\b", re.IGNORECASE
)
MONTH_WORD = re.compile(rf"\b({MONTH})\b\.?", re.IGNORECASE)
UNKNOWN = Period("", "", "unknown")
"""Of a name of a time that is not understood to its end: 'FY6/2016', '4-6/2015', '1-5Q15', '3Q14-3Q15', 'Q3-4'."""
_YEAR_MONTHS = 12
_END_OF = {"qe": "qfy", "he": "hfy", "fe": "fy", "be": "bareq"}  # '-end' behind a period, and the group of the period


def parse(match: re.Match[str], today: str) -> Period | None:
    """The days a match of PATTERN means, None for a day that does not exist ("June 31, 2016"). `today` (the
    filing's period end) places what names no year."""
    try:
        return _MEANS[match.lastgroup or ""](match, today)
    except ValueError:
        return None


def _ended(period: Period, suffix: str | None, kind: str = "") -> Period:
    return Period(period.start, period.end, kind or period.kind, bool(suffix)) if kind or suffix else period


def _range(m: re.Match[str], today: str) -> Period:
    start = month_span(century(m["ry1"]), int(m["rm1"]))
    return Period(start.start, month_span(century(m["ry2"]), int(m["rm2"])).end, "range")


def _months_of_year(m: re.Match[str], today: str) -> Period:
    year, begun, last = int(m["y5"]), month_number(m["mon4"]), month_number(m["mon5"])
    return Period(month_span(year - (begun > last), begun).start, month_end(year, last), "range")


def _nearest_day(m: re.Match[str], today: str) -> Period:
    month, day = month_number(m["mon3"]), int(m["d3"])
    ends = [month_end(year, month) for year in _years_near(today)]
    near = min((min(f"{end[:8]}{day:02d}", end) for end in ends), key=lambda d: _apart(d, today))
    if int(near[8:]) != day or not day:
        return _no_day(m)
    return Period("", near, "day")


def _day(year: str, month: int, day: str) -> Period:
    return Period("", date(int(year), month, int(day)).isoformat(), "day")


def _no_day(m: re.Match[str]) -> Period:
    raise ValueError(f"no such day: {m.group()}")


def _numeric_day(m: re.Match[str], today: str) -> Period:
    """'31.3.2016' has the day first; of '31/3/2016' and '3/31/2016' one is no month, and '3/4/2016' may be two days."""
    first, second = int(m["d5"]), int(m["m5"])
    if m["cut2"] == "/" and first <= _YEAR_MONTHS:
        if second <= _YEAR_MONTHS:
            # in a head, '(11/4/2016)': told on that day
            aside = "\t" in m.string and m.string.endswith("(", 0, m.start())
            return _no_day(m) if aside else UNKNOWN
        first, second = second, first
    return _day(m["y7"], second, str(first))


def _quarters(year: int, first: str, last: str | None) -> Period:
    """The quarters from one to another of a fiscal year, or the one."""
    if last and last < first:
        raise ValueError(f"no quarters: {first} to {last}")
    begun = quarter(year, int(first))
    return Period(begun.start, quarter(year, int(last)).end, "range") if last else begun


def _bare_quarter(m: re.Match[str], today: str) -> Period:
    year = m["bqy"] or m["bqy2"]
    found = _quarters(century(year) if year else fiscal_year(today), m["bq"], m["bq2"])  # '1Q-3Q16', '1-3Q of FY2011'
    return found if m["bq2"] else _ended(found, m["be"], "bare_quarter")


def _year_and_more(m: re.Match[str], _: str) -> Period:
    """'FY2016/3', the year that ends then, and 'FY2015/16', the year over two of the calendar; never both."""
    ending, begun, more = _year_ending(m["fymorey"], m["fymorem"]), int(m["fymorey"]), m["fymorem"]
    over_two = whole_year(begun) if int(more) == (begun + 1) % 100 and len(more) == 2 else UNKNOWN
    return over_two if ending is UNKNOWN else ending if over_two is UNKNOWN else UNKNOWN


def _year_ending(year: str, month: str) -> Period:
    """'FY3/2016', where the fiscal year ends with that month; what 'FY12/13' and 'FY6/2016' mean is not known."""
    if not 0 < int(month) <= _YEAR_MONTHS:
        return UNKNOWN
    end = month_end(century(year), int(month))
    return year_of(end) if year_of(end).end == end else UNKNOWN


def _quarter_of(number: str, year: Period) -> Period:
    return quarter(fiscal_year(year.end), int(number)) if year is not UNKNOWN else UNKNOWN


def _bare(found: Period) -> Period:
    return _ended(found, None, "bare_quarter") if found.kind == "quarter" else found


_MEANS: dict[str, Callable[[re.Match[str], str], Period]] = {
    "range": _range,
    "ymd": lambda m, _: _day(m["y1"], int(m["m1"]), m["d1"]),
    "ym": lambda m, _: month_span(int(m["y2"]), int(m["m2"])),
    "mm": _months_of_year,
    "mdy": lambda m, _: _day(m["y3"], month_number(m["mon1"]), m["d2"]),
    "dmyn": _numeric_day,
    "dmy": lambda m, _: _day(m["y6"], month_number(m["mon6"]), m["d4"]),
    "my": lambda m, _: month_span(int(m["y4"]), month_number(m["mon2"])),
    "md": _nearest_day,
    "qend": lambda m, _: _quarter_of(m["q2"], _year_ending(m["endy"], m["endm"])),
    "qlast": lambda m, _: _quarter_of(m["q3"], _year_ending(m["lasty"], m["lastm"])),
    "qfy": lambda m, _: _ended(quarter(century(m["qy"]), int(m["q1"])), m["qe"]),
    "hfy": lambda m, _: _ended(half(century(m["hy"]), int(m["h1"])), m["he"]),
    "nfy": lambda m, _: of_year(century(m["ny"]), 0, int(m["n1"]), "months"),
    "odd": lambda m, _: UNKNOWN,
    "fylast": lambda m, _: _year_ending(m["fylasty"], m["fylastm"]),
    "fymore": _year_and_more,
    "oddq": lambda m, _: UNKNOWN,
    "fyq": lambda m, _: _quarters(century(m["fqy"]), m["fq1"], m["fq2"]),
    "fy": lambda m, _: _ended(whole_year(century(m["fyy"])), m["fe"]),
    "nthq": lambda m, _: quarter(int(m["nqy"]), int(m["nq"])),
    "qfirst": lambda m, _: _quarters(century(m["qfy2"]), m["qf"], m["qf2"]),
    "hfirst": lambda m, _: half(century(m["hfy2"]), int(m["hf"])),
    "worded": lambda m, _: quarter(int(m["wqy"]), ORDINALS[m["wq"].lower()]),
    "onlyq": lambda m, today: _ended(quarter(fiscal_year(today), int(m["oq"])), None, "bare_quarter"),
    "onlyh": lambda m, today: half(fiscal_year(today), int(m["oh"])),
    "bareq": _bare_quarter,
    "bareqf": lambda m, today: _bare(_quarters(fiscal_year(today), m["bqf"], m["bqf2"])),
    "barehf": lambda m, today: half(fiscal_year(today), int(m["bhf"])),
    "bareh": lambda m, today: half(fiscal_year(today), int(m["bh"])),
    "months": lambda m, today: months_to(month_end(int(today[:4]), int(today[5:7])), int(m["mn"])),
    "year": lambda m, _: month_span(int(m["year"]), 1, 12, "year"),
}  # what each group of PATTERN means
_MEANS |= {end: _MEANS[named] for end, named in _END_OF.items()}


def length_words(text: str) -> int:
    """Months of 'Six Months Ended', 'Fiscal Year Ended'; 0 if the text names no length."""
    low = text.lower()
    m = LENGTH_WORDS.search(text) if "month" in low or "year" in low else None
    return COUNTS[(m.group(1) or "twelve").lower()] if m else 0
