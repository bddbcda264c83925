"""The unit that a text is captioned with: '(Unit: JPY million)', '(thousands of yen)', or a head of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NAMES = SCALES | {f"{name}s": power for name, power in SCALES.items()} | {"mn": 6, "mil": 6, "mm": 6, "m": 6, "bn": 9}
_SCALE = rf"(?:(?:{'|'.join(SCALES)})s?|[mb]n\b|m\b)"
_MONEY = frozenset({"jpy", "yen", "\u00a5"})
_BESIDE = frozenset({  # words beside a unit in its caption
    "in", "of", "the", "to", "are", "all", "unit", "units", "amount", "amounts", "figure", "figures", "number",
    "1", "numbers", "shown", "stated", "presented", "expressed", "rounded", "nearest", "unaudited", "japanese", "%",
})  # fmt: skip
_OF_YEN, _OF_OTHERS = frozenset({*_NAMES, *_MONEY, *_BESIDE}), frozenset({*_NAMES, *_BESIDE})
_MULTIPLES = frozenset({"hundred", "hundreds", "ten", "tens", "10", "100", "1,000"})  # of which none is understood
_OF_UNITS, _OF_NO_UNIT = _OF_YEN | _MULTIPLES, _BESIDE | _MULTIPLES
_WORD = re.compile(r"jpy|[a-z]+|\d[\d,]*|[\u00a5%]")  # of 'JPYm' two
_IN_UNITS = ("illion", "housand", "unit", "yen")  # one of which stands in any line that is a unit
_TELLS = ("illion", "housand", "unit", "mm", "mn", "bn", "mil", "jpym", "jpy m", "yen m", "m yen")  # and in a caption
_IN_ANY = tuple(dict.fromkeys((*_IN_UNITS, *_TELLS[:-2], "unaudited")))
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_UNIT = re.compile(r".*?\b(units?\s?[:\uff1a].*)")
_TAILS = (_UNIT, re.compile(r".*\b(in\s.*)"), re.compile(r".*?\b(in\s[^,;]*)"), re.compile(r".*,\s([^,]*)"))
_EXCEPTING = re.compile(r"[,;]?\s(?:except|unless|other than)\b.*")
_APART = re.compile(r"[,;\t]|\.\s|\s{2,}|\s\(\s?\)")
OTHER_SIGNS = "\u20ac\u00a3\u20a9\u20b9\u0e3f\u20ab\u20bd\u20b1\u20ba\u20aa"
"""Of currencies that are not yen: euro, pound, won, rupee, baht, dong, rouble, peso, lira, shekel."""
_OTHER = (
    rf"(?:[{OTHER_SIGNS}]|EUR|USD|US\$|U\.S\.\$|GBP|CNY|RMB|HKD|SGD|KRW|TWD|THB|IDR|INR|AUD|CAD|CHF|euros?"
    r"|(?:U\.?S\.? )?dollars?|pounds|yuan|renminbi|won|baht|rupees?)(?![A-Za-z])"
)
FOREIGN = re.compile(rf"(?<![A-Za-z]){_OTHER}", re.ASCII | re.IGNORECASE)
_UNIT_OF = re.compile(r"[^\w\t]*units?\s?[:\uff1a]\s?\S.{0,40}", re.IGNORECASE)
_LONGEST = 200  # characters of a line with a caption
_COUNTED = frozenset({
    "contract", "contracts", "subscription", "subscriptions", "subscriber", "subscribers", "line", "lines", "customers",
    "users", "accounts", "persons", "people", "employees", "companies", "gbps", "mbps",
})  # fmt: skip
_OF_COUNTS = _OF_OTHERS | _COUNTED
UNIT_CELL = re.compile(
    rf"^(?:(?:JPY|Yen)(?:\s?(?:in\s)?(?P<a>{_SCALE})|,?\s\(?(?P<a2>{_SCALE})\)?)"
    rf"|(?P<b>{_SCALE})(?:\s?of)?(?:\s?(?:JPY|yen))?|(?P<c>%)|(?P<d>JPY|Yen)|\(?unaudited\)?)$",
    re.IGNORECASE,
)


def scale_of(words: str) -> int | str | None:
    """A caption's scale: a power of ten for yen, '%' for percent, 0 for plain yen; None if it names none."""
    said = _WORD.findall(words.lower())
    power = next((_NAMES[word] for word in said if word in _NAMES), None)
    return power if power is not None else "%" if "%" in said else None if _MONEY.isdisjoint(said) else 0


def count_scale(text: str) -> int | None:
    """The power of ten of '(Unit: thousands)', '(in thousands)' or '(Thousand contracts, end of period)', in a line
    that names no currency, or in its first cell; None in a line without such a caption."""
    low = text.lower()
    may = ("thousand" in low or "million" in low) and len(low) <= _LONGEST
    if not may or not _MONEY.isdisjoint(_WORD.findall(low)) or FOREIGN.search(text):
        return None
    powers = map(_of_counts, [low.partition("\t")[0], *_parts(low, [_UNIT])])
    return next((power for power in powers if power is not None), None)


def _of_counts(part: str) -> int | None:
    """The power of ten of a part of a line that is nothing but the unit of what is counted, up to an exception."""
    said = _WORD.findall(_APART.split(_EXCEPTING.sub("", part))[0])
    named = [word for word in said if word in _NAMES]
    return _NAMES[named[0]] if len(named) == 1 and _OF_COUNTS.issuperset(said) else None


def is_counted(words: str) -> bool:
    """Whether words are nothing but what is counted, one by one: 'contracts', 'companies', 'Gbps'."""
    said = _WORD.findall(words.lower())
    return bool(said) and _COUNTED.issuperset(said)


def _may_caption(low: str) -> bool:
    """The cheap look: whether a line has the name of a scale, or speaks of a unit."""
    return len(low) <= _LONGEST and any(map(low.__contains__, _TELLS))


def _parts(low: str, tails: Iterable[re.Pattern[str]] = _TAILS) -> list[str]:
    """Where a line in small letters may caption a unit: in brackets, behind 'Unit:' or 'in' (`tails`), or all of it but
    cells."""
    apart = _IN_BRACKETS.sub(" ", low)
    parts = [m[1] for m in _IN_BRACKETS.finditer(low)] + ([] if "\t" in apart else [apart])
    return parts + [m[1] for tail in tails if (m := tail.match(apart))]


def tells_unit(text: str) -> bool:
    """The cheap look before all that is asked here of a line."""
    return any(map(text.lower().__contains__, _IN_ANY))


def is_unit(text: str) -> bool:
    """Whether a line is nothing but the caption of a unit, be it understood or not: '(Unit: 100 million yen)', 'Unit:
    persons', 'in tens of thousands of yen'."""
    low = text.lower()
    if not any(map(low.__contains__, _IN_UNITS)):
        return low.strip(" ()") == "unaudited"
    first = _WORD.search(low)
    if first is not None and first.group() in _OF_UNITS:  # of a sentence it is another word
        said = set(_WORD.findall(_EXCEPTING.sub("", low)))
        if said <= _OF_UNITS and not said <= _OF_NO_UNIT:
            return True
    return _UNIT_OF.fullmatch(low) is not None


def is_strange(text: str) -> bool:
    """Whether a line is nothing but the caption of a unit, and that is not understood."""
    return is_unit(text) and UNIT_CELL.match(text) is None and not captions(text)


def captions(text: str) -> list[tuple[int | str | None, bool]]:
    """The units that a line captions: scales of yen, each with False; else one of another currency with True."""
    low = text.lower()
    parts = _parts(low) if _may_caption(low) else []
    ours = dict.fromkeys(scale for part in parts if (scale := _unit(part, low)) is not None)
    if ours or not any(map(_is_foreign, parts)):
        return [(scale, False) for scale in ours]
    return [(scale_of(text), True)]


def _is_foreign(part: str) -> bool:
    """Whether a part of a line is a unit of another currency than yen."""
    return FOREIGN.search(part) is not None and _OF_OTHERS.issuperset(_WORD.findall(FOREIGN.sub(" ", part)))


def _unit(part: str, line: str) -> int | str | None:
    """The unit that a part of a line is, up to an exception, or a comma; None where it has other words, or counts."""
    told = _EXCEPTING.sub("", part)
    for words in (told, _APART.split(told)[0]):
        said = _WORD.findall(words)
        if not said or not _OF_YEN.issuperset(said):
            continue
        named, paid = sum(word in _NAMES for word in said), not _MONEY.isdisjoint(said)
        noted = "unit" in words
        if said[-1] in {"unit", "units"} and named:
            continue  # 'thousand units' are counted
        alone = not any(map(str.isalpha, line.replace(part, "", 1)))  # and not 'Subscription (unit: thousand):'
        if (named == 1 and (paid or (noted and alone))) or (not named and noted):
            return scale_of(words)
    return None
