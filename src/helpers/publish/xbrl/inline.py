"""A filing as an Inline XBRL 1.1 document: its text as it is, every number marked, every fact tagged where it stands.

The tag is put around the digits alone; brackets, signs, percent marks and triangles stay outside it, and are said by
the attributes `sign` and `scale`. A printed number that gives several facts has one tag in the other. A fact whose
digits no transformation can read (full-width ones, say) is reported in the hidden part of the document, and its number
is marked without a tag (class `untagged`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote

import pandas as pd

from helpers.data.quantity import formats
from helpers.publish.xbrl.contexts import Resources
from helpers.publish.xbrl.csv_report import plain
from helpers.publish.xbrl.elements import DIMENSIONS, NAMESPACE, PREFIX, Element, FactRow, StatedAs
from helpers.story import passages, sources

TRANSFORMATIONS = "http://www.xbrl.org/inlineXBRL/transformation/2020-02-12"
NUMBER = "ixt:num-dot-decimal"
_DIGITS = re.compile(r"[0-9][0-9, \u00a0]*(?:\.[0-9 \u00a0]*[0-9])?", re.ASCII)
_NAMESPACES = {
    "": "http://www.w3.org/1999/xhtml",
    "ix": "http://www.xbrl.org/2013/inlineXBRL",
    "ixt": TRANSFORMATIONS,
    "xbrli": "http://www.xbrl.org/2003/instance",
    "xbrldi": "http://xbrl.org/2006/xbrldi",
    "link": "http://www.xbrl.org/2003/linkbase",
    "xlink": "http://www.w3.org/1999/xlink",
    "iso4217": "http://www.xbrl.org/2003/iso4217",
    PREFIX: NAMESPACE,
}
_STYLE = """
body { margin: 0 auto; max-width: 90rem; padding: 1rem; color: #1b1b1b; background: #fff; font-family: sans-serif; }
.filing { font: 0.875rem/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.filing div { display: flex; gap: 1rem; min-height: 1.6em; }
.filing .t { white-space: pre-wrap; min-width: 0; }
.filing .no { flex: 0 0 2.5rem; text-align: right; color: #595959; text-decoration: none; user-select: none; }
.filing div:target { background: #fff3c4; }
.n { font-weight: inherit; font-style: normal; border-bottom: 2px solid #8a8a8a; }
.fact { border-color: #0b6e4f; } .period { border-color: #3a5ba0; } .ordinal { border-bottom-style: dotted; }
.name { border-color: #7a5195; } .contact { border-bottom-style: dotted; } .chart { border-color: #b45f06; }
.noise { border-color: #8a8a8a; border-bottom-style: dashed; } .unread { border-color: #b00020; background: #fde8ea; }
.key { line-height: 2; } .key b { margin-right: 1rem; }
"""


class Tag(NamedTuple):
    """How the digits of a printed number say a value: which characters of it, to the power of ten, with what sign."""

    start: int
    end: int
    scale: int
    negative: bool


def tag(printed: str, value: Decimal, decimals: int) -> Tag | None:
    """The tag that reads `value` from a printed number; None when its digits do not spell the value.

    Of several runs of digits ('1:200') the last that spells the value counts. Nought has the scale of its accuracy.
    """
    for match in reversed(list(_DIGITS.finditer(printed))):
        digits = re.sub(r"[, \u00a0]", "", match[0])
        number = Decimal(digits)
        if not number and not value:
            scale = len(digits.partition(".")[2]) - decimals
            return Tag(match.start(), match.end(), scale, False)
        if not number or not value:
            continue
        power = (abs(value) / number).normalize().as_tuple()
        if power.digits == (1,) and isinstance(power.exponent, int):
            return Tag(match.start(), match.end(), power.exponent, value < 0)
    return None


def document(
    filing: Mapping[Any, Any], raw: str, numbers: pd.DataFrame, facts: Sequence[FactRow],
    elements: Mapping[StatedAs, Element], schema: str, back: str = "",
) -> str:  # fmt: skip
    """The document of a filing.

    filing    its row of filings.csv; raw: its text; numbers: its rows of numbers.csv; facts: its rows of facts.csv
    schema    the schema it refers to, seen from its folder; back: where 'back to the book' leads
    """
    resources = Resources()
    hidden: list[str] = []
    tagged = _Marks(facts, elements, resources, hidden)
    tokens = passages.tokens_by_line(numbers)
    lines = [
        f'<div id="L{number}"><a class="no" href="#L{number}">{number}</a>'
        f'<span class="t">{tagged.line(number, text, tokens.get(number, []))}</span></div>'
        for number, text in enumerate(raw.split("\n"), start=1)
    ]
    title = _text(filing["title"] or filing["filing"])
    where = back.replace("{filing}", quote(str(filing["filing"])))
    way = f'<p><a href="{_text(where)}">Back to the book</a></p>\n' if back else ""
    said = f"{str(filing['kind']).capitalize()} of {formats.day(str(filing['announced_on']))}, {filing['publisher']}."
    counts = passages.role_counts(numbers)
    key = " ".join(f'<b class="n {role}">{count:,} {role}</b>' for role, count in counts.items() if count)
    spaces = " ".join(f'xmlns{":" * bool(prefix)}{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<html {spaces} xml:lang="en">\n<head>\n'
        f'<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"/>\n<title>{title}</title>\n'
        f'<style type="text/css">{_STYLE}</style>\n</head>\n<body>\n'
        f'<div style="display:none">\n{_header(schema, hidden, resources)}\n</div>\n'
        f"{way}<h1>{title}</h1>\n<p>{_text(said)} The text as filed; every number is marked by its role.</p>\n"
        f'<p class="key">{key}</p>\n<div class="filing">\n' + "\n".join(lines) + "\n</div>\n</body>\n</html>\n"
    )


def _header(schema: str, hidden: list[str], resources: Resources) -> str:
    reference = f'<link:schemaRef xlink:type="simple" xlink:href="{schema}"/>'
    unseen = f"<ix:hidden>\n{chr(10).join(hidden)}\n</ix:hidden>\n" if hidden else ""
    return (
        f"<ix:header>\n{unseen}<ix:references>\n{reference}\n</ix:references>\n"
        f"<ix:resources>\n{resources.xml()}\n</ix:resources>\n</ix:header>"
    )


class _Marks:
    """Turns the lines of a filing into marked-up text, and remembers the contexts and units that its tags need."""

    def __init__(
        self, facts: Iterable[FactRow], elements: Mapping[StatedAs, Element], resources: Resources, hidden: list[str]
    ) -> None:
        self.facts = {row.fact_id: row for row in facts}
        self.elements, self.resources, self.hidden = elements, resources, hidden

    def line(self, number: int, text: str, tokens: Iterable[passages.Token]) -> str:
        parts, done = [], 0
        for start, end, role, fact_ids, reason in tokens:
            if start < done:
                continue
            parts.append(_text(text[done:start]))
            rows = [self.facts[fact_id] for fact_id in fact_ids.split() if fact_id in self.facts]
            what = "; ".join(map(_in_words, rows)) or reason or passages.ROLES.get(role, role)
            inner, untagged = self._tagged(text[start:end], rows)
            kind = f"n {role} untagged" if untagged else f"n {role}"
            parts.append(f'<b class="{kind}" id="L{number}.C{start}" title="{_text(f"{role}: {what}")}">{inner}</b>')
            done = end
        return "".join([*parts, _text(text[done:])])

    def _tagged(self, printed: str, rows: list[FactRow]) -> tuple[str, bool]:
        if not rows:
            return _text(printed), False
        tags = {tag(printed, row.normal, row.decimals) for row in rows}
        shape = next(iter(tags))
        together = shape is not None and len({(t.start, t.end, t.scale) if t else None for t in tags}) == 1
        if shape is None or not together or len({row.unit for row in rows}) > 1:
            for row in rows:
                spelled = f'decimals="{row.decimals}"' + (' sign="-"' if row.normal < 0 else "")
                self.hidden.append(self._nonfraction(row, spelled, plain(abs(row.normal))))
            return _text(printed), True
        inner = _text(printed[shape.start : shape.end])
        for row in reversed(rows):
            sign = ' sign="-"' if row.normal < 0 else ""
            scale = f' scale="{shape.scale}"' if shape.scale else ""
            inner = self._nonfraction(row, f'decimals="{row.decimals}" format="{NUMBER}"{scale}{sign}', inner)
        return _text(printed[: shape.start]) + inner + _text(printed[shape.end :]), False

    def _nonfraction(self, row: FactRow, spelled: str, content: str) -> str:
        name = f"{PREFIX}:{self.elements[row.said].name}"
        context, unit = self.resources.context(row), self.resources.unit(row.unit)
        return (
            f'<ix:nonFraction id="{row.place}" name="{name}" contextRef="{context}" unitRef="{unit}" {spelled}>'
            f"{content}</ix:nonFraction>"
        )


def _in_words(row: FactRow) -> str:
    what = row.concept if row.measure == "level" else f"{row.concept}, {row.measure}"
    members = "".join(f", {row.members[axis].replace('_', ' ')}" for axis in DIMENSIONS if axis in row.members)
    return f"{what}, {formats.period(row.period_start, row.period_end)}{members}: {plain(row.value)} {row.unit}"


def _text(text: object) -> str:
    """Text for XML: escaped, without the characters that XML cannot hold."""
    return passages.escaped(str(text)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def page_link(fact_id: str) -> str:
    """The page of a fact in the Inline Viewer, with the fragment that selects it; '' for an id that names no place."""
    place = sources.place_of(fact_id)
    if place is None:
        return ""
    within = fact_id.removeprefix(f"{place.filing}.").replace(".", "_")
    return f"{quote(place.filing)}.html#f-{within}"
