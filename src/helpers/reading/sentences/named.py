"""What a phrase of the vocabulary means for the numbers behind it in a sentence."""

from __future__ import annotations

import re

from helpers.language import company
from helpers.language.concepts import load
from helpers.language.item_of_label import resolve
from helpers.language.items import Item
from helpers.language.phrases import Mention
from helpers.language.scope import Scope
from helpers.reading.cues import Hit, cue, cues
from helpers.reading.facts import CONTRACTS
from helpers.reading.footnotes import starred
from helpers.reading.sentences.clause import Clause, Named

_CAUSED, _PARTLY = cue("cause", "in"), cue("doubt", "phrase")
_LOOK_BACK = 60  # characters before a phrase that say what it is for
_OF_PERCENT = re.compile(r"(?:%\)?|percentage)\sof\s[\w ]{0,24}$")  # in small letters, as all here
_RATIO_TO = re.compile(r"(?:costs?|expenses?|ratio|income) to [\w ]{0,30}$|\bratio of [\w&/' -]{2,40} to [\w ]{0,20}$")
_RELATED = re.compile(r"\b(?:related to|for)\s+(?:the |our )?$")  # 'CAPEX related to full-MVNO': a part of it
_CLOSED = re.compile(
    r"[^.;:()\d]{0,40}[,)]|\s?:\s(?:JPY)?\d"
    r"|\s(?:was|were|grew|rose|fell|increased|decreased|reached|amounted|totall?ed|came)\b"
)
_COMPANY = re.compile(r"\b[A-Z][\w&-]{0,30}(?: [A-Z][\w&-]{0,30}){0,4},? (?:Co|Inc|Ltd|Corp)\b\.?")
_OF = (" for ", " for the ", " from ", " from the ", " in ", " in the ")
_LINKS = frozenset({
    "of", "for", "on", "from", "in", "to", "with", "the", "our", "ratio", "related", "relating", "relation",
    "associated", "attributable",
})  # fmt: skip
_BASES = frozenset({"revenue", "cost", "sga", "total"})  # what other items are of, or a part of
_OWN_AMOUNT = frozenset({" of jpy", " of ", " of approximately jpy", " (jpy", " ("})  # between a name and what it was
_OF_ITS_OWN = re.compile(  # 'interest expense of JPY175 million and a', 'There was a'
    r"(?:\d[^.;]{0,24}(?:,|\sand)|\bthere (?:was|were))\san?\s$"
)
_WORD = re.compile(r"[a-z]{4}")
_OF_WHOM = frozenset({" of ", " from ", " by "})
_LABEL = re.compile(r"\s?:\s*|(?<=related)\s")


def take(clause: Clause, m: Mention, now: Named) -> None:
    """Take a phrase of the vocabulary as what the next numbers are of."""
    low = clause.low[max(clause.start, m.start - _LOOK_BACK) : m.start]
    words = clause.text[m.start : m.end]
    if _is_by_the_way(clause, m, now, low, words):
        return
    now.doubt = _doubt(clause, m, low, words) or (_another(m, low, words, now) if m.kind == "concept" else "")
    if low.endswith((" its ", "'s ")) and (of := _company(clause, m)):
        now.without = f"of {of}, not of the filer"
    in_part = _in_part(clause, m, low, words)
    now.without = in_part or now.without
    if m.kind == "concept":
        _concept(clause, m, now, low, words)
    elif m.kind == "metric":
        _metric(clause, m, now, low, words)
    elif not in_part:
        _subject(clause, m, now, low, words)


def _is_by_the_way(clause: Clause, m: Mention, now: Named, low: str, words: str) -> bool:
    """Whether a phrase names only what the item named before it is of, has in it, or is a part of."""
    aside = cues("aside", "aside").search(low)
    if aside is not None and _is_aside_of(clause, m, now, aside):
        now.without = (_as_part(m, now, words) if aside.says == "part" else "") or now.without
        return True
    if low.endswith("net of ") and clause.low.startswith(",", m.end):
        now.without = f"of what is left without {words}"
        return True
    of_base = _of_base(clause, m, words) if m.name in _BASES else None
    now.without = now.without or of_base or ""
    return of_base is not None


def _is_aside_of(clause: Clause, m: Mention, now: Named, aside: Hit) -> bool:
    """Whether a phrase behind words for an aside is in it: it is closed, or is the whole of what is named before it."""
    if aside.says == "part":  # and not 'Recognized part of the revenue of a project: JPY60 million'
        begun = max(clause.start, m.start - _LOOK_BACK) + aside.start
        return now.explicit and all(
            n.start < begun or n.start == m.start for n in clause.mentions if n.start <= m.start
        )
    return aside.says != "closed" or _CLOSED.match(clause.text, m.end) is not None


def _as_part(m: Mention, now: Named, words: str) -> str:
    """Why what is called a part of costs or revenues is not all of what it is called: 'depreciation, part of cost of
    revenues' is not what of it is in other expenses."""
    item = now.item or now.combined()
    own = m.kind != "metric" or (item is not None and item.concept.startswith(f"{m.name}."))
    return "" if own else f"of what is a part of {words}, and not of all {now.label}"


def _of_base(clause: Clause, m: Mention, words: str) -> str | None:
    """None but for what the name before it is of, as 'revenue' in 'The gross margin on SI revenue was'; a reason where
    it is not certain of what the numbers are, as of 'personnel expenses in cost of revenues'."""
    owner, said = _named_before(clause, m)
    if owner is None or not _LINKS.issuperset(said or "?") or (owner.name == m.name and "total" not in m.key):
        return None
    told = next((n.start for n in clause.numbers if n.start > m.end), clause.end)
    own = clause.low[m.end : told] in _OWN_AMOUNT
    plain = m.name in {"revenue", "total"} and owner.kind == "metric" and not (own or "ratio" in said)
    return "" if plain or "to" in said else f"of {owner.key} and of {words} together: of what is not certain"


def _named_before(clause: Clause, m: Mention) -> tuple[Mention | None, list[str]]:
    """What is named last before a phrase in its sentence, and the words between them but for businesses."""
    begun = clause.begun(m.start)
    before = [n for n in clause.mentions if begun <= n.start and n.end <= m.start]
    businesses = {n.start: n.end for n in before if n.kind == "subject" and n.name != "total"}
    owner = next((n for n in reversed(before) if n.start not in businesses), None)
    said, at = "", owner.end if owner is not None else m.start
    for start, end in businesses.items():
        said, at = (said + clause.low[at:start], end) if start > at else (said, at)
    return owner, (said + clause.low[at : m.start]).split()


def _is_cause(clause: Clause, low: str) -> bool:
    """Whether a phrase behind these words says why something moved: 'due to network services', and no comma since."""
    since = max(low.rfind(")"), low.rfind(". "), low.rfind("("))
    cause = cues("cause", "in").search(low, since + 1) if clause.met & _CAUSED else None
    return cause is not None and "," not in low[cause.end :]


def _in_part(clause: Clause, m: Mention, low: str, words: str) -> str:
    """Why numbers behind a phrase are not of all that it names, or of the rest: 'the bulk of cost', 'without MVNE'."""
    hit = cues("doubt", "phrase").search(low) if clause.met & _PARTLY else None
    if hit is None or (hit.says == "without" and m.kind != "subject"):
        return ""
    return f"of what is left without {words}" if hit.says == "without" else f"of a part of {words}, and not of all"


def _doubt(clause: Clause, m: Mention, low: str, words: str) -> str:
    """Why the numbers behind a phrase are not of what it names: a flow, or what belongs to somebody."""
    if (m.kind != "subject" and low.endswith(" their ")) or (m.kind == "concept" and low.endswith(" those of ")):
        return f"'their' or 'those' before {words}: whose, or what of them, is not certain"
    if m.kind != "subject" and low.endswith(" its ") and _is_anybodys(clause, m):
        return f"'its' before {words}: whose is not certain"
    instant = m.kind == "concept" and load().get(m.name).period == "instant"
    return _of_balance(clause, m, words) if instant else ""


def _of_balance(clause: Clause, m: Mention, words: str) -> str:
    """Why the numbers behind a balance are of what belongs to it, or moved it: 'subscriptions of MVNE clients'."""
    of = (n for n in clause.mentions if n.name in CONTRACTS and clause.low[n.end : m.start] in _OF_WHOM)
    if counted := next(of, None):
        return f"of {counted.key} of {words}, and not of them"
    about = next((one.name for one in clause.mentions if one.kind == "concept"), "")
    return f"of money that came or went for {words}, which is a balance" if about.startswith("cash_flow.") else ""


def _is_anybodys(clause: Clause, m: Mention) -> bool:
    """'GIO P2 weighed on the gross profit of SI, and its revenue was': whether 'its' may be of a business that is not
    the first word of its sentence, or of one of several."""
    begun = clause.begun(m.start)
    of = [n for n in clause.mentions if n.kind == "subject" and n.name != "total" and begun <= n.start < m.start]
    return len({n.name for n in of}) > 1 or (bool(of) and _WORD.search(clause.low, begun, of[0].start) is not None)


def _another(m: Mention, low: str, words: str, now: Named) -> str:
    """Why a line item named behind another may be no item of its own: 'which came to a net income of JPY2 million'."""
    if low.endswith("equity in "):  # '(equity in net income of JPY137 million for 1H15)'
        return f"of equity in {words}, which is another item than {words}"
    named = now.item.concept if now.item is not None and now.explicit else m.name
    again = named != m.name and low.endswith((" a ", " an ")) and _OF_ITS_OWN.search(low) is None
    return f"'a {words}' behind {now.label}: one item or two is not certain" if again else ""


def _company(clause: Clause, m: Mention) -> str:
    """The company named last before a phrase, where it is not the filer and not one that the vocabulary knows."""
    named = list(_COMPANY.finditer(clause.text, clause.start, m.start))
    known = named and any(one.kind == "subject" and one.start == named[-1].start() for one in clause.mentions)
    last = named[-1].group() if named else ""
    return "" if known or company.current().name.removesuffix(".") in last else last


def _concept(clause: Clause, m: Mention, now: Named, low: str, words: str) -> None:
    if _is_whole(now, low):
        return
    if now.item is not None and low.endswith("(") and now.item.concept.startswith(f"{m.name}_"):
        now.item = now.item._replace(sign=m.sign, loss=m.key in load().losses)  # the same, named in short
        return
    now.label, now.explicit = words, True
    if now.metric == "operating_income" and m.name.startswith("segment_revenue."):
        now.item = Item(f"segment_operating_income.{m.name.partition('.')[2]}")
        return
    now.item = _noted(clause, m, words) or Item(m.name, m.sign, loss=m.key in load().losses)
    now.net = "net addition" in m.key or (now.net and "net addition" in low)
    subject = load().get(m.name).subject
    now.subject = subject or now.subject
    if not subject and now.item.meaning.unit != "count" and (part := _label_of(clause, m)):
        now.item = part_of(now.item, part)


def _is_whole(now: Named, low: str) -> bool:
    """Whether the words before a phrase say that a ratio is taken of it: '55.0% of total assets' is of what has that
    share of them."""
    return low.endswith(("% of ", " per share of ")) or (now.item is not None and _RATIO_TO.search(low) is not None)


def _noted(clause: Clause, m: Mention, words: str) -> Item | None:
    """The item of 'Net income*', which a note explains; None where no note does."""
    item = resolve(starred(f"{words}*", clause.reading.notes), Scope()) if clause.text.startswith("*", m.end) else None
    return item if item is not None and item.known else None


def _metric(clause: Clause, m: Mention, now: Named, low: str, words: str) -> None:
    if _is_cause(clause, low):
        return
    if m.name == "net_additions":
        now.net = True
        if not now.metric and any((m, now.subject) in load().by_parts for m in CONTRACTS):
            now.metric = "subscriptions"
    elif m.key == "margin" and (item := _of_income(now, low)) is not None:
        now.item = item._replace(measure="pct_of_revenue")
    elif not _is_aside(m, now, low):
        if m.key == "margin" and now.subject in {"", "total"} and now.metric != "gross_margin":
            now.doubt = "of a margin, and nothing tells which"
        now.net = now.net and m.name in CONTRACTS and not m.key.startswith("total")
        now.metric, now.item, now.explicit, now.label = m.name, None, True, words


def _of_income(now: Named, low: str) -> Item | None:
    """The income that a bare 'margin' is of: 'EBITDA margin', 'Operating income of JPY5 million (margin: 3%)'."""
    item = now.item or now.combined()
    meaning = item.meaning if item is not None and item.known else None
    income = meaning is not None and meaning.metric in {"", "operating_income"}
    flows = meaning is not None and (meaning.unit, meaning.period) == ("JPY", "duration")
    return item if income and flows else None


def _is_aside(m: Mention, now: Named, low: str) -> bool:
    """'was an expense of': the sign, not another item; 'compared with revenues of': what it is compared with."""
    signed = now.item is not None and cues("sign", "below").search(f"{low}{m.key} of ") is not None
    return signed or _is_base(low)


def _subject(clause: Clause, m: Mention, now: Named, low: str, words: str) -> None:
    caused = _is_cause(clause, low)
    if (caused and now.named) or (m.name == "total" and clause.context.subject):
        return
    if now.item is not None and now.explicit and not now.metric and _RELATED.search(low):
        now.item = part_of(now.item, m.name)
    elif not _is_base(low):
        now.subject, now.named = _joined(clause, m, now.subject), True
        if not caused:
            _go_on_about(clause, m, low)
        _leave_item(clause, now)
        now.label = now.label if now.metric else words


def _go_on_about(clause: Clause, m: Mention, low: str) -> None:
    """What the next sentences go on about, unless it stands behind what is told of it: 'Revenues from SI were ... Gross
    margin was ...' may be of SI, or of all."""
    if low.endswith(_OF):
        clause.told_of = m.name
    else:
        clause.next_subject = clause.next_subject or m.name


def _leave_item(clause: Clause, now: Named) -> None:
    """A subject behind an item asks for the same of itself."""
    if now.item is not None:
        told = now.metric or clause.context.metric
        above = now.explicit and told == clause.context.metric  # of a heading, and not of the item
        now.metric, now.item = ("" if above else told) or now.item.meaning.metric, None


def _joined(clause: Clause, m: Mention, before: str) -> str:
    """'GIO P2 and Omnibus': the two together."""
    last = next((one for one in reversed(clause.mentions) if one.end <= m.start), None)
    both = last is not None and last.name == before != m.name and clause.text[last.end : m.start] == " and "
    return f"{before}_and_{m.name}" if both else m.name


def _label_of(clause: Clause, m: Mention) -> str:
    """'Full-MVNO: CAPEX of JPY3.5 billion': the subject whose label the line begins with, or that stands right before
    the line item."""
    before = [one for one in clause.mentions if one.end <= m.start]
    for one in before[:1] + before[-1:]:
        labels = _LABEL.match(clause.text, one.end, m.start)
        begins = not any(map(str.isalpha, clause.text[clause.start : one.start]))
        if labels and one.kind == "subject" and one.name != "total" and (begins or labels.end() == m.start):
            return one.name
    return ""


def part_of(item: Item, subject: str) -> Item:
    """What of an item belongs to a subject; a new line item where the vocabulary has none."""
    concept, known = item.concept, load().concepts
    if concept.endswith(f".{subject}"):
        return item
    ends = tuple(f"{concept.rsplit('.', 1)[-1]}{view}.{subject}" for view in ("", "_view"))
    within = (f"{concept}.", f"{concept}_view.")
    found = next((one for one in known if one.endswith(ends)), None)
    found = found or next((one for one in known if one.startswith(within) and one.endswith(f".{subject}")), None)
    if found:
        return Item(found, item.sign)
    view = "_view" if any(one.startswith(f"{concept}_view.") for one in known) else ""
    return Item(f"{concept}{view}.{subject}", item.sign, known=False)


def _is_base(low: str) -> bool:
    """'12.4% of total revenues', 'purchasing cost to construction revenue': what a ratio is taken of."""
    return _OF_PERCENT.search(low) is not None or (" to " in low and _RATIO_TO.search(low) is not None)
