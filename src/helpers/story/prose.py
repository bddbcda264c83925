"""Sentences made from quantities: no number is typed; each is formatted and links to its source.

    say("Revenue {growth:rose|fell} by {growth:abs} to {revenue}.", growth=growth, revenue=revenue)

In a template `{name}` or `{name:options}` stands for a value; options are separated by commas:

    rose|fell|level     the word that follows the sign of the quantity (see `formats.direction`)
    interval            the value and its interval: 'JPY 36.2 billion (36.1 to 36.3)'
    range               the interval alone
    low, high           one end of the interval
    abs, signed         without a sign, always with a sign
    period              the name of the quantity's period: 'FY2016'
    billion, million, thousand, yen, percent, points, times     how it is scaled
    .0, .1, .2          this many decimals
    bare                without the link (for a number that stands in the same sentence already)

A derived quantity whose interval is wider than its printed digits suggest is shown as 'about ...', unless decimals
are asked for. An unknown one is shown as 'unknown', a contested one with that word behind it. Of a
count, `{n:filing|filings}` gives '1 filing' or '5 filings'. Text (from a filing, say) is escaped; ints are counts;
dates are written out.
"""

from __future__ import annotations

import datetime as dt
import html
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from IPython.display import display

from helpers.data.quantity import formats
from helpers.story import sources
from helpers.story.trails import Trails

MOST_READINGS = 4
PLAIN, MARKDOWN, HTML = "plain", "markdown", "html"
_FLAGS = {"interval", "range", "low", "high", "abs", "signed", "period", "bare", "about", "exact"}


class _End:
    """One end of a quantity's interval as a value of its own."""

    def __init__(self, quantity: Any, end: str) -> None:
        self.value = self.low = self.high = getattr(quantity, end)
        self.unit = quantity.unit
        self.contested = getattr(quantity, "contested", False)


class Spoken:
    """A value inside a template; `format(spoken, options)` gives text: plain, as Markdown or as HTML.

    In Markdown and HTML a number links to its source and is noted in `trails`.
    """

    def __init__(self, name: str, value: Any, kind: str = PLAIN, trails: Trails | None = None) -> None:
        self.name, self.value, self.kind = name, value, kind
        self.trails = Trails() if trails is None else trails

    def __format__(self, spec: str) -> str:
        said = [spec.strip()] if "|" in spec else spec.split(",")  # words to choose from may hold commas
        options = [option.strip() for option in said if option.strip()]
        if isinstance(self.value, sources.Link):
            self.trails.passage()
            return self._linked(self._safe(self.value.text), self.value.place, str(self.value.place))
        if isinstance(self.value, str):
            return self._safe(self.value)
        if isinstance(self.value, dt.date):
            return formats.day(self.value)
        if not hasattr(self.value, "unit"):
            return self._plain_number(options)
        words = next((option.split("|") for option in options if "|" in option), None)
        if words:
            return formats.direction(self.value, words)
        if "period" in options:
            return formats.period_of(self.value)
        text = self._quantity(options)
        place = sources.lead(self.value) if formats.is_known(self.value) else None
        if self.kind == PLAIN or "bare" in options or place is None:
            return text
        self.trails.number(self.value)
        return self._linked(text, place, sources.trail(self.value))

    def _safe(self, text: str) -> str:
        """Text from elsewhere, in which every character stands for itself."""
        flat = " ".join(text.split())
        if self.kind == PLAIN:
            return flat
        return sources.markdown_text(flat) if self.kind == MARKDOWN else html.escape(flat)

    def _linked(self, text: str, place: sources.Place | None, title: str) -> str:
        if self.kind == PLAIN:
            return text
        return (sources.markdown_link if self.kind == MARKDOWN else sources.html_link)(text, place, title)

    def _plain_number(self, options: list[str]) -> str:
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            words = options[0].split("|") if options else []
            return f"{self.value:,}" + (f" {words[self.value != 1]}" if len(words) == 2 else "")
        if isinstance(self.value, float):
            raise TypeError(
                f"The value '{self.name}' of a sentence is a bare float ({self.value!r}): pass a Quantity, "
                "which knows its unit, interval and sources, or an int for a count."
            )
        return (
            formats.UNKNOWN if not options or "|" not in options[0] else formats.direction(None, options[0].split("|"))
        )

    def _require(self, options: list[str]) -> None:
        """ValueError for an option that there is none of."""
        unknown = [o for o in options if o not in _FLAGS and o not in formats.NAMED_SCALES and o[:1] != "."]
        if unknown:
            raise ValueError(
                f"The sentence asks for '{self.name}' as '{unknown[0]}', which is no option; use "
                f"{', '.join(sorted(_FLAGS | set(formats.NAMED_SCALES)))}, decimals such as .1, or words a|b."
            )

    def _quantity(self, options: list[str]) -> str:
        if not formats.is_known(self.value):
            return formats.UNKNOWN
        quantity: Any = self.value
        self._require(options)
        named = next((option for option in options if option in formats.NAMED_SCALES), None)
        scale = formats.named_scale(named, float(quantity.value)) if named else None
        decimals = next((int(option[1:]) for option in options if option[:1] == "."), None)
        sign = "abs" if "abs" in options else "+" if "signed" in options else "-"
        end = next((option for option in options if option in ("low", "high")), "")
        if end:
            scale = scale or formats.scale_of(quantity.unit, float(quantity.value))
            places = formats.decimals_for(float(quantity.low), float(quantity.high), scale)
            own = places if decimals is None else decimals
            return formats.write(_End(quantity, end), scale=scale, decimals=own, sign=sign)
        if "range" in options:
            text = formats.span(quantity, scale=scale, decimals=decimals, sign=sign, unit=True)
            return text + (formats.CONTESTED if getattr(quantity, "contested", False) else "")
        if "interval" in options:
            return formats.with_interval(quantity, scale=scale, decimals=decimals, sign=sign)
        text = formats.write(quantity, scale=scale, decimals=decimals, sign=sign)
        hedged = decimals is None and "exact" not in options  # who chooses the decimals has chosen what can be said
        return f"about {text}" if hedged and formats.is_loose(quantity) else text


def _filled(template: str, values: Mapping[str, Any], kind: str = PLAIN, trails: Trails | None = None) -> str:
    missing = _names(template) - set(values)
    if missing:
        names = ", ".join(sorted(missing))
        raise KeyError(f"The sentence names {names}, but no such value was passed to it.")
    return template.format(**{name: Spoken(name, value, kind, trails) for name, value in values.items()})


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def sentence(template: str, otherwise: str | None = None, **values: Any) -> str:
    """The template filled in as plain text: for titles and the statements of findings.

    otherwise   taken instead when one of the values is unknown or contested
    """
    return _filled(_chosen(template, otherwise, values), values)


def markdown(template: str, trails: Trails | None = None, **values: Any) -> str:
    """The template (itself Markdown) filled in as Markdown, every quantity linked and noted in `trails`."""
    return _filled(template, values, MARKDOWN, trails)


@dataclass(frozen=True)
class Statement:
    """A sentence as a cell of a table: plain as a string, with its numbers linked as HTML."""

    template: str
    values: Mapping[str, Any]

    def __str__(self) -> str:
        return _filled(self.template, self.values)

    def html(self, trails: Trails) -> str:
        """The sentence as HTML; its links are noted in `trails`."""
        return _filled(html.escape(self.template), self.values, HTML, trails)


def _chosen(template: str, otherwise: str | None, values: Mapping[str, Any]) -> str:
    return template if otherwise is None or all(map(may_be_said, values.values())) else otherwise


def unknown_reasons(values: Mapping[str, Any]) -> list[str]:
    """The distinct reasons of the unknown quantities among `values`, in order."""
    reasons = (formats.why_unknown(value) for value in values.values() if not _is_known(value))
    return list(dict.fromkeys(reason for reason in reasons if reason))


def _is_known(value: Any) -> bool:
    return isinstance(value, (str, dt.date, sources.Link)) or formats.is_known(value)


def may_be_said(value: Any) -> bool:
    """True for a value that a sentence, a title or a comparison may state as plain fact: known, and not contested."""
    return _is_known(value) and not getattr(value, "contested", False)


def say(template: str, otherwise: str | None = None, **values: Any) -> None:
    """Display a sentence (or several, Markdown) with its quantities filled in and linked.

    template   Markdown with `{name:options}` fields, see the module's docstring
    otherwise  said instead when one of the quantities is unknown or contested; it may name them too. Without it the
               template is said with 'unknown' in the place of the number, followed by the reason.
    """
    template = _chosen(template, otherwise, values)
    used = {name: value for name, value in values.items() if name in _names(template)}
    trails = Trails()
    text, plain = _filled(template, values, MARKDOWN, trails), _filled(template, values)
    if otherwise is None:
        reasons = unknown_reasons(used)
        if reasons:
            text += " (Unknown: " + sources.markdown_text("; ".join(reasons)) + ")"
            plain += " (Unknown: " + "; ".join(reasons) + ")"
    contested = [value for value in used.values() if getattr(value, "contested", False)]
    if contested:
        text, plain = text + _readings(contested, MARKDOWN, trails), plain + _readings(contested, PLAIN, trails)
    display({"text/markdown": text, "text/plain": plain}, metadata={"helpers": trails.metadata()}, raw=True)


def _readings(contested: Iterable[Any], kind: str, trails: Trails) -> str:
    """What the filings say of contested quantities, from the least to the most, with links to the lines that say it."""
    said = []
    for value in dict.fromkeys(contested):
        places = sources.places_of(value.fact_ids)[:MOST_READINGS]
        if kind == MARKDOWN:
            for _ in places:
                trails.passage()
        linked = [sources.markdown_link(str(p), p) if kind == MARKDOWN else str(p) for p in places]
        said.append(formats.span(value, unit=True) + (f", by {'; '.join(linked)}" if linked else ""))
    return f" (Contested: {'; '.join(said)}.)"
