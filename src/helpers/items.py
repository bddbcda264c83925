"""Which line item a label or a phrase names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from helpers.concepts import Concepts, fold, load

_WORDS = re.compile(r"[A-Za-z0-9&'\u2019]+(?:-[A-Za-z0-9]+)*")
_DIRECTION = re.compile(r"^(?:net )?(increase|decrease|fluctuation|change)s?(?: (?:decrease|increase))?(?: of| in)? ")
_TAIL = re.compile(
    r"\s*\((?:shares?|ADSs?|JPY|%|annual|forecast|unit[^()]{0,40})\)\s*$|\s*\(% of (?:total )?revenues?\)\s*$",
    re.IGNORECASE,
)
_STOP = frozenset(
    [
        "of",
        "the",
        "for",
        "to",
        "in",
        "and",
        "a",
        "an",
        "from",
        "by",
        "service",
        "services",
        "revenue",
        "our",
        "total",
        "its",
    ]
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of the vocabulary in a text: `kind` is concept, metric or subject; `key` the folded phrase."""

    kind: str
    name: str
    start: int
    end: int
    key: str
    sign: int = 1


@dataclass(slots=True)
class Scope:
    """What a label inherits from where it stands. `seen` holds the concepts named so far in a table."""

    metric: str = ""
    subject: str = ""
    group: str = ""
    heading_subject: str = ""
    seen: list[str] = field(default_factory=list)

    def copy(self) -> Scope:
        return Scope(self.metric, self.subject, self.group, self.heading_subject, list(self.seen))


@dataclass(frozen=True, slots=True)
class Item:
    """The concept a label names; `sign` -1 where the label turns the concept round ("Less: ..."); `measure`
    where the label itself says so (a ratio). `known` is False for a line item never seen before."""

    concept: str
    sign: int = 1
    measure: str = ""
    known: bool = True
    loss: bool = False


@cache
def _phrases() -> dict[str, list[tuple[str, str, int]]]:
    """Folded phrase -> what it names: (concept, metric or subject; its name; sign)."""
    vocabulary = load()
    out: dict[str, list[tuple[str, str, int]]] = {}
    for key, names in vocabulary.by_alias.items():
        if (
            _in_parts(vocabulary, key)
            or key in vocabulary.metrics
            or key
            in {
                "other",
                "total",
                "dividend",
                "sale",
                "iij",
                "customer",
                "public",
                "private",
                "sum",
                "goodwill and",
            }
        ):
            continue
        for cid, sign in names:
            out.setdefault(key, []).append(("concept", cid, sign))
    for key, name in vocabulary.metrics.items():
        out.setdefault(key, []).append(("metric", name, 1))
    for key, name in vocabulary.subjects.items():
        if name != "total":
            out.setdefault(key, []).append(("subject", name, 1))
    for key, name in vocabulary.metrics.items():
        if f"total {key}" in out:
            continue
        out[f"total {key}"] = [("metric", name, 1), ("subject", "total", 1)]
    return out


def _in_parts(vocabulary: Concepts, key: str) -> bool:
    """True where metric and subject words already say what the alias says ('network service revenue')."""
    names = vocabulary.by_alias[key]
    return all(vocabulary.concepts[c].metric for c, _ in names) and not key.endswith(
        ("subscription", "sub", "net addition")
    )


def _fold_words(text: str) -> list[tuple[str, int, int]]:
    out = []
    for m in _WORDS.finditer(text):
        folded = fold(m.group())
        parts = folded.split()
        if not parts:
            continue
        out += [(p, m.start(), m.end()) for p in parts]
    return out


def _fitting(found: list[tuple[str, str, int]], group: str) -> list[tuple[str, str, int]]:
    """One line item for a phrase that names several: the one of the group in force, else the least special."""
    concepts = [f for f in found if f[0] == "concept"]
    if len(concepts) < 2:
        return found
    here = [f for f in concepts if group and f[1].startswith(group)]
    plain = [f for f in concepts if not f[1].startswith(("cash_flow.", "segment_", "capex"))]
    return [(here or plain or concepts)[0], *(f for f in found if f[0] != "concept")]


def mentions(text: str, group: str = "") -> list[Mention]:
    """All phrases of the vocabulary in `text`, longest first from the left, not overlapping. `group` decides
    where a phrase names several line items."""
    by_first = _by_first_word()
    words = _fold_words(text)
    spelled = [w for w, _, _ in words]
    out: list[Mention] = []
    i = 0
    while i < len(words):
        for phrase, key, found in by_first.get(spelled[i], ()):
            n = len(phrase)
            if spelled[i : i + n] == phrase and (n == 1 or not _breaks(text, words[i : i + n])):
                first, last = words[i][1], words[i + n - 1][2]
                out += [Mention(kind, name, first, last, key, sign) for kind, name, sign in _fitting(found, group)]
                i += n
                break
        else:
            i += 1
    return out


@cache
def _by_first_word() -> dict[str, list[tuple[list[str], str, list[tuple[str, str, int]]]]]:
    """The phrases that begin with a word, longest first."""
    out: dict[str, list[tuple[list[str], str, list[tuple[str, str, int]]]]] = {}
    for key, found in _phrases().items():
        out.setdefault(key.split()[0], []).append((key.split(), key, found))
    for phrases in out.values():
        phrases.sort(key=lambda p: -len(p[0]))
    return out


def _breaks(text: str, words: list[tuple[str, int, int]]) -> bool:
    """A phrase does not reach over a sentence's end, a colon, a tab or a closing bracket."""
    return any(
        set(text[a[2] : b[1]]) & {":", ";", "\t"} or re.search(r"\.\s+[A-Z]", text[a[2] : b[1]])
        for a, b in zip(words, words[1:], strict=False)
    )


def strip_label(label: str) -> str:
    """A row label without bullets, footnote marks and unit tails."""
    text = re.sub(r"\*+\d*\.?|\^|\{|\}", " ", label)
    text = re.sub(r"^[^\w(]+", "", text).strip(" :-\u2014\u2013\t")
    return _TAIL.sub("", text).strip(" :")


def resolve(label: str, scope: Scope) -> Item | None:
    """The item a table's row label names, or None for a label without letters."""
    vocabulary = load()
    text = strip_label(label)
    key = fold(text)
    if not re.search(r"[a-z]", key):
        return None
    found = _by_alias(vocabulary, key, scope)
    if found:
        return found
    return _by_change(vocabulary, key) or _by_parts(vocabulary, text, scope) or _retry(vocabulary, text, scope)


def _retry(vocabulary: Concepts, text: str, scope: Scope) -> Item | None:
    """The label without what stands in brackets or after a comma, or without 'for' and 'total'."""
    for shorter in (
        re.split(r"\s?[\u2014\u2013]\s?(?=[a-z\d])", text)[0],
        re.sub(r"\([^()]*\)", " ", text),
        text.split(",")[0],
        re.sub(r"^total\s", "", text, flags=re.IGNORECASE),
    ):
        key = fold(shorter)
        if key and key != fold(text):
            found = (
                _by_alias(vocabulary, key, scope)
                or _by_change(vocabulary, key)
                or _by_parts(vocabulary, shorter, scope)
            )
            if found:
                return found
    return None


def _by_alias(vocabulary: Concepts, key: str, scope: Scope) -> Item | None:
    names = vocabulary.by_alias.get(key, ())
    if (
        key in vocabulary.metrics
        and scope.subject not in {"", "total"}
        and vocabulary.metrics[key] in {"revenue", "cost", "gross_margin", "sga"}
    ):
        inherited = vocabulary.by_parts.get((vocabulary.metrics[key], scope.subject))
        if inherited:
            return Item(inherited)
    best: tuple[int, str, int] | None = None
    for cid, sign in names:
        concept = vocabulary.concepts[cid]
        rank = 0
        if concept.after:
            seen = [i for i, s in enumerate(scope.seen) if s == concept.after or s.startswith(concept.after + ".")]
            if not seen:
                continue
            rank = 100 + max(seen)
        elif concept.total_of:
            if scope.group.split(".")[0] not in (
                {"assets"} if concept.total_of == "assets" else {"equity", "liabilities"}
            ):
                continue
            rank = 50
        elif scope.group and (
            cid == scope.group or cid.startswith(scope.group + ".") or cid.startswith(scope.group + "_view")
        ):
            rank = 40
        elif key in {"other", "elimination", "customer"} or (len(names) > 1 and "segment_" in cid):
            continue
        elif key in {
            "atm operation business",
            "cloud related",
            "public",
            "private",
            "sale",
            "administration",
            "engineer",
            "sum",
        } and not set(scope.group.split(".")) & set(cid.split(".")):
            rank = -1
        if best is None or rank > best[0]:
            best = (rank, cid, sign)
    if best is None or (best[0] < 0 and scope.metric):
        return None
    concept = vocabulary.concepts[best[1]]
    sign = -best[2] if scope.group in concept.negative_groups else best[2]
    return Item(best[1], sign)


def _by_change(vocabulary: Concepts, key: str) -> Item | None:
    m = _DIRECTION.match(key + " ")
    if m is None:
        return None
    cid = vocabulary.by_change.get(key[m.end() :].strip())
    return Item(cid) if cid else None


def _by_parts(vocabulary: Concepts, text: str, scope: Scope) -> Item | None:
    """Metric and subject from the label's own words where these cover it, else from the scope."""
    words = [w for w, _, _ in _fold_words(text)]
    found = mentions(text)
    covered = sum(len(m.key.split()) for m in {m.start: m for m in found}.values())
    if not found or (any(w not in _STOP for w in words) and covered < len([w for w in words if w not in _STOP])):
        return None
    metric = next((m.name for m in reversed(found) if m.kind == "metric"), "")
    subject = next((m.name for m in found if m.kind == "subject"), "")
    if not metric and not subject:
        concept = next((m for m in found if m.kind == "concept"), None)
        return Item(concept.name, concept.sign) if concept and len(found) == 1 else None
    return combine(metric or scope.metric, subject or scope.subject or "total")


def combine(metric: str, subject: str) -> Item | None:
    """The concept for a metric of a subject. An unknown pair of known words gets the id `subject.metric`."""
    vocabulary = load()
    measure = ""
    loss = metric in {"gross_loss", "operating_loss"}
    if metric == "gross_margin_ratio":
        metric, measure = "gross_margin", "margin"
    if metric == "operating_margin":
        metric, measure = "operating_income", "pct_of_revenue"
    if loss:
        metric = {"gross_loss": "gross_margin", "operating_loss": "operating_income"}[metric]
    if not metric:
        return None
    if metric == "subscriptions" and subject in {"", "total"}:
        subject = "mobile"
    for key in (
        (metric, subject),
        ({"contracts": "subscriptions", "subscriptions": "contracts"}.get(metric, metric), subject),
    ):
        if key in vocabulary.by_parts:
            return Item(vocabulary.by_parts[key], 1, measure, loss=loss)
    if subject in {"", "total"}:
        return None
    return Item(f"{subject}.{metric}", 1, measure, known=False, loss=loss)


def new_item(label: str, scope: Scope) -> Item:
    """A stable id for a line item never seen before: the group it stands in and its label."""
    slug = "_".join(fold(strip_label(label)).split()[:8]) or "unnamed"
    head = scope.group or (f"{scope.metric}" if scope.metric else "item")
    return Item(f"{head}.{slug}", known=False)
