"""The unit that a text is captioned with: '(Unit: JPY million)', '(thousands of yen)', or a head of nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT = {"mn": 6, "bn": 9}
_SCALE = rf"(?:(?:{'|'.join(SCALES)})s?|[mb]n\b)"
_EXCEPT = r"(?:[)\]]|[;,]\s?(?:%|except\b|unless otherwise\b))"
_OF_YEN = rf"{_SCALE} (?:of )?(?:yen|JPY)"
CAPTION = re.compile(
    rf"units?\s?:\s?(?:in )?(?P<u1>(?:JPY,?\s?|Yen(?: in|,)?\s?)?{_SCALE}(?:\s(?:of\s)?(?:yen|JPY)\b)?|%|JPY|Yen)"
    rf"|[(\[](?:amounts )?(?:in )?(?:(?P<u2>(?:JPY|Yen)(?:,? in|,)? {_SCALE})(?:;|{_EXCEPT})"
    rf"|(?P<u3>{_OF_YEN}){_EXCEPT})"
    rf"|^(?P<u4>JPY {_SCALE}\.)"
    rf"|\bin (?P<u5>{_OF_YEN})(?=\W*$)",
    re.IGNORECASE,
)
OTHER_SIGNS = "\u20ac\u00a3\u20a9\u20b9\u0e3f\u20ab\u20bd\u20b1\u20ba\u20aa"
"""Of currencies that are not yen: euro, pound, won, rupee, baht, dong, rouble, peso, lira, shekel."""
_OTHER = (
    rf"(?:[{OTHER_SIGNS}]|EUR|USD|US\$|U\.S\.\$|GBP|CNY|RMB|HKD|SGD|KRW|TWD|THB|IDR|INR|AUD|CAD|CHF|euros?"
    r"|(?:U\.?S\.? )?dollars?|pounds|yuan|renminbi|won|baht|rupees?)(?![A-Za-z])"
)
FOREIGN = re.compile(rf"(?<![A-Za-z]){_OTHER}", re.ASCII | re.IGNORECASE)
_FOREIGN_CAPTION = re.compile(
    r"[([uU](?i:(?<=\bu)nits?\s?:\s?|(?<=[([])(?:in |units?\s?:\s?)?)"
    rf"(?i:(?:{_SCALE}(?: of)? )?{_OTHER}(?:\s?(?:in )?{_SCALE})?\s*(?:[)\]]|$))"
)
_LONGEST_UNIT = 32  # characters of a line that is nothing but a unit
_UNIT_OF = re.compile(r"[^\w\t]*units?\s?[:\uff1a]\s?\S.{0,40}", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|\d[\d,]*|\u00a5")
_WORDS_OF_UNITS = frozenset({
    *SCALES, *(f"{name}s" for name in SCALES), *_SHORT, "hundred", "hundreds", "ten", "tens", "10", "100", "1,000",
    "jpy", "yen", "\u00a5", "japanese", "amounts", "figures", "unit", "units", "in", "of", "the", "except", "per",
    "share", "data",
})  # fmt: skip
_UNITS = frozenset({*SCALES, *(f"{name}s" for name in SCALES), "jpy", "yen", "\u00a5"})
_BEGUN = re.compile(
    r"[(\[](?:amounts |jpy[ ,]|yen |in |thousand|[mbt]r?illion)|\bin (?:thousand|[mbt]r?illion)"
)  # in small letters
_COUNT_CAPTION = re.compile(
    r"(?:\bunits?\s?:\s?|\((?:in )?)(?P<scale>thousand|million)s?(?:\s(?:subscriptions|contracts|lines|units))?"
    r"(?=\)|\s*$|,)",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"JPY|Yen|%", re.IGNORECASE)
UNIT_CELL = re.compile(
    rf"^(?:(?:JPY|Yen)(?:\s?(?:in\s)?(?P<a>{_SCALE})|,?\s\(?(?P<a2>{_SCALE})\)?)"
    rf"|(?P<b>{_SCALE})(?:\s?of)?(?:\s?(?:JPY|yen))?|(?P<c>%)|(?P<d>JPY|Yen))$",
    re.IGNORECASE,
)

UNIT_LINE = re.compile(  # between the heads and the rows of a table, or nothing
    r"\s*(?:\(?(?:units?\s?:\s?|amounts in |in )?(?P<unit>(?=[^()]*(?:JPY|yen|%))[A-Za-z% ]{1,24}?)"
    r"(?:[;,] ?unaudited)?\)?"
    r"|\(unaudited\))?\s*",
    re.IGNORECASE,
)


def scale_of(words: str) -> int | str | None:
    """A caption's scale: a power of ten for yen, '%' for percent, 0 for plain yen; None if it names none."""
    low = words.lower()
    written = [name for name in SCALES if name in low] or [w for w in low.strip(" ()[]").split() if w in _SHORT]
    if written:
        return (SCALES | _SHORT)[written[0]]
    return "%" if "%" in low else 0 if "jpy" in low or "yen" in low else None


def count_scale(text: str) -> int | None:
    """The power of ten of '(Unit: thousands)' or '(in thousands)', in a line that names no currency; None in a line
    without such a caption."""
    low = text.lower()
    m = _COUNT_CAPTION.search(text) if "thousand" in low or "million" in low else None
    if m is None or _CURRENCY.search(text) or FOREIGN.search(text):
        return None
    return SCALES[m["scale"].lower()]


def is_foreign(text: str) -> bool:
    """Whether a line captions a unit of another currency than yen: '(Unit: EUR million)'."""
    return any(begun in text for begun in ("(", "[", "nit")) and _FOREIGN_CAPTION.search(text) is not None


def is_unit(text: str) -> bool:
    """Whether a line is nothing but the caption of a unit, be it understood or not: '(Unit: 100 million yen)', 'Unit:
    persons', 'in tens of thousands of yen'."""
    low = text.lower()
    if not ("unit" in low or "yen" in low or "illion" in low or "housand" in low):
        return False
    words = set(_WORD.findall(low))
    return _UNIT_OF.fullmatch(low) is not None or (words <= _WORDS_OF_UNITS and not words.isdisjoint(_UNITS))


def in_brackets(text: str) -> str:
    """A line that is nothing but a unit of money, as it stands in brackets elsewhere ('JPY million', '[Yen in
    millions]'); any other line as it is."""
    if len(text) > _LONGEST_UNIT or not ("illion" in text or "housand" in text):
        return text
    alone = f"({text.strip(' []')})"
    return alone if CAPTION.fullmatch(alone) or _FOREIGN_CAPTION.fullmatch(alone) else text


def captions(text: str) -> Iterator[tuple[int, int | str]]:
    """Where a line captions a unit, and the unit."""
    low = text.lower()
    if "unit" not in low and not low.startswith("jpy ") and not _BEGUN.search(low):
        return
    for m in CAPTION.finditer(text):
        scale = scale_of(m.group())
        of_line = (
            m["u1"] and not _CURRENCY.search(m["u1"]) and any(map(str.isalpha, text[: m.start()] + text[m.end() :]))
        )
        if scale is not None and not of_line:  # 'Subscription (unit: thousand):' is its own line's unit
            yield m.start(), scale
