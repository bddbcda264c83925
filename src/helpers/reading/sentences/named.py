"""What a phrase of the vocabulary means for the numbers behind it in a sentence."""

from __future__ import annotations

import re

from helpers.language.concepts import fold, load
from helpers.language.items import Item, Scope, new_item
from helpers.language.phrases import Mention
from helpers.reading.sentences.clause import Clause, Named

_CAUSE = re.compile(  # in small letters
    r"\b(?:due to|because|along with|thanks to|affected by|driven by|mainly with|as we|as a result of|with the|based on"
    r"|accordingly|expecting|by technical)\b"
)
_ASIDE = re.compile(r",\s(?:a|an|which include)\s[^,().\d]{0,50}$|\bincluded in\s[^,()]{0,40}$", re.IGNORECASE)
_AMOUNT_OF = re.compile(  # 'was an expense of': the sign, not another item
    r"\b(?:was|were) an? (?:net )?(?:other )?$|\b(?:was|were) net (?:other )?$", re.IGNORECASE
)
_BRACKET_OF = re.compile(
    r"\((?:an? )?(?:net )?(?:other )?$", re.IGNORECASE
)  # 'an income of JPY551 million (an expense of'
_OF_STOCK = re.compile(r"\bshares? of (?:our |the |its )?$", re.IGNORECASE)  # 'JPY22.00 per share of common stock'
_BEGINNING = re.compile(r"(?:^|[.;])[\s\"']*(?:Our |The |Regarding )?$")  # of a sentence
_FLOW = re.compile(  # 'repayments of long-term borrowings of JPY1,010 million': no balance
    r"\b(?P<flow>(?:net )?proceeds from(?: (?:the )?issuance of| sales? of)?|repayments? of|redemption of|issuance of"
    r"|payments? (?:for|of)(?: purchases? of)?|purchases? of|acquisition of"
    r"|(?:net )?(?:gains?|loss(?:es)?) on (?:sales?|disposal|valuation|redemption) of)\s(?:the |our )?$",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(r"\sper (?!(?:common |U\.?S\.? )?(?:share|ADS|dollar))[a-z]+\b")
_OF_AMOUNT = re.compile(r"\s(?:of )?(?:approx\.? )?JPY")
_EXCLUDED = re.compile(r"\b(?:excluding|except(?: for)?|other than|without)\s(?:the |our )?$", re.IGNORECASE)
_INCLUDED = re.compile(r"\sincluding\s(?:the |our )?$", re.IGNORECASE)
_HAS_AMOUNT = re.compile(
    r"\s?(?:of|:|was|were)?\s?(?:approx\.? |about |over )?(?:JPY\s?)?\d"
)  # 'including tax of JPY1 million'
_COST_OF = re.compile(r"\bcost of [^.,;:]{0,40}$", re.IGNORECASE)
_OF_PERCENT = re.compile(r"(?:%\)?|percentage)\sof\s[\w ]{0,14}$", re.IGNORECASE)
_RATIO_TO = re.compile(
    r"(?:costs?|expenses?|ratio|income) to [\w ]{0,30}$|\bratio of [\w&/ -]{2,40} to [\w ]{0,20}$", re.IGNORECASE
)
_RELATED = re.compile(r"\b(?:related to|for)\s+(?:the |our )?$")  # 'CAPEX related to full-MVNO': a part of it
_COMPANY = re.compile(r"\b(?P<name>[A-Z][\w&-]{0,30}(?: [A-Z][\w&-]{0,30}){0,4}),? (?:Co|Inc|Ltd|Corp)\.")
_OF_COMPANIES = frozenset({"revenue", "operating_income", "operating_loss", "net_income", "assets"})
_LABEL = re.compile(r"\s?:\s*|(?<=related)\s")


def take(clause: Clause, m: Mention, now: Named) -> None:
    """Take a phrase of the vocabulary as what the next numbers are of."""
    before = clause.text[max(clause.start, m.start - 60) : m.start]
    low = before.lower()
    if ("ex" in low or "other" in low or "without" in low) and _EXCLUDED.search(before):
        now.without = m.name if m.kind == "subject" and m.name != "total" else now.without
        return
    if ("," in low or "included" in low) and _ASIDE.search(before):
        return
    if "share" in low and _OF_STOCK.search(before):
        return
    aside = "including" in low and _INCLUDED.search(before) is not None and not _HAS_AMOUNT.match(clause.text, m.end)
    if aside and (now.item is not None or now.metric):  # 'Capital expenditures, including capital leases, were'
        return
    since = max(low.rfind(")"), low.rfind(". "), low.rfind("("))
    cause = _CAUSE.search(low, since + 1)
    caused = cause is not None and not ("," in low[cause.end() :] and _BEGINNING.search(before[: cause.start()]))
    words = clause.text[m.start : m.end]
    each = _FOR_EACH.match(clause.text, m.end)
    if each is not None:  # 'Average revenue per client' is no revenue
        label = clause.text[m.start : each.end()]
        now.item, now.label, now.explicit = new_item(label, Scope()), label, True
        return
    if now.owner or low.endswith(" its "):
        now.owner = now.owner or _company(clause, m)
        if now.owner and m.kind in {"metric", "concept"} and m.name in _OF_COMPANIES:
            now.item, now.label, now.explicit = Item(f"{now.owner}.{m.name}", m.sign, known=False), words, True
            return
    flow = _FLOW.search(before) if m.kind == "concept" and load().get(m.name).period == "instant" else None
    if flow is not None:
        gained = " on " in flow["flow"]
        item = new_item(f"{flow['flow']} {words}", Scope(group="other_income" if gained else "cash_flow_view"))
        now.item, now.label, now.explicit = item, f"{flow['flow']} {words}", True
    elif m.kind == "concept" and (moved := _moved(clause, m)) is not None:
        now.item, now.label, now.explicit = moved, words, True
    elif m.kind == "concept" and now.metric == "operating_income" and m.name.startswith("segment_revenue."):
        now.item, now.label, now.explicit = Item(f"segment_operating_income.{m.name.partition('.')[2]}"), words, True
    elif m.kind == "concept":
        now.item, now.label, now.explicit, now.net = Item(m.name, m.sign), words, True, "net addition" in m.key
        now.subject = load().get(m.name).subject or now.subject
        part = _label_of(clause, m)
        if part and not load().get(m.name).subject and now.item.meaning.unit != "count":
            now.item = part_of(now.item, part)
    elif m.kind == "metric" and not caused:
        _metric(m, now, before, words)
    elif m.kind == "subject" and not (caused and now.named):
        _subject(clause, m, now, before, words, caused=caused)


def _company(clause: Clause, m: Mention) -> str:
    """The id of the company that 'its' before a phrase means; none where it is one that the vocabulary knows."""
    named = list(_COMPANY.finditer(clause.text, clause.start, m.start))
    if not named:
        return ""
    if any(one.kind == "subject" and one.start == named[-1].start() for one in clause.mentions):
        return ""
    words = fold(named[-1]["name"])
    return "" if words == "internet initiative japan" else words.replace(" ", "_")


def _moved(clause: Clause, m: Mention) -> Item | None:
    """'investments in equity method investees of JPY8 million' in a sentence about cash flows: a flow, no balance."""
    about = next((one.name for one in clause.mentions if one.kind == "concept"), "")
    if not about.startswith("cash_flow.") or load().get(m.name).period != "instant":
        return None
    if not _OF_AMOUNT.match(clause.text, m.end):
        return None
    flow = next((cid for cid, _ in load().by_alias[m.key] if cid.startswith(f"{about}.")), "")
    return Item(flow) if flow else new_item(clause.text[m.start : m.end], Scope(group="cash_flow_view"))


def _metric(m: Mention, now: Named, before: str, words: str) -> None:
    if m.name == "net_additions":
        now.net = True
        if not now.metric and any((m, now.subject) in load().by_parts for m in ("subscriptions", "contracts")):
            now.metric = "subscriptions"
        return
    if m.key == "margin" and now.item is not None and before.rstrip().endswith(now.label):
        now.item = now.item._replace(measure="pct_of_revenue")  # 'Adjusted EBITDA margin'
        return
    if now.item is not None and (_AMOUNT_OF.search(before) or (m.key == "expense" and _BRACKET_OF.search(before))):
        return
    if _is_base(now, before) or (m.name == "revenue" and now.metric == "cost" and _COST_OF.search(before)):
        return
    now.net = now.net and m.name in {"contracts", "subscriptions"} and not m.key.startswith("total")
    now.metric, now.item, now.explicit, now.label = m.name, None, True, words


def _subject(clause: Clause, m: Mention, now: Named, before: str, words: str, *, caused: bool) -> None:
    if now.item is not None and now.explicit and not now.metric and _RELATED.search(before):
        now.item = part_of(now.item, m.name)
        return
    if now.item is not None and _AMOUNT_OF.search(before):
        return
    if _is_base(now, before) or (m.name == "total" and clause.continues and clause.context.subject):
        return
    last = next((one for one in reversed(clause.mentions) if one.end <= m.start), None)
    both = last is not None and last.name == now.subject != m.name and clause.text[last.end : m.start] == " and "
    now.subject, now.named = f"{now.subject}_and_{m.name}" if both else m.name, True
    clause.next_subject = clause.next_subject or ("" if caused else m.name)
    if _BEGINNING.search(before):
        clause.first_subject = clause.first_subject or clause.next_subject
    if now.item is not None:
        now.metric = now.metric or clause.context.metric or now.item.meaning.metric
        now.item = None
    now.label = now.label if now.metric else words


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


def _is_base(now: Named, before: str) -> bool:
    """'12.4% of total revenues', 'purchasing cost to construction revenue': what a ratio is taken of."""
    if _OF_PERCENT.search(before):
        return True
    named = now.item is not None or now.metric
    return bool(named and " to " in before.lower() and _RATIO_TO.search(before))
