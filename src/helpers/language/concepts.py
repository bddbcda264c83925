"""The vocabulary: line items, their names in filings, and the arithmetic between them (`concepts.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from helpers.language import company, own_words

FILE = "concepts.toml"


@dataclass(frozen=True, slots=True, repr=False)
class Concept:
    """One line item. `period` is `duration` (a flow) or `instant` (a balance); `unit` as in facts.csv."""

    id: str
    label: str
    unit: str = "JPY"
    period: str = "duration"
    aliases: tuple[str, ...] = ()
    negative_aliases: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()  # names that a plain amount below nil has: 'net loss'
    metric: str = ""
    subject: str = ""
    after: str = ""
    change_of: str = ""
    liability: bool = False
    outflow: bool = False
    net_used: bool = False
    total_of: tuple[str, ...] = ()
    negative_groups: tuple[str, ...] = ()
    in_shares: str = ""
    interim_at_end: bool = False
    each: bool = False
    recognized_in: str = ""
    nouns: tuple[str, ...] = ()
    in_money: str = ""
    period_label: str = ""

    def __repr__(self) -> str:
        return f"{self.id}: {self.label} ({self.unit}, {self.period})"

    priced: bool = False  # printed in plain yen: the price of a unit
    ratio_of: tuple[str, ...] = ()  # what the ids of its two line items begin with
    quotient_of: tuple[str, ...] = ()  # the item that is divided, and the one that it is divided by
    adds_to: str = ""
    margin_of: str = ""  # the item that a margin of this one is a ratio of
    share_of: str = ""  # and a share of it


@dataclass(frozen=True, slots=True)
class MetricForm:
    """A metric that is a ratio (`measure`) or the loss of the metric `of`."""

    of: str
    measure: str = ""
    loss: bool = False


@dataclass(frozen=True, slots=True)
class Calculation:
    """total = sum of weight * part. A part in `optional` counts as nil where a statement does not print it. So does one
    in `former`; besides, where no filing prints it at all, the total has no such part. With `where_printed` it is
    tried only where each of its items is printed by somebody. An `open` one has further parts: the items right below
    its total that filings print and the vocabulary does not know. `within`: a part, and a wider one that it belongs to
    where that is printed of the same time."""

    id: str
    total: str
    parts: tuple[tuple[str, int], ...]
    optional: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()
    where_printed: bool = False
    open: bool = False
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RollForward:
    """closing balance = opening balance + sum of weight * flow over the period between them."""

    id: str
    balance: str
    flows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bounded:
    """The total lies between two shares of the sum of weight * part."""

    id: str
    total: str
    parts: tuple[tuple[str, int], ...]
    share: tuple[float, float]


@dataclass(frozen=True, slots=True, repr=False)
class Concepts:
    """The whole vocabulary, with the look-ups that readers need (keys are folded labels, see `fold`)."""

    concepts: dict[str, Concept]
    calculations: tuple[Calculation, ...]
    roll_forwards: tuple[RollForward, ...]
    bounded: tuple[Bounded, ...]
    monthly: dict[str, tuple[float, float]]  # by recurring item: the least and most of its quarter that a month is
    not_negative: frozenset[str]
    groups: dict[str, str]
    metrics: dict[str, str]
    subjects: dict[str, str]
    by_alias: dict[str, tuple[tuple[str, int], ...]]
    by_parts: dict[tuple[str, str], str]
    by_change: dict[str, str] = field(default_factory=dict)
    by_noun: dict[str, str] = field(default_factory=dict)
    recognized_in: dict[str, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    forms: dict[str, MetricForm] = field(default_factory=dict)
    losses: frozenset[str] = frozenset()
    same_metric: dict[str, str] = field(default_factory=dict)
    same_subject: dict[str, str] = field(default_factory=dict)
    total_of: dict[str, str] = field(default_factory=dict)
    businesses: dict[str, str] = field(default_factory=dict)
    in_rows_only: frozenset[str] = frozenset()
    grouped_only: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    elsewhere: dict[str, list[str]] = field(default_factory=dict)  # by group: what is none of its rows by any name

    def __repr__(self) -> str:
        return f"The vocabulary: {len(self.concepts)} line items (.get(id) gives one, .concepts all)"

    def get(self, concept: str) -> Concept:
        """The line item with this id; an id never seen before is a leaf in yen over a duration."""
        return self.concepts.get(concept) or Concept(concept, concept)

    def of_dividend(self, concept: Concept) -> bool:
        """Whether an item is a dividend, told by the half and the year and of no quarter, or a quotient of it."""
        return concept.interim_at_end or any(self.get(item).interim_at_end for item in concept.quotient_of[:1])

    def never_negative(self, concept: str) -> bool:
        """Whether an item cannot be less than nil (a revenue, a number of contracts), unlike an income or a change."""
        head = concept
        while head and head not in self.not_negative:
            head = head.rpartition(".")[0]
        return bool(head)


_MARK = re.compile(
    r"\^\{[^{}]{0,20}\}|\*+\d*\.?|\$|<[^<>]{0,20}>"
    r"|[,(\[]? ?\b(?:see )?notes? ?\d[\d, and]{0,12}[)\]]?|(?:(?<=[a-z])|\s)[(\[]?\d[)\]]$"
)
_MARK_SIGN = re.compile(r"[*^$<n0-9](?:(?<=[*^$<])|ote|(?<=[0-9])[)\]]$)")
_SGA = re.compile(r"sg and a|sg  and  a")
_RD = re.compile(r"\br(?: and |  and  )d\b")
_WORD = re.compile(r"[a-z0-9]+")
_ACRONYM = re.compile(r"\b(?=\w*[a-z])\w*S\b")  # 'DDoS' is no plural
_FEW = 2  # words of a name that has no shorter spelling
_KEEP_S = frozenset({"gbps", "mbps", "ads", "saas"})


@lru_cache(maxsize=4096)
def _singular(word: str) -> str:
    if word == "sales":
        return "sale"
    if word in _KEEP_S or len(word) < 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith(("sses", "xes", "ches")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word


@company.kept_short(16384)
def fold(label: str) -> str:
    """A label as the vocabulary spells it: lower case, singular, without punctuation and footnote marks."""
    text = label.lower()
    text = _MARK.sub(" ", text) if _MARK_SIGN.search(text) else text
    text = (
        text.replace("'s", "").replace("\u2019s", "").replace("&", " and ").replace("s'", "s ").replace("s\u2019", "s ")
    )
    if "and" in text:
        text = _RD.sub("rd", _SGA.sub("sga", text))
    text = (
        text.replace("non-", "non")
        .replace("hi-ho", "hiho")
        .replace("one-time", "onetime")
        .replace("sub-total", "subtotal")
    )
    kept = {w.lower() for w in _ACRONYM.findall(label)} if "S" in label else ()
    misspelled = company.current().misspelled
    return " ".join([misspelled.get(w) or (w if w in kept else _singular(w)) for w in _WORD.findall(text)])


def _weighted(parts: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple((p.removeprefix("-"), -1 if p.startswith("-") else 1) for p in parts)


def _concept(cid: str, row: dict[str, Any]) -> Concept:
    cells: dict[str, Any] = {key: tuple(cell) if isinstance(cell, list) else cell for key, cell in row.items()}
    return Concept(id=cid, **cells)


def _folded(words: dict[str, list[str]]) -> dict[str, str]:
    """The word of each alias as labels spell it."""
    told = {fold(alias): word for word, aliases in words.items() for alias in aliases}
    return {short: word for alias, word in told.items() for short in _shorter(alias)} | told


def _shorter(alias: str) -> list[str]:
    """Other spellings of a name of at least three words: without 'service', without the company's name before it."""
    words = alias.split()
    own = words[1:] if words[0] in map(str.lower, company.current().called) else words
    short = {" ".join(part) for of in (words, own) for part in (of, [w for w in of if w != "service"]) if len(part) > 1}
    return sorted(short - {alias}) if len(words) > _FEW else []


def _by_words(concepts: dict[str, Concept]) -> dict[str, Any]:
    """The look-ups by words that are no labels."""
    return {
        "by_change": {fold(c.change_of): c.id for c in concepts.values() if c.change_of},
        "by_noun": {noun: c.id for c in concepts.values() for noun in c.nouns},
        "recognized_in": {c.recognized_in: c.id for c in concepts.values() if c.recognized_in},
        "losses": frozenset(fold(name) for c in concepts.values() for name in c.losses),
    }


def _calculation(row: dict[str, Any]) -> Calculation:
    former = frozenset(row.get("former", ()))
    within = tuple(row.get("within", {}).items())
    optional = former | frozenset(row.get("optional", ())) | frozenset(dict(within))
    parts = _weighted(row["parts"])
    flags = bool(row.get("where_printed", False)), bool(row.get("open", False))
    return Calculation(row["id"], row["total"], parts, optional, former, *flags, within)


def _by_alias(concepts: dict[str, Concept]) -> dict[str, tuple[tuple[str, int], ...]]:
    out: dict[str, tuple[tuple[str, int], ...]] = {}
    for c in concepts.values():
        plain, negative = dict.fromkeys((*c.aliases, *c.losses), 1), dict.fromkeys(c.negative_aliases, -1)
        for name, sign in (*plain.items(), *negative.items()):
            out[fold(name)] = (*out.get(fold(name), ()), (c.id, sign))
    return {short: named for alias, named in out.items() for short in _shorter(alias)} | out


def _by_parts(concepts: dict[str, Concept], path: Path) -> dict[tuple[str, str], str]:
    out: dict[tuple[str, str], str] = {}
    for c in concepts.values():
        key = c.metric, c.subject
        if c.metric and out.setdefault(key, c.id) != c.id:
            raise ValueError(f"{path.name}: {c.id} and {out[key]} both claim metric and subject {key}")
    return out


_own: list[Path] = []
_TABLES: dict[str, Any] = {  # what a vocabulary may leave out
    **{name: {} for name in ("concept", "metric", "subject", "group", "metric_form", "same_metric", "total_of")},
    **{name: {} for name in ("same_subject", "business", "labels", "nouns", "sign")},
    **{name: [] for name in ("calculation", "roll_forward", "bounded", "monthly")},
}


def add(path: Path) -> None:
    """Take in a file of one's own words beside the vocabulary, before anything is read (see `own_words`).

    Raises own_words.VocabularyError for a file that cannot be used; the vocabulary then stays as it was.
    """
    _own.append(path)
    load.cache_clear()
    try:
        load()
    except own_words.VocabularyError:
        _own.pop()
        load.cache_clear()
        raise


@company.kept
@cache
def load(path: Path | None = None) -> Concepts:
    """Read the vocabulary: that of the company in force, or any other without one's own words.

    Raises own_words.VocabularyError that names the file, and the entry when two entries contradict each other.
    """
    own = _own if path is None else []
    path = path or company.current().file(FILE)
    try:
        return _loaded(path, own)
    except FileNotFoundError:
        raise own_words.VocabularyError(f"{path}: there is no such file. A company needs its vocabulary.") from None
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        if isinstance(error, own_words.VocabularyError):
            raise
        at = (own[-1] if own else path).name
        raise own_words.VocabularyError(f"{at}: {error}. companies/iij/{FILE} shows what an entry may say.") from error


def _loaded(path: Path, own_files: list[Path]) -> Concepts:
    data = _TABLES | tomllib.loads(path.read_text(encoding="utf-8"))
    for own in own_files:
        data = own_words.merged(data, own_words.read(own), own.name)
    concepts = {cid: _concept(cid, row) for cid, row in data["concept"].items()}
    calculations = tuple(map(_calculation, data["calculation"]))
    rolls = tuple(RollForward(r["id"], r["balance"], _weighted(r["flows"])) for r in data["roll_forward"])
    bounded = tuple(Bounded(b["id"], b["total"], _weighted(b["parts"]), tuple(b["share"])) for b in data["bounded"])
    monthly = {row["concept"]: tuple(row["share"]) for row in data["monthly"]}
    ruled = [
        *((c.id, (c.total, *dict(c.parts), *dict(c.within).values())) for c in calculations),
        *((r.id, (r.balance, *dict(r.flows))) for r in rolls),
        *((b.id, (b.total, *dict(b.parts))) for b in bounded),
        *((c.id, c.quotient_of) for c in concepts.values()),
        ("monthly", tuple(monthly)),
    ]
    for rule, items in ruled:
        if unknown := set(items) - set(concepts):
            raise ValueError(f"{path.name}: calculation {rule} names {min(unknown)}, which is no concept")
    return Concepts(
        concepts=concepts,
        calculations=calculations,
        roll_forwards=rolls,
        bounded=bounded,
        monthly=monthly,
        not_negative=frozenset(data["sign"].get("never_negative", ())),
        groups=_folded(data["group"]),
        metrics=_folded(data["metric"]),
        subjects=_folded(data["subject"]),
        by_alias=_by_alias(concepts),
        by_parts=_by_parts(concepts, path),
        **_by_words(concepts),
        counted=frozenset(data["nouns"].get("counted", ())),
        forms={metric: MetricForm(**row) for metric, row in data["metric_form"].items()},
        same_metric=data["same_metric"],
        total_of=data["total_of"],
        same_subject=data["same_subject"],
        businesses={subject: name for name, subjects in data["business"].items() for subject in subjects},
        in_rows_only=frozenset(data["labels"].get("in_rows_only", ())),
        grouped_only=frozenset(data["labels"].get("grouped_only", ())),
        weak=frozenset(data["labels"].get("weak", ())),
        elsewhere=data["labels"].get("elsewhere", {}),
    )
