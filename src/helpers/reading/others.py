"""Headings below which stands no figure of the group: those of other firms and accounts, and of parts of what they
name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.language import company
from helpers.language.labels import is_aside
from helpers.language.periods import MONTH_WORD
from helpers.language.phrases import Mention, without
from helpers.language.scales import is_unit
from helpers.reading.cues import cues
from helpers.reading.small_words import LEAVES_OUT, SAYS_NOTHING

_FIRM = re.compile(
    r"\W*(?:[A-Z][^,.;()\d]{0,40}\bresults of (?:the )?)?(?P<who>[A-Z][^,.;:()\d]{1,50}?),?"
    r"\s(?:Inc\.?|INC\.?|Ltd\.?|LTD\.?|Limited|LLC|GmbH|K\.K\.|Corporation|(?:Co|Corp)\.(?:,\sLtd\.?)?)(?:\sand\ssubsidiaries)?"
    r"(?:\s\([^()]*\))?\W*",
    re.IGNORECASE,
)
_SUBSIDIARY = re.compile(r"\S+\s(?!Group|Services|Consolidated)[A-Z][a-z]+(?:\s[A-Z][a-z]+)?")  # 'IIJ Europe'
_LEFT_OUT = re.compile(
    rf"\b(?:{LEAVES_OUT}|excludes?|other than|without|before(?! (?:income )?tax)|net of|analysts|consensus"
    r"|competitors?)(?=['\s:])",
    re.IGNORECASE,
)
_LOWER, _LISTS = re.compile(r"[a-z]{2}"), frozenset({"and", "&", "/"})
_ASIDE = re.compile(r"\((?P<who>[A-Z][^()]+)\)(?:\s\([^()]*\))*\W*$")
_BEHIND = re.compile(r"(?:\s(?:of|at)\s(?:the\s)?(?=[A-Z])|\s?:\s|\s?(?P<open>\())(?P<who>[^(),;:]+)(?(open)\))")


def whose(text: str, named: Sequence[Mention], *, marked: bool = False) -> str:
    """Words of a heading or a caption, by which what stands below is no figure of the group, or not of all that its
    phrases `named` tell ('Non-consolidated', 'IIJ America Inc.', 'excluding mobile'); '' for most. `marked`: with a
    bullet."""
    low = text.lower()
    if other := cues("accounts", "in").search(low) or cues("normalized", "in").search(low):
        return text[other.start : other.end]
    firm = _FIRM.fullmatch(text) if company.current().name.lower() not in low else None
    if firm is not None:
        return str(firm["who"])
    return _qualified(text, named) or (_subsidiary(text.strip()) if marked and not named else "")


def _qualified(text: str, named: Sequence[Mention]) -> str:
    """'excluding mobile' in 'NW Services (excluding mobile)', 'IIJ Global' in 'Cost of SI at IIJ Global'."""
    left = _LEFT_OUT.search(without(text, named))
    if left is not None and not text.lstrip().startswith(("(", "*")):  # '(except for dividends)', of a unit; a note
        return text[left.start() :].strip(" )*:")
    if (aside := _ASIDE.search(text)) is not None and (_FIRM.fullmatch(aside["who"]) or _subsidiary(aside["who"])):
        return str(aside["who"])
    if not named or _LOWER.search(text, 0, named[0].start):  # 'Equity in net income of Internet Revolution'
        return ""
    behind = (m for n in named if (m := _BEHIND.match(text, n.end)) is not None)
    return next((m["who"] for m in behind if _names_part(m, named) or _names_other(m, named)), "")


def _names_part(m: re.Match[str], named: Sequence[Mention]) -> bool:
    """Whether words right behind a name are those of a business that is not it: '(MVNE)' behind 'Mobile'."""
    subjects = [n for n in named if n.kind == "subject" and n.name != "total"]
    inside = _within(m, subjects)
    if inside is None:
        return False
    apart = [n for n in named if n.kind == "concept" or (n in subjects and n.name != inside.name)]
    whole = inside.start == m.start("who") and not m.string[inside.end : m.end("who")].strip(" *>")
    listed = not _LISTS.isdisjoint(m["who"].split())
    return any(n.start < inside.start for n in apart) and (whole if ":" in m.group() else not listed)


def _within(m: re.Match[str], named: Sequence[Mention]) -> Mention | None:
    return next((n for n in named if m.start("who") <= n.start < m.end("who")), None)


def _names_other(m: re.Match[str], named: Sequence[Mention]) -> bool:
    """Whether words right behind a name are of somebody who is not known: 'of NTT Docomo', '(Trust Networks Inc.)'."""
    who = m["who"]
    if _FIRM.fullmatch(who):
        return True
    if ":" in m.group() or not who[0].isupper() or any(map(str.isdecimal, who)):
        return False
    plain = is_aside(who) or SAYS_NOTHING.issuperset(who.lower().split())
    return not (_within(m, named) or plain or MONTH_WORD.search(who) or is_unit(who))


def _subsidiary(label: str) -> str:
    """'IIJ Europe', a heading that begins with the filer's name and goes on with one of its own."""
    return label if _SUBSIDIARY.fullmatch(label) and label.startswith(company.current().called) else ""
