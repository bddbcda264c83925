"""Which line item a label names, by itself and by where it stands."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from helpers.language import company
from helpers.language.concepts import Concept, Concepts, fold, load
from helpers.language.phrases import Mention, changes, folded_words, mentions

_DIRECTION = re.compile(r"^(?:net )?(increase|decrease|fluctuation|change)s?(?: (?:decrease|increase))?(?: of| in)? ")
_TAIL = re.compile(
    r"\((?:shares?|ADSs?|JPY|%|persons?|people|companies|annual|forecast|unit[^()]{0,40}|% of (?:total )?revenues?)\)$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s?\(Note \d{1,2}\)[\s:]*$|(?<=[):])\s*(?:\*{1,3}\d{0,2}|[\u2020\u2021\u00a7\u00b9\u00b2\u00b3]"
    r"|\(\*?\d{1,2}\)|\[\d{1,2}\]|\d{1,2}\))[ .]*$"
)
_NOTE_ENDS = frozenset("*)]0123456789\u2020\u2021\u00a7\u00b9\u00b2\u00b3")
_LETTER = re.compile(r"[a-z]")
_DASHED = re.compile(r"(?:\s?[\u2014\u2013]\s?|\s--?\s)(?!(?:non-?)?current\b)(?=[a-z\d]|(?i:net|less)\b)")
_BRACKETED, _WORD = re.compile(r"\(([^()]*)\)"), re.compile(r"[a-z]{3,}")
_ASIDE = frozenset({  # words in brackets that make no other item of a label
    "loss", "losses", "gain", "income", "profit", "benefit", "expense", "expenses", "deficit", "decrease", "increase",
    "unaudited", "note", "notes", "target", "forecast", "plan", "actual", "results", "jpy", "yen", "thousand",
    "thousands", "million", "millions", "billion", "billions", "eur", "usd", "reference", "consolidated",
    "net", "total", "annual", "accumulated", "reversal",
})  # fmt: skip
_QUALIFIED = re.compile(  # 'Accounts receivable, net of ...'; not 'Inventories, prepaid expenses and others'
    r",\s?(?=(?:net|less|including|inclusive|current|non-?current|trade|other|unaudited|of which"
    r"|total|on|in|for|as|at|before|after|basic|diluted|end|beginning|due|mainly|a|an|the|which|attributable)\b)",
    re.IGNORECASE,
)
_STOP = frozenset({
    "of", "the", "for", "to", "in", "and", "a", "an", "from", "by", "service", "services", "revenue", "our", "total",
    "its", "related", "less",
})  # fmt: skip
_BEHIND = re.compile(r"\s[-\u2013\u2014]\s|,\s")  # 'Net income per share, diluted' is 'diluted net income per share'
_SLUG_WORDS, _TAIL_WORDS, _LONG_SLUG = 8, 2, 20  # a tail of a word or two tells no labels apart
COUNTED = frozenset({"addition", "subscription", "subscriber", "contract"})  # among amounts of money, too
_MONEY = frozenset({"revenue", "cost", "sale", "expense", "margin", "income", "fee", "profit"})
_PREPOSITIONS = frozenset({"from", "to", "for", "of", "by", "with", "in", "on"})
OF_A_PART = ("of which ", "o/w ", "of ")  # how a label begins that is of a part of the row above
_SHORT = 200  # longer labels are not kept: they hardly come twice


@dataclass(slots=True)
class Scope:
    """What a label inherits from where it stands. `seen` holds the concepts named so far in a table and what they
    are part of, with the number of the row that named them last."""

    metric: str = ""
    subject: str = ""
    group: str = ""
    heading_subject: str = ""  # the business that a heading among the rows names
    heading_indent: int = -1  # how far the first row below that heading is indented
    strange: str = ""  # the heading among the rows above that is not understood
    seen: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    last: str = ""  # the concept of the row above
    line: int = 0  # where the heading or row stands that said metric, subject or group last
    inside: tuple[str, int] = ("", 0)  # the metric that a row named, and how far that row is indented
    last_line: int = 0
    ratio: tuple[str, str] = ("", "")  # the metric that a row of percentages named, and the one that was in force

    def copy(self) -> Scope:
        """A scope of its own for a table."""
        return replace(self, seen=dict(self.seen), last="", last_line=0)

    @property
    def business(self) -> str:
        """The business that a heading in the table names, else the one that stands above it; '' for the whole."""
        named = self.heading_subject or self.subject
        return "" if named == "total" else named

    def leave_heading(self) -> None:
        """Leave the heading of a business among the rows above, or one that is not understood."""
        self.heading_subject, self.heading_indent, self.strange = "", -1, ""

    def is_in(self, whole: str) -> bool:
        """Whether a row of `whole` or of a part of it was named, and since then none of another part of the same."""
        row, parent = self.seen.get(whole), whole.rpartition(".")[0]
        if row is None:
            return False
        return not any(n > row and k.rpartition(".")[0] == parent for k, n in self.seen.items())

    def remember(self, concept: str, line: int = 0) -> None:
        """Note that a row named `concept`: later labels may mean 'of which'."""
        self.rows += 1
        self.last_line = line
        self.last = concept
        self.seen.update(dict.fromkeys(_wholes(concept), self.rows))


@lru_cache(maxsize=4096)
def _wholes(concept: str) -> tuple[str, ...]:
    """What a concept is a part of, and itself."""
    parts = concept.split(".")
    return tuple(".".join(parts[: n + 1]) for n in range(len(parts)))


class Item(NamedTuple):
    """The concept a label names; `sign` -1 where the label turns the concept round ("Less: ..."); `measure`
    where the label itself says so (a ratio). `known` is False for a line item never seen before, whose `unit` and
    `period` are as in `Concept`; `loss` where a plain amount is a loss."""

    concept: str
    sign: int = 1
    measure: str = ""
    known: bool = True
    loss: bool = False
    unit: str = "JPY"
    period: str = "duration"

    @property
    def meaning(self) -> Concept:
        """The line item as the vocabulary has it, or what is known of a new one."""
        return load().concepts.get(self.concept) or Concept(self.concept, self.concept, self.unit, self.period)


def subject_named(label: str) -> str:
    """The subject that a label is nothing but the name of ('SI', 'Total SI'), 'total' among them; '' for any other."""
    key, subjects = fold(strip_label(label)), load().subjects
    return subjects.get(key) or subjects.get(key.removeprefix("total "), "")


def metric_named(label: str) -> str:
    """The metric that a label is nothing but the name of, as the vocabulary spells it; '' for any other."""
    key = fold(strip_label(label))
    return key if key in load().metrics else ""


def strip_label(label: str) -> str:
    """A row label without bullets, footnote marks and unit tails."""
    return _stripped(label) if len(label) <= _SHORT else _stripped.__wrapped__(label)


def unmarked(label: str) -> str:
    """A label without a footnote's mark behind its bracket or colon, or a note's number in brackets: 'Number of shares
    (shares)*1', 'Number of shares (shares) [2]', 'Costs:*', 'Total assets (Note 1)'."""
    mark = _NOTE.search(label) if label.rstrip(" .:\t")[-1:] in _NOTE_ENDS else None
    return label[: mark.start()] if mark else label


@lru_cache(maxsize=8192)
def _stripped(label: str) -> str:
    text = unmarked(label).strip(" :-\u2014\u2013\t<>")
    return (_TAIL.sub("", text) if text.endswith(")") else text).strip(" :")


def _opened(text: str) -> str:
    """A label without what stands in brackets, where that says nothing of what it is: '(loss)', '(unaudited)'; else
    with it, without brackets: 'Order received (construction)'."""
    return _BRACKETED.sub(lambda m: " " if is_aside(m[1]) or m[1].startswith("incl") else f" {m[1]} ", text)


def is_aside(words: str) -> bool:
    """Whether words in brackets make no other item of a label: '(loss)', '(unaudited)'."""
    return _ASIDE.issuperset(_WORD.findall(words.lower()))


def resolve(label: str, scope: Scope) -> Item | None:
    """The item a table's row label names, or None for a label without letters or without a known name: the label
    as it is, without what stands behind a dash, in brackets or behind a comma."""
    vocabulary = load()
    text = strip_label(label)
    key = fold(text)
    if not _LETTER.search(key):
        return None
    if changes(text):
        return _by_alias(vocabulary, key, scope)
    turned = _turned(text)
    found = (_by_alias(vocabulary, turned, scope) if turned else None) or _named(vocabulary, text, key, scope)
    if found is not None:
        return found
    shorter = (
        text if text.isascii() and " -" not in text else _DASHED.split(text, maxsplit=1)[0],
        _opened(text) if "(" in text else text,
        _QUALIFIED.split(text, maxsplit=1)[0] if "," in text else text,
    )
    for part in shorter:
        folded = fold(part) if part != text else ""
        if folded and folded != key:
            found = _named(vocabulary, part, folded, scope)
            if found is not None:
                return found
    return None


@company.kept
@lru_cache(maxsize=8192)
def resolve_in(label: str, metric: str = "", subject: str = "", group: str = "") -> Item | None:
    """The item that a short label names where these are in force, by itself without them: such labels come again."""
    return resolve(label, Scope(metric, subject, group))


def _turned(text: str) -> str:
    """'Net income per share, diluted' as 'diluted net income per share', 'SaaS (task-specific)' as 'task-specific
    SaaS'; '' for a label that does not end so."""
    if text.endswith(")"):
        before, _, aside = text[:-1].rpartition("(")
        return fold(f"{aside} {before}") if before else ""
    may = "," in text or " - " in text or not text.isascii()
    return fold(" ".join(reversed(_BEHIND.split(text, maxsplit=1)))) if may and _BEHIND.search(text) else ""


def _named(vocabulary: Concepts, text: str, key: str, scope: Scope) -> Item | None:
    return (
        _by_alias(vocabulary, key, scope)
        or _by_change(vocabulary, key)
        or _by_parts(text, scope)
        or (_whole(scope) if vocabulary.subjects.get(key) == "total" else None)
    )


OF_SEGMENTS = {"segment_revenue": "revenue", "segment_operating_income": "operating_income"}


def _whole(scope: Scope) -> Item | None:
    """'Total' below rows of a metric, or of segments: the metric of what the rows are parts of."""
    if scope.group in OF_SEGMENTS:
        return Item(OF_SEGMENTS[scope.group])
    if not scope.metric and scope.group in load().concepts:
        return Item(scope.group)
    found = combine(scope.metric, scope.business or "total")
    if (
        found is not None
        and found.concept in scope.seen
        and not any(k.startswith(f"{found.concept}.") for k in scope.seen)
    ):
        found = combine(scope.metric, "total")  # that very part is a row above: the total is of it and of the others
    return found if found is not None and found.known else None


def group_of_segments(label: str) -> str:
    """'Segment revenue', 'Segment operating profit': the group whose segments a label speaks of; '' for any other."""
    key = fold(strip_label(label))
    metric = load().metrics.get(key.removeprefix("segment "), "") if key.startswith("segment ") else ""
    named = (group for group, of in OF_SEGMENTS.items() if group == load().groups.get(key) or of == metric)
    return next(named, "")


def of_segment(label: str, of: Item) -> Item | None:
    """What a label names among the segments of an item, or of a group of them: one, or 'Total'; else None."""
    group = next((g for g, whole in OF_SEGMENTS.items() if of.concept in {g, whole}), "")
    found = resolve(label, Scope(group=group)) if group else None
    fits = found is not None and found.known and found.concept.partition(".")[0] in {group, OF_SEGMENTS[group]}
    return found if fits else None


def _by_alias(vocabulary: Concepts, key: str, scope: Scope) -> Item | None:
    """The line item whose alias the label is: of several, the one that fits best where it stands."""
    if key in vocabulary.metrics and scope.business:
        inherited = combine(vocabulary.metrics[key], scope.business)
        if inherited is not None and (inherited.known or scope.heading_subject):
            return inherited
    names = vocabulary.by_alias.get(key, ())
    ranked = [(rank, cid, sign) for cid, sign in names if (rank := _rank(vocabulary, key, cid, scope, len(names)))]
    if not ranked:
        return None
    rank, cid, sign = max(ranked, key=lambda r: r[0])
    if rank == _WEAK and (scope.metric or not scope.group):
        return None
    turned = scope.group in vocabulary.concepts[cid].negative_groups
    return Item(cid, -sign if turned else sign, loss=key in vocabulary.losses)


_WEAK, _PLAIN, _IN_GROUP, _TOTAL_OF, _AFTER = 1, 2, 3, 4, 5


def _rank(vocabulary: Concepts, key: str, cid: str, scope: Scope, names: int) -> int:
    """How well a concept fits a label where it stands; 0 where it does not. `names`: how many bear the label."""
    concept = vocabulary.concepts[cid]
    if concept.after:
        return _AFTER + scope.seen[concept.after] if scope.is_in(concept.after) else 0
    if concept.total_of:
        return _TOTAL_OF if scope.group.split(".")[0] in concept.total_of else 0
    if _is_in_group(cid, scope, names):
        return _IN_GROUP
    if key in vocabulary.grouped_only or _is_elsewhere(cid, scope):
        return 0
    if names > 1 and "segment_" in cid:  # among revenues a business is no segment
        return _PLAIN if OF_SEGMENTS.get(cid.partition(".")[0]) == scope.metric != "revenue" else 0
    if key in vocabulary.weak and not set(scope.group.split(".")) & set(cid.split(".")):
        return _WEAK
    return _PLAIN


def _is_in_group(cid: str, scope: Scope, names: int) -> bool:
    """Whether a concept is of the group in force; below no heading, one of several of a name is of a row above:
    'Purchase of property and equipment' below 'CAPEX'."""
    if not scope.group:
        return names > 1 and scope.is_in(cid.rpartition(".")[0])
    return cid == scope.group or cid.startswith((scope.group + ".", scope.group + "_view"))


def _is_elsewhere(cid: str, scope: Scope) -> bool:
    """Whether a concept is none of the group in force: 'Interest expense' below 'Operating activities' is what a
    statement of cash flows takes back of that."""
    return cid.split(".")[0] in load().elsewhere.get(scope.group.split(".")[0], ())


def _by_change(vocabulary: Concepts, key: str) -> Item | None:
    m = _DIRECTION.match(key + " ")
    cid = vocabulary.by_change.get(key[m.end() :].strip()) if m else None
    return Item(cid) if cid else None


def _by_parts(text: str, scope: Scope) -> Item | None:
    """Metric and subject from the label's own words where these cover it, else from the scope."""
    found = _phrases_of(text) if len(text) <= _SHORT else _phrases_of.__wrapped__(text)
    if not found:
        return None
    if found[0].kind == "concept" and found[-1].key == "margin":  # 'Adjusted EBITDA margin'
        return Item(found[0].name, found[0].sign, "pct_of_revenue")
    metric, subject = _metric_of(found, text), _subject_of(found)
    if not (metric or subject) or (metric and _is_another(found)):
        return _alone(found, scope)
    if not metric and (part := _part_without(text, scope.business, scope)):
        return part
    return combine(metric or scope.metric, subject or scope.business or "total")


def _is_another(found: tuple[Mention, ...]) -> bool:
    """Whether a label that begins with a line item and goes on with a metric names another ('Profit before income tax
    expense'); 'ATM' is a business as well."""
    return found[0].kind == "concept" and not any(m.kind == "subject" and m.start == found[0].start for m in found)


def _alone(found: tuple[Mention, ...], scope: Scope) -> Item | None:
    alone = len(found) == 1 and not _is_elsewhere(found[0].name, scope)
    return Item(found[0].name, found[0].sign) if alone else None


def _part_without(text: str, business: str, scope: Scope) -> Item | None:
    """'Private cloud' below 'Cloud revenue': its part 'Private', and not what that names by itself."""
    whole = combine(scope.metric, business) if business else None
    words, vocabulary = fold(text).split(), load()
    behind = (n for n in range(1, len(words)) if vocabulary.subjects.get(" ".join(words[n:])) == business)
    names = (name for n in behind for name in vocabulary.by_alias.get(" ".join(words[:n]), ()))
    parts = (Item(*name) for name in names if whole is not None and name[0].startswith(f"{whole.concept}."))
    return next(parts, None)


def _metric_of(found: tuple[Mention, ...], text: str) -> str:
    """The last metric that phrases name; the first of 'Cost of network services revenue'."""
    metrics = [m for m in found if m.kind == "metric"]
    if not metrics:
        return ""
    return metrics[0 if text.lower().startswith(" of ", metrics[0].end) else -1].name


def _subject_of(found: tuple[Mention, ...]) -> str:
    """The first subject that phrases name, and 'total' only where they name no other."""
    subjects = [m.name for m in found if m.kind == "subject"]
    return next((name for name in subjects if name != "total"), "total" if subjects else "")


@company.kept
@lru_cache(maxsize=8192)
def _phrases_of(text: str) -> tuple[Mention, ...]:
    """The phrases of the vocabulary that are all that a label says; none where it says more."""
    found, said = mentions(text), folded_words(text)
    named = Counter(w for key in {m.start: m.key for m in found}.values() for w in key.split())
    left = Counter(said[:-1] if said[-1:] == ["net"] else said) - named  # 'Property and equipment - net'
    return found if all(w in _STOP or w.isdigit() for w in left) else ()


@company.kept
@lru_cache(maxsize=4096)
def combine(metric: str, subject: str) -> Item | None:
    """The concept for a metric of a subject, None without a metric or for an unknown metric of the total. An unknown
    pair of known words gets the id `subject.metric`."""
    if not metric:
        return None
    vocabulary = load()
    form = vocabulary.forms.get(metric)
    measure, loss = (form.measure, form.loss) if form else ("", False)
    metric = form.of if form else metric
    if subject in {"", "total"}:
        subject = vocabulary.total_of.get(metric, subject)
    other, wider = vocabulary.same_metric.get(metric, metric), vocabulary.same_subject.get(subject, subject)
    for parts in ((metric, subject), (other, subject), (metric, wider)):
        if parts in vocabulary.by_parts:
            return Item(vocabulary.by_parts[parts], 1, measure, loss=loss)
    if subject in {"", "total"}:
        return None
    alike = _alike(metric)
    unit, period = (alike.unit, alike.period) if alike is not None else ("", "")
    return Item(f"{subject}.{metric}", 1, measure, known=False, unit=unit, period=period, loss=loss)


def is_pair(item: Item) -> bool:
    """Whether an item is a metric of a business, by its id: 'wan.gross_margin'."""
    subject, _, metric = item.concept.partition(".")
    return metric in load().metrics.values() and subject in load().subjects.values()


def counted(label: str) -> Item | None:
    """What a label that is a noun of the vocabulary counts: 'Employees', and not 'Personnel', which may be its cost."""
    found = load().by_noun.get(label.strip(" :").lower(), "")
    return Item(found) if found and fold(label) in fold(load().get(found).label).split() else None


def counted_part(label: str, whole: str) -> Item | None:
    """The part of what is counted that a label names, by a name of its own or its id; what stands in brackets behind it
    is of the same business: 'Consumer (IIJmio Mobile Service)'."""
    name, _, aside = strip_label(label).partition("(")
    part = load().concepts.get(_within(whole, fold(name), deep=bool(aside)))
    businesses = {m.name for m in mentions(aside) if m.kind == "subject"}
    fits = part is not None and part.unit == "count" and (not aside or businesses == {part.subject})
    return Item(part.id) if part is not None and fits else None


def _within(whole: str, key: str, *, deep: bool) -> str:
    """The part of a line item, by a name of its own or how its id ends; that of a part, too, if `deep`; '' for none."""
    ends = f".{'_'.join(key.split())}"
    parts = [cid for cid in load().concepts if whole and cid.startswith(f"{whole}.")]
    ids = [*(cid for cid, _ in load().by_alias.get(key, ())), f"{whole}{ends}"]
    deeper = (cid for cid in parts if deep and cid.endswith(ends))
    return next((cid for cid in (*ids, *deeper) if cid in parts), "")


def may_be_part(scope: Scope, indent: int) -> bool:
    """Whether a row that is not known, and does not name the metric in force, may be a part of that: of what is
    counted, of what a row further left names, or of a heading's sum ('Revenues'; an income has no parts)."""
    alike = _alike(scope.metric)
    if alike is not None and alike.unit == "count":
        return True
    named, left = scope.inside
    return indent > left if named == scope.metric else load().never_negative(scope.metric)


def part_of(item: Item, words: str) -> Item:
    """The part of an item that words behind 'of which' name."""
    found = next((m.name for m in mentions(words) if m.kind == "subject"), "")
    concept = f"{item.concept}.{found or '_'.join(fold(words).split()[:5])}"
    return Item(concept, known=concept in load().concepts)


def new_item(label: str, scope: Scope) -> Item:
    """A stable id for a line item never seen before: the group it stands in and its label. What is labelled as a
    number of things is a count at one moment; all else is yen over a time."""
    words = fold(strip_label(label)).split()
    if changes(label):
        return Item(f"item.{'_'.join(words[:_LONG_SLUG])}", known=False)
    slug = "_".join(words[: _SLUG_WORDS if len(words) <= _SLUG_WORDS + _TAIL_WORDS else _LONG_SLUG])
    return (
        counted_part(label, scope.group or _of_its_business(scope.metric, scope))
        or _part_of_near(slug, scope)
        or _of_business(words, scope)
        or _unheard(words, slug, scope)
    )


def _part_of_near(slug: str, scope: Scope) -> Item | None:
    """A part of what a row near it names: 'Public' below 'Cloud revenue', and 'Private' below that."""
    near = (scope.last, scope.last.rpartition(".")[0])
    part = next((f"{w}.{slug}" for w in (*near, *reversed(scope.seen)) if f"{w}.{slug}" in load().concepts), "")
    fits = part and (load().get(part).unit == "count" or part.rpartition(".")[0] in near)
    return Item(part) if fits else None


def _of_business(words: list[str], scope: Scope) -> Item | None:
    """'Full-MVNO related' below 'CAPEX'."""
    business = load().subjects.get(" ".join(w for w in words if w != "related"))
    viewed = business and scope.group and any(cid.startswith(f"{scope.group}_view.") for cid in load().concepts)
    return Item(f"{scope.group}_view.{business}", known=False) if viewed else None


def _unheard(words: list[str], slug: str, scope: Scope) -> Item:
    """An item of the group it stands in, with the unit and period of what is alike there."""
    whole = scope.group or ("" if _MONEY & set(words) else scope.metric)  # 'Net profit' below 'Operating profit'
    concept = f"{_of_its_business(whole, scope) or 'item'}.{slug or 'unnamed'}"
    alike = _alike(whole)
    money = alike is not None and alike.unit == "JPY"
    if ("number" in words[:2] and _counts(words)) or (money and COUNTED & set(words) and not _MONEY & set(words)):
        return Item(f"item.{slug}", known=False, unit="count", period="instant")
    if alike is not None:
        return Item(concept, known=False, unit=alike.unit, period=alike.period)
    if words[-2:] == ["per", "share"]:
        return Item(concept, known=False, unit="JPY/share")
    return Item(concept, known=False, unit="count", period="instant") if _counts(words) else Item(concept, known=False)


def _of_its_business(metric: str, scope: Scope) -> str:
    """What a part of a metric or a group is a part of below the name of a business: of the metric of that."""
    of = combine(metric, scope.business) if metric == scope.metric and scope.business else None
    return of.concept if of is not None else metric


@company.kept
@lru_cache(maxsize=1024)
def _alike(whole: str) -> Concept | None:
    """A line item that is, or is part of, the group or metric: others of it have its unit and period."""
    root = whole.split(".")[0]
    found = (c for c in load().concepts.values() if root and (c.metric == whole or c.id.split(".")[0] == root))
    return next(found, None)


def _counts(words: list[str]) -> bool:
    """'number of MVNE clients', 'cloud projects'; not 'deposits from customers'."""
    if "per" in words:
        return False
    if words[:2] == ["number", "of"] or words[1:3] == ["number", "of"]:
        return True
    return bool(words) and words[-1] in load().counted and not _PREPOSITIONS & set(words)
