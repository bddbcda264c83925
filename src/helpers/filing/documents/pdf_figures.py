"""Which segments of a line are figures, and which name a period."""

from __future__ import annotations

import re

from helpers.filing.documents.pdf_lines import Segment

_PERIOD = re.compile(
    r"(?:FY\s?)?(?:[1-4]Q|[1-4]-[1-4]Q|[12]H|9M|FY)\s?'?\d{0,4}(?:-end)?\*?|(?:FY)?(?:19|20)\d\d\*?"
    r"|\(?\d{1,4}/\d{1,2}\b.*|\(?(?:\d\d?, )?(?:19|20)\d\d[).]?",
    re.I,
)
_WORDS = re.compile(
    r"(?<![A-Za-z])(?:JPY|US|yen|thousand|million|billion|up|down|YoY|QoQ|points?|Gbps|Annual|approx|over)(?![A-Za-z])",
    re.I,
)
_DASH = re.compile(r"[-\u2010-\u2015\u2212]{1,2}")
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*|[-\u2010-\u2015\u2212]{1,2}|[^\w\s]")


def is_figure(segment: Segment) -> bool:
    """A number, a few, or the dash that stands for none; not the name of a period."""
    text = segment.text
    return bool(_FIGURE.fullmatch(_WORDS.sub("", text))) and not _PERIOD.fullmatch(text)


def has_amount(segment: Segment) -> bool:
    """A figure with digits."""
    return any(map(str.isdigit, segment.text)) and is_figure(segment)


def is_period(segment: Segment) -> bool:
    """The name of a period or a date, as heads hold them."""
    return bool(_PERIOD.fullmatch(segment.text))


def says_something(segment: Segment) -> bool:
    """Whether it is more than a stray point: letters, digits or a dash."""
    return any(map(str.isalnum, segment.text)) or bool(_DASH.fullmatch(segment.text))
