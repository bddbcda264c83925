"""Quantities as text: one number, written as a reader expects it, no finer than its interval allows.

A quantity is anything with `value`, `low`, `high`, `unit` (see `helpers.quantity`); `None` and quantities
without a value are unknown. Text here is plain: links and markup are added by `helpers.prose` and
`helpers.exhibits`.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from helpers.data.quantity.reference import PRINTED
from helpers.language import calendar, company

UNKNOWN = "unknown"
CONTESTED, CONTESTED_MARK = " (contested)", "\N{DOUBLE DAGGER}"  # behind a value with its unit; behind a number alone
RELEVANT = {"ratio": 0.01, "points": 0.005}
"""Smaller changes are not told as changes where a sentence has a word for none: 1% of growth, half a point."""
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Scale:
    """How a unit is written: `value / factor` between `before` and `after`, at most `decimals` decimals."""

    factor: float
    before: str
    after: str
    axis: str
    decimals: int


# Rows of (unit, smallest magnitude it is used for, scale), the largest magnitude first.
SCALES: tuple[tuple[str, float, Scale], ...] = (
    ("JPY", 1e10, Scale(1e9, "JPY ", " billion", "JPY billion", 1)),
    ("JPY", 1e9, Scale(1e9, "JPY ", " billion", "JPY billion", 2)),
    ("JPY", 1e6, Scale(1e6, "JPY ", " million", "JPY million", 0)),
    ("JPY", 0.0, Scale(1.0, "JPY ", "", "JPY", 1)),
    ("count", 1e5, Scale(1e3, "", " thousand", "thousand", 0)),
    ("count", 0.0, Scale(1.0, "", "", "number", 1)),
    ("ratio", 0.0, Scale(0.01, "", "%", "%", 1)),
    ("points", 0.0, Scale(0.01, "", " points", "percentage points", 1)),
    ("JPY/share", 0.0, Scale(1.0, "JPY ", " a share", "JPY a share", 2)),
    ("JPY/ADS", 0.0, Scale(1.0, "JPY ", " an ADS", "JPY an ADS", 2)),
    ("shares", 1e6, Scale(1e6, "", " million shares", "million shares", 1)),
    ("shares", 0.0, Scale(1.0, "", " shares", "shares", 0)),
    ("Gbps", 0.0, Scale(1.0, "", " Gbps", "Gbps", 1)),
)
NAMED_SCALES = {
    "billion": Scale(1e9, "JPY ", " billion", "JPY billion", 2),
    "million": Scale(1e6, "JPY ", " million", "JPY million", 0),
    "thousand": Scale(1e3, "", " thousand", "thousand", 0),
    "yen": Scale(1.0, "JPY ", "", "JPY", 1),
    "percent": Scale(0.01, "", "%", "%", 1),
    "points": Scale(0.01, "", " points", "percentage points", 1),
    "times": Scale(1.0, "", " times", "times", 2),
}


def is_known(quantity: Any) -> bool:
    """True for a quantity that has a value; False for None and for a missing quantity."""
    if quantity is None:
        return False
    value = getattr(quantity, "value", quantity)
    return value is not None and not (isinstance(value, float) and math.isnan(value))


def why_unknown(quantity: Any) -> str:
    """The reason a missing quantity carries, or an empty string."""
    return str(getattr(quantity, "reason", "") or "")


def scale_of(unit: str, magnitude: float) -> Scale:
    """The scale for values of `unit` as large as `magnitude`; an unknown unit is written after the number."""
    for name, least, scale in SCALES:
        if name == unit and abs(magnitude) >= least:
            return scale
    words = company.in_words(unit)
    if words != unit:  # another money: written as yen are, under its own code
        scale, code = scale_of(words, magnitude), company.current().currency
        return replace(scale, before=f"{code} ", axis=scale.axis.replace(company.MONEY, code))
    if unit.startswith("JPY/"):
        per = " per " + unit.removeprefix("JPY/").replace("/", " and ").replace("_", " ")
        return Scale(1.0, "JPY ", per, "JPY" + per, 0)
    return Scale(1.0, "", f" {unit}" if unit else "", unit, 2)


def decimals_for(low: float, high: float, scale: Scale) -> int:
    """Decimals to print, after scaling: no more than the interval is sure of and the scale allows."""
    width = abs(high - low) / scale.factor
    if width <= 0:
        return _needed(high / scale.factor, scale.decimals)
    return min(scale.decimals, max(0, -math.floor(math.log10(width) + 1e-9)))


def _needed(scaled: float, most: int) -> int:
    text = f"{scaled:.{most}f}"
    return len(text.rstrip("0").partition(".")[2]) if "." in text else 0


def named_scale(name: str, magnitude: float) -> Scale:
    """The scale of a name ('billion', 'percent', ...); billions of ten and more have one decimal."""
    scale = NAMED_SCALES[name]
    return replace(scale, decimals=1) if name == "billion" and abs(magnitude) >= 1e10 else scale


def places_for(quantity: Any, scale: Scale) -> int:
    """Decimals to print a quantity with.

    A reported value has no more than the filing prints; a derived one has one more where it would else be rounded out
    of its interval.
    """
    low, high, value = (float(getattr(quantity, name)) for name in ("low", "high", "value"))
    places = decimals_for(low, high, scale)
    printed = getattr(quantity, "decimals", None)
    if printed is not None and getattr(quantity, "basis", "") in PRINTED:
        return min(places, printed + round(math.log10(scale.factor)))
    if not shows_interval(quantity, scale, places):
        return places
    inside = low <= _as_printed(value / scale.factor, places) * scale.factor <= high
    return places if inside else places + 1


def shows_interval(quantity: Any, scale: Scale, places: int) -> bool:
    """True for a derived value whose interval can be seen at so many decimals: its ends are printed differently."""
    if getattr(quantity, "basis", "reported") in PRINTED:
        return False
    ends = [rounded(float(end) / scale.factor, places) for end in (quantity.low, quantity.high)]
    return ends[0] != ends[1]


def _as_printed(value: float, decimals: int) -> float:
    return float(Decimal(repr(value)).quantize(_step(decimals), rounding=ROUND_HALF_UP))


def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def rounded(value: float | Decimal, decimals: int) -> str:
    """`value` with `decimals` decimals, halves away from zero, thousands separated, a true minus sign.

    Fewer than none round to tens and hundreds: 836 with -1 decimals is '840'.
    """
    number = Decimal(repr(float(value))).quantize(_step(decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(number):,.{max(0, decimals)}f}"
    return MINUS + text if number < 0 else text


def write(quantity: Any, *, scale: Scale | None = None, decimals: int | None = None, sign: str = "-") -> str:
    """One quantity as text, for instance 'JPY 157.8 billion', '15.0%', '1,856 thousand', or 'unknown'.

    `sign` is '-' (minus where negative), '+' (always signed) or 'abs' (the magnitude only).
    """
    if not is_known(quantity):
        return UNKNOWN
    scale = scale or scale_of(quantity.unit, float(quantity.value))
    places = places_for(quantity, scale) if decimals is None else decimals
    return _put(float(quantity.value), scale, places, sign) + contested_mark(quantity, scale)


_SHORT = {" billion": " bn", " million": " mn", " thousand": " k"}


def contested_mark(quantity: Any, scale: Scale) -> str:
    """What stands behind the value of a contested quantity, so that it is nowhere stated as plain fact."""
    if not getattr(quantity, "contested", False):
        return ""
    return CONTESTED if scale.before or scale.after else CONTESTED_MARK


def short(quantity: Any) -> str:
    """As `write`, for the cell of a column: '157.8 bn', '240 mn', '1,856 k', '15.0%'."""
    if not is_known(quantity):
        return UNKNOWN
    return write(quantity, scale=_shortened(scale_of(quantity.unit, float(quantity.value))))


def tick(value: float, unit: str, largest: float) -> str:
    """A tick of an axis whose largest value is so large: '150 bn', '4%'."""
    scale = _shortened(scale_of(unit, largest))
    return f"{scale.before}{value / scale.factor:g}{scale.after}".replace("-", MINUS)


def _shortened(scale: Scale) -> Scale:
    return replace(scale, before="", after=_SHORT[scale.after]) if scale.after in _SHORT else scale


def with_interval(quantity: Any, *, scale: Scale | None = None, decimals: int | None = None, sign: str = "-") -> str:
    """The value and, where it is derived and can be seen at its decimals, the interval: '36.2 (36.0 to 36.4)'."""
    text = write(quantity, scale=scale, decimals=decimals, sign=sign)
    if not is_known(quantity):
        return text
    scale = scale or scale_of(quantity.unit, float(quantity.value))
    places = places_for(quantity, scale) if decimals is None else decimals
    if not shows_interval(quantity, scale, places):
        return text
    ends = span(quantity, scale=scale, decimals=decimals, sign=sign, least=places)
    return f"{text} ({ends})" if " to " in ends else text


def _put(value: float, scale: Scale, decimals: int, sign: str) -> str:
    text = rounded(value / scale.factor, decimals)
    if sign == "abs":
        text = text.lstrip(MINUS)
    mark = MINUS if text.startswith(MINUS) else "+" if sign == "+" and text.strip("0.,") else ""
    return f"{scale.before}{mark}{text.lstrip(MINUS)}{scale.after}"


def span(
    quantity: Any,
    *,
    scale: Scale | None = None,
    decimals: int | None = None,
    sign: str = "-",
    unit: bool = False,
    least: int = 0,
) -> str:
    """The interval alone, rounded outwards: '36.1 to 36.3'; one number where both ends print alike.

    With `unit`, the unit stands around it: 'JPY 36.1 to 36.3 billion'; `least` is the fewest decimals. The interval of
    a derived value holds the value as `write` prints it: beside 11.4%, 11.41 to 11.45% is 11.4 to 11.5%.
    """
    if not is_known(quantity):
        return UNKNOWN
    low, high, value = (float(getattr(quantity, name)) for name in ("low", "high", "value"))
    scale = scale or scale_of(quantity.unit, value or high)
    if sign == "abs" and high < 0:
        low, high, value = -high, -low, -value
    low, high = low / scale.factor, high / scale.factor
    places = decimals_for(low * scale.factor, high * scale.factor, scale) if decimals is None else decimals
    places = max(places, least)
    first, last = _outwards(low, high, places)
    derived, own = getattr(quantity, "basis", "reported") not in PRINTED, places_for(quantity, scale)
    most = own + 1 if derived else 4  # a finer one than that nobody reads
    while decimals is None and places < most and (last - first) > 1.5 * (high - low):
        places += 1
        first, last = _outwards(low, high, places)
    shown, slack = _as_printed(value / scale.factor, own), 1e-6 * 10.0**-own
    if derived and decimals is None and not first - slack <= shown <= last + slack:
        places = own
        first, last = _outwards(low, high, places)
    bare = Scale(1.0, "", "", "", places)
    ends = [_put(end, bare, places, "+" if sign == "+" else "-") for end in (first, last)]
    text = ends[0] if ends[0] == ends[1] else " to ".join(ends)
    return f"{scale.before}{text}{scale.after}" if unit else text


def range_of(quantity: Any) -> str:
    """The interval with its unit, for a trail; an empty string where it says no more than the value does."""
    if not is_known(quantity) or float(quantity.low) == float(quantity.high):
        return ""
    text = span(quantity, unit=True)
    return text if " to " in text else ""


def narrowed(quantity: Any) -> str:
    """The interval of a reported value where other figures make it narrower than its printed digits do; else ''."""
    decimals = getattr(quantity, "decimals", None)
    if decimals is None or not is_known(quantity) or quantity.basis not in PRINTED:
        return ""
    return range_of(quantity) if float(quantity.high) - float(quantity.low) < 0.9 * 10.0**-decimals else ""


def _outwards(low: float, high: float, decimals: int) -> tuple[float, float]:
    step, slack = 10.0**-decimals, 1e-6
    return math.floor(low / step + slack) * step, math.ceil(high / step - slack) * step


def is_loose(quantity: Any) -> bool:
    """True where the interval reaches beyond what printing the value alone would suggest."""
    if not is_known(quantity) or getattr(quantity, "basis", "reported") in PRINTED:
        return False
    low, high = float(quantity.low), float(quantity.high)
    scale = scale_of(quantity.unit, float(quantity.value))
    return high - low > 2.1 * scale.factor * 10.0 ** -decimals_for(low, high, scale)


def plain(value: Any) -> str:
    """A cell of a table as text: a Decimal without an exponent, anything else as it is."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def direction(quantity: Any, words: list[str]) -> str:
    """The word that follows the data: `words` is [rose, fell] or [rose, fell, level].

    The first where the whole interval is above zero, the second where it is below; where it straddles zero, or the
    change is smaller than `RELEVANT`, the third, without a third 'perhaps' with the word of the best value.
    Unknown or contested gives both words.
    """
    if not is_known(quantity) or getattr(quantity, "contested", False):
        return " or ".join(words[:2])
    low, high = float(quantity.low), float(quantity.high)
    if len(words) > 2 and abs(float(quantity.value)) < RELEVANT.get(quantity.unit, 0.0):
        return words[2]
    if low > 0:
        return words[0]
    if high < 0:
        return words[1]
    if len(words) > 2:
        return words[2]
    return "perhaps " + words[0 if float(quantity.value) >= 0 else 1] if low < high else "did not change"


def day(date: str | dt.date) -> str:
    """A date for people: '2017-05-15' gives '15 May 2017'."""
    date = dt.date.fromisoformat(date) if isinstance(date, str) else date
    return f"{date.day} {date:%B} {date.year}"


def period(period_start: str, period_end: str) -> str:
    """A period as IIJ names it: 'FY2016', '1Q15', '1H16', '9M11', 'end of FY2016'; else its dates."""
    if not period_end:
        return "no date"
    name = calendar.name(period_start, period_end)
    if len(name) <= 6:
        return name.upper() if period_start else f"end of {name.upper()}"
    return f"{day(period_start)} to {day(period_end)}" if period_start else day(period_end)


def period_of(quantity: Any) -> str:
    """The name of a quantity's period; an empty string where it has none."""
    start, end = getattr(quantity, "period_start", "") or "", getattr(quantity, "period_end", "") or ""
    return period(str(start), str(end)) if end else ""
