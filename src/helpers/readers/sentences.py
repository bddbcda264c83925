"""Numbers in headings, bullets and sentences: the words around a number say what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from helpers import periods
from helpers.amounts import Token
from helpers.concepts import load
from helpers.concepts import fold
from helpers.items import Item, Mention, Scope, combine, mentions, new_item, resolve
from helpers.layout import Row, length_words
from helpers.periods import Period
from helpers.readers import settlement
from helpers.readers.context import UNIT_NOTE as _UNIT_NOTE
from helpers.readers.context import Context
from helpers.readers.reading import Reading

_DIRECTION = re.compile(
    r"\b(?P<word>up|down|increased?|increasing|decreased?|decreasing|improved?|improves?|declined?|rose|fell|grew|plus|minus|negatively (?:impacted|affected)|growth|off|deteriorated?)\b"
    r"(?:\s(?:YoY|QoQ|by|rate|of|around|about|approx\.?|more than|over|less than|to|the total|[a-z]+ gross margin|the profit|profit))*\s*(?:JPY?\s?)?[(+]?$",
    re.IGNORECASE,
)
_DIRECTION_AFTER = re.compile(
    r"^\s*(?:cost\s)?(?P<word>decrease|increase|lower|higher|off|down|up)\b(?!\s*(?:JPY\s?)?[+(]?\d)", re.IGNORECASE
)
_DOWN = re.compile(r"down|decreas|declin|fell|minus|negativ|off|lower|deterior", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|reached|reaching|totaled)\s*(?:JPY\s?)?$", re.IGNORECASE)
_YOY = re.compile(r"^[^()\d]{0,24}?\bYoY\b|^[^()\d]{0,16}?\bfrom (?:a|the) year (?:ago|earlier)", re.IGNORECASE)
_QOQ = re.compile(r"^[^()\d]{0,24}?\bQoQ\b", re.IGNORECASE)
_FROM = re.compile(
    r"^[\s,]*(?:contracts |personnel |shares )?(?:compared (?:to|with)|from|against)(?: the)?(?: (?:respective )?balances? as of| end of)?\s*$",
    re.IGNORECASE,
)
_AT_RIGHT = re.compile(
    r"^[\s,]*(?:newly |new )?(?:graduates |shares )?(?:[\s]*\(|(?:\)\s?)?(?:were |was |is |have been )?(?:placed |installed |recognized )?(?:for|in|as of|at|during|by|of)(?: (?:the|its|our))?|(?:is|are) planned for|\(?recognized in|\(?(?:as of|for|in))?\s*\(?\s*$",
    re.IGNORECASE,
)
_NOT_WHEN = re.compile(
    r"\b(?:announced|launch(?:ed)?|fixed|revised|since|from|until|effective date|started?|released?|listed|founded|received|compared (?:to|with)|to be|dated|will be|installed)(?:\s(?:on|in|of|by|again|as of))?(?:\sthe)?(?:\s(?:respective )?balances? as of)?\s*$",
    re.IGNORECASE,
)
_APPROX = re.compile(
    r"\b(?:approx\.?|over|about|around|more than|nearly|almost|reaching over|tens of)\s*(?:JPY\s?)?$", re.IGNORECASE
)
_OF_REVENUE = re.compile(r"^\)?\s*of (?:[^\s()]{2,6} )?(?:total )?revenues?\b", re.IGNORECASE)
_TARGET_CUE = re.compile(
    r"(?<!exceeded our initial )(?<!revised )\b(?:targets?|forecasts?|plans? to|planned|planning|expects?|expected|estimates?|estimated|will|is to be|to be recognized|would be|up to)\b",
    re.IGNORECASE,
)
_NOT_TARGET = re.compile(
    r"\b(?:exceeded|missed|miss|as|above|below|with|against)\b(?:\s\w+){0,3}\s(?:targets?|planned|expected|estimates?)|\bactual\b[^.;]{0,25}$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\b(?:initial|previous|former)\s(?:target|forecast|plan)\s(?:of\s)?(?:JPY\s?)?$", re.IGNORECASE)
_CAUSE = re.compile(
    r"\b(?:due to|because|along with|thanks to|affected by|driven by|mainly with|as we|as a result|with the|based on|accordingly|expecting|by technical)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"(?<!Inc)(?<!Co)(?<!approx)(?<!Approx)(?<!Pt)(?<!Ltd)(?<=[a-z0-9%)\"])[.;](?=\s+[A-Z\"(])|\t"
)
_PEOPLE = frozenset({"personnel", "employees", "people", "person"})
_COUNTED = frozenset(
    {
        "projects",
        "project",
        "companies",
        "company",
        "modules",
        "module",
        "branches",
        "clients",
        "customers",
        "units",
        "stores",
        "sites",
    }
)
_NEGATIVE = re.compile(r"\bnegative(?:ly)? (?:impact|affect)", re.IGNORECASE)
_AGAINST_TARGET = re.compile(
    r"\s(?:up|down|lower|higher)(?: than| from) (?:our |the )?(?:initial |previous )?(?:target|forecast|plan)",
    re.IGNORECASE,
)
_IN_LIST = re.compile(r"[(:]\s?(?:up|down|plus|minus)\s(?:JPY\s?)?$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:to|-|~)\s(?:JPY\s?)?[\d.]+ ?(?:million|billion|points?|%)", re.IGNORECASE)
_IMPACTED = re.compile(r"\b(?:negatively|positively) (?:impacted|affected)\b", re.IGNORECASE)
_MANY = re.compile(r"\s?(?:[A-Za-z-]+\s){1,3}(companies|clients|modules|branches|projects|stores)\b")
_GRADUATES = re.compile(r"\s(?:new|newly)\s+graduates?\b", re.IGNORECASE)
_CHANGE_IN = re.compile(
    r"\b(?:increase|decrease|fluctuation)s?\s(?:in|of)\s([A-Za-z][^:()]{2,60}?)\s?:?\s?[(]?(?:plus |minus )?(?:JPY\s?)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"([A-Za-z][^:()]{2,70}?)\s(?:increased|decreased)\s?:\s?(?:JPY\s?)?$", re.IGNORECASE)
_BREAKDOWN = re.compile(r"\bbreakdown\b", re.IGNORECASE)
_BOTH_DATES = re.compile(
    r"\b(?:at|as of) (?P<a>[A-Z][a-z]{2,8}\.? \d\d?, \d{4}) and (?P<b>[A-Z][a-z]{2,8}\.? \d\d?, \d{4})"
)
_AMOUNT_FIRST = re.compile(
    r"\((?:an? [a-z]+ of |net cash [a-z ]{4,60} of |included in [^,()]{2,40}, )?JPY\s?[\d,.]+ ?(?:thousand|million|billion)? (?:for|in|as of|at) |\(\d[\d,]* in [A-Z]",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:a|an|which include)\s[^,()]{0,50}$|\bincluded in\s[^,()]{0,40}$", re.IGNORECASE)
_ADJECTIVE = re.compile(r"\s(?:year-end|interim)\s(?:cash )?dividends?")
_LEFT_DATE = re.compile(r"^[\s:,(]*(?:of|was|were)?\s*(?:JPY\s?)?[(+-]?$")
_RECOGNIZED = re.compile(r"^[^.;]{0,70}?\bin (?P<where>systems? operation|outsourcing)", re.IGNORECASE)
_EACH_QUARTER = re.compile(r"^[^.;\d]{0,60}\beach quarter\b", re.IGNORECASE)
_ADDITION = re.compile(r"\b(?:addition|increase) of (?:over |approx\.? |about )?$", re.IGNORECASE)
_COST_OF = re.compile(r"\bcost of [^.,;:]{0,40}$", re.IGNORECASE)
_OF_PERCENT = re.compile(r"(?:%\)?|percentage)\sof\s[\w ]{0,14}$", re.IGNORECASE)
_RATIO_TO = re.compile(r"cost to [\w ]{0,30}$", re.IGNORECASE)
_LABEL = re.compile(
    r"([A-Za-z][\w&'/ .\u2019-]{2,70}?)\s?(?:\([^()]*\))?\s?[:(]?\s?(?:was|were|of|is|reached|:)?\s*(?:approx\.?|over|around|about)?\s*(?:JPY\s?)?\(?$"
)


@dataclass(slots=True)
class _State:
    """What has been named so far in the line."""

    item: Item | None = None
    metric: str = ""
    subject: str = ""
    period: Period | None = None
    label: str = ""
    net: bool = False
    named: bool = False
    at_number: tuple[Item | None, str, str, str] | None = None
    explicit: bool = False
    last_measure: str = ""
    last_sign: int = 0


def read(
    row: Row,
    start: int,
    end: int,
    context: Context,
    reading: Reading,
    *,
    reader: str = "sentence",
    labels: list[tuple[Item, str]] | None = None,
) -> None:
    """Read every number of `row.line.text[start:end]`. `labels` names the items of a line of bare amounts."""
    text = row.line.text
    numbers = [t for t in row.tokens if t.kind == "number" and start <= t.start and t.end <= end]
    if not numbers:
        return
    dates = [t for t in row.tokens if t.kind == "period" and start <= t.start and t.end <= end]
    named = mentions(text[start:end], context.group)
    named = [replace(m, start=m.start + start, end=m.end + start) for m in named]
    _Line(row, start, end, context, reading, reader, text, numbers, dates, named, labels or []).run()


@dataclass(slots=True)
class _Line:
    row: Row
    start: int
    end: int
    context: Context
    reading: Reading
    reader: str
    text: str
    numbers: list[Token]
    dates: list[Token]
    named: list[Mention]
    labels: list[tuple[Item, str]]
    _now: Item | None = None
    _first_subject: str = ""
    _approximate: bool = False

    def run(self) -> None:
        state = self._fresh()
        stack: list[_State] = []
        events: list[tuple[int, int, object]] = [(m.start, 1, m) for m in self.named]
        events += [(t.start, 2, t) for t in (*self.numbers, *self.dates)]
        own = [(t.start, t.end) for t in (*self.numbers, *self.dates)]
        for i in range(self.start, self.end):
            if self.text[i] in "()" and not any(s <= i < e for s, e in own):
                events.append((i, 0, self.text[i]))
        ends = [m.start() for m in _SENTENCE_END.finditer(self.text, self.start, self.end)]
        events += [(at, 0, ".") for at in ends]
        used: Token | None = None
        for at, _, what in sorted(events, key=lambda e: (e[0], e[1])):
            if what == "(":
                stack.append(replace(state))
                if state.at_number and _AMOUNT_FIRST.match(self.text, at):
                    state.item, state.metric, state.subject, state.label = state.at_number
            elif what == ")":
                if stack:
                    kept = stack.pop()
                    kept.last_measure, kept.last_sign = "", 0
                    kept.at_number = kept.at_number or state.at_number
                    state = kept
            elif what == ".":
                stack.clear()
                state.subject, state.named = self._first_subject or self.context.subject, False
                state.metric, state.item = (
                    ("", None) if self.text[at] == "\t" and not state.explicit else (state.metric, state.item)
                )
                state.last_measure = ""
            elif isinstance(what, Mention):
                self._name(what, state, used, at)
            elif isinstance(what, Token) and what.kind == "period":
                self._when(what, state)
            elif isinstance(what, Token):
                self._number(what, state)
                used = what

    def _fresh(self) -> _State:
        item, label = self.context.item()
        return _State(item, self.context.metric, self.context.subject, self.context.period, label)

    def _name(self, m: Mention, state: _State, used: Token | None, at: int) -> None:
        if used is not None and used.end <= m.start < used.after + 1:
            return
        before = self.text[max(self.start, at - 60) : at]
        if _ASIDE.search(before):
            return
        since = max(before.rfind(")"), before.rfind(". "), before.rfind("("))
        caused = bool(_CAUSE.search(before[since + 1 :]))
        if m.kind == "concept":
            state.item, state.label, state.explicit = Item(m.name, m.sign), self.text[m.start : m.end], True
            state.net = "net addition" in m.key
            concept = load().get(m.name)
            if concept.subject:
                state.subject = concept.subject
            return
        if caused and (m.kind == "metric" or state.named):
            return
        if m.kind == "metric":
            if m.name == "net_additions":
                state.net = True
                if load().by_parts.get(("subscriptions", state.subject)) and not state.metric:
                    state.metric = "subscriptions"
                return
            if _OF_PERCENT.search(before) or (state.item is not None and _RATIO_TO.search(before)):
                return
            if m.name == "revenue" and state.metric == "cost" and _COST_OF.search(before):
                return
            state.net = state.net and m.name in {"contracts", "subscriptions"} and not m.key.startswith("total")
            state.metric, state.item, state.explicit = m.name, None, True
            state.label = self.text[m.start : m.end]
        elif m.kind == "subject":
            if state.item is not None and state.explicit and not state.metric and re.search(r"related to\s*$", before):
                found = [c for c in load().concepts if c.endswith(f"{state.item.concept.rsplit('.', 1)[-1]}.{m.name}")]
                state.item = Item(found[0]) if found else Item(f"{state.item.concept}.{m.name}", known=False)
                return
            if _OF_PERCENT.search(before) or (state.item is not None and _RATIO_TO.search(before)):
                return
            if m.name == "total" and self._continues and self.context.subject:
                return
            state.subject, state.named = m.name, True
            self._first_subject = self._first_subject or ("" if caused else m.name)
            if state.item is not None:
                state.item = None
                state.metric = state.metric or self.context.metric
            state.label = self.text[m.start : m.end] if not state.metric else state.label

    def _when(self, t: Token, state: _State) -> None:
        before = self.text[max(self.start, t.start - 70) : t.start]
        if t.period is None or _NOT_WHEN.search(before) or _ADJECTIVE.match(self.text, t.end):
            return
        first = next((d for d in reversed(self.dates) if d.end <= t.start), None)
        if (
            first is not None
            and first.period is not None
            and re.fullmatch(r"\s(?:to|through|until|-|~)\s", self.text[first.end : t.start])
            and re.search(r"\bfrom\s$", self.text[max(0, first.start - 6) : first.start], re.IGNORECASE)
        ):
            state.period = Period(first.period.start or first.period.end, t.period.end, "range")
            return
        state.period = self._span(t)

    def _span(self, t: Token) -> Period:
        """A date after 'six months ended' or 'fiscal year ending' is the end of a duration."""
        assert t.period is not None
        months = length_words(self.text[max(self.start, t.start - 26) : t.start])
        if months and t.period.start is None:
            return periods.months_to(t.period.end, months)
        return t.period

    # ---- one number ---------------------------------------------------------------------------------------

    def _number(self, t: Token, state: _State) -> None:
        if self.reading.is_done(self.row, t):
            return
        i = self.numbers.index(t)
        left_edge = self.numbers[i - 1].after if i else self.start
        left = self.text[max(left_edge, t.start - 90) : t.start]
        right_edge = self.numbers[i + 1].start if i + 1 < len(self.numbers) else self.end
        right = self.text[t.after : max(t.after, right_edge)]
        item, label = self._item(t, state, left, right)
        if item is None:
            self.reading.mark(
                self.row, t, "unread", "no line item is named before this number, in its line or above it"
            )
            return
        self._now = item
        measure, sign = self._measure(t, state, item, left, right, i)
        item = _fit_unit(item, t, self.text[self.start : self.end])
        if measure == "margin" and item.concept.startswith("cost"):
            item = Item(item.concept.replace("cost", "gross_margin", 1))
        period = self._period(t, state, right, measure)
        if period is None:
            period = self.reading.filing_period
        dated = next((d.period for d in self.dates if d.start > t.end and d.period and d.period.kind == "day"), None)
        if item.concept == "stock_split_ratio" and dated is not None:
            period = dated
        if load().get(item.concept).interim_at_end and re.search(r"\bannual\b", left, re.IGNORECASE):
            period = periods.fiscal_year(periods.fiscal_year_of(period.end))
        approx = (
            bool(_APPROX.search(left))
            or self._approximate
            or (_RANGE.match(self.text, t.after) is not None and not re.search(r"\bfrom\s*(?:JPY\s?)?$", left))
        )
        self._approximate = False
        if not self.text[: t.start].strip() and _APPROX.search(self.reading.previous.rstrip()):
            approx = True
        scenario = settlement.scenario(item, self.text, t) or self._scenario(t, left, period)
        if measure == "level" and (state.net or _ADDITION.search(left)):
            measure = "change"
        noted = _UNIT_NOTE.search(self.text)
        scale = (
            {"thousand": 3, "million": 6, "billion": 9}[noted.group(1).lower()] if noted else self.context.scale or 0
        )
        if not scale and not t.currency and not t.percent and t.scale == 0 and i and measure.endswith("_abs"):
            scale = self._scale_of_level(i)
        if t.currency and not t.scale and t.value < 1000 and load().get(item.concept).unit == "JPY":
            scale = next((n.scale for n in reversed(self.numbers[:i]) if n.currency), 0)
        if (
            measure in {"level", "yoy_abs", "qoq_abs", "change"}
            and t.currency is False
            and not t.noun
            and not t.scale
            and not scale
            and not t.percent
        ):
            scale = self._money_scale(item)
        item, period, measure = settlement.adjust(
            item, measure, period, self.text[self.start : self.end], t, self.reading, at=t.start - self.start
        )
        plain_change = item.concept in load().by_change.values() and _asset_up(
            self.text[self.start : t.start], load().get(item.concept).liability
        )
        days = self._respectively(t, i) if measure == "level" else []
        days = days or [period]
        if _EACH_QUARTER.search(right) and (year := self._year_after(t)) is not None:
            days = [periods.quarter(periods.fiscal_year_of(year.end), q) for q in (1, 2, 3, 4)]
        negative = self._bracket_negative(t)
        for when in days:
            self.reading.add(
                self.row,
                t,
                item,
                measure=measure,
                period=when,
                label=label,
                reader=self.reader,
                scale=scale,
                scenario=scenario,
                sign=sign or (-1 if negative and measure == "level" else 0),
                approx=approx,
                caption_bracket=measure in {"pct_of_revenue", "margin", "share"}
                or (measure == "level" and t.bracket == "(" and t.percent),
                plain_outflow=plain_change and not negative,
            )
        state.last_measure, state.last_sign = measure, sign
        state.at_number = (item if state.item else None, state.metric, state.subject, label)

    def _bracket_negative(self, t: Token) -> bool:
        """'(JPY1,962 million)': brackets around amount and unit alone are a minus."""
        before = self.text[max(0, t.start - 6) : t.start].replace("JPY", "").rstrip()
        return (
            before.endswith("(")
            and self.text[t.after : t.after + 1] == ")"
            and bool(t.currency)
            and before[:-1].rstrip()[-1:] in {":", ""}
        )

    def _item(self, t: Token, state: _State, left: str, right: str) -> tuple[Item | None, str]:
        if self.labels:
            bare = [n for n in self.numbers if not n.percent]
            place = sum(n.start <= t.start for n in bare) - 1
            if 0 <= place < len(self.labels):
                return self.labels[place]
        _, note = self.reading.note_of(self.row.line.number) if self.text[t.after : t.after + 1] == "*" else (0, "")
        settled = settlement.item_for(
            f"{self.text[self.start : self.end]} {note}", " ".join(f.label for f in self.context.frames), t
        )
        impacted = self._impacted(t)
        if impacted is not None:
            return impacted
        if settled is not None:
            return settled, settled.concept
        if ":" in t.text:
            return Item("stock_split_ratio"), "stock split"
        changed = self._changed(t)
        if changed is not None:
            return changed
        counted = next(
            (
                m
                for m in self.named
                if m.kind == "concept" and 0 <= m.start - t.end < 2 and load().get(m.name).unit in {"count", "shares"}
            ),
            None,
        )
        if _GRADUATES.match(self.text, t.end):
            counted_item = Item("hires.new_graduates")
            state.item, state.label = counted_item, "new graduates"
            return counted_item, "new graduates"
        if counted is not None and not t.currency and not t.percent:
            return Item(counted.name), self.text[counted.start : counted.end]
        where = _RECOGNIZED.match(right) if t.percent else None
        if where and (
            "cloud" in self.text.lower()
            or state.subject == "cloud"
            or "recogni" in (self.text + self.context.item()[1]).lower()
        ):
            name = "operation" if where["where"].lower().startswith("system") else "outsourcing"
            return Item(f"cloud_revenue_view.{name}"), where.group().strip()
        ahead = self._named_after(t, right)
        if ahead is not None:
            return Item(ahead.name, ahead.sign), self.text[ahead.start : ahead.end]
        noun = t.noun
        many = _MANY.match(self.text, t.after)
        noun = many.group(1).lower() if many and not t.currency and not t.percent else noun
        if noun in _COUNTED and not t.currency and self._is_money(state):
            words = f"{state.subject or self.context.subject or ''} {noun}".strip()
            return new_item(words, Scope()), words
        own = self._short_label(t) if t.percent and self.numbers.index(t) else None
        if own is not None:
            return own
        if self.context.yoy_list and _IN_LIST.search(left):
            label = re.split(r"[(:]", self.text[self.start : t.start])[0]
            found = resolve(label, self.context.scope())
            return (
                found if found and found.known else new_item(label, Scope(group=f"{self.context.group or 'item'}_view"))
            ), label
        if (
            t.percent
            and not self.named
            and not _DIRECTION.search(left)
            and (m := _LABEL.search(left))
            and self.context.item()[0] is None
        ):
            return new_item(m.group(1), Scope()), m.group(1)
        if state.item is not None and state.item.concept == "project_mrc":
            project = self.text[self.start : t.start].rpartition("MRC")[0]
            project = re.sub(r"^[^A-Za-z]+|[^A-Za-z)]+$", "", project) or (
                self.context.frames[-1].label if self.context.frames else ""
            )
            return new_item(project, Scope(group="project_mrc")), project
        if state.item is not None and not (noun in _PEOPLE and load().get(state.item.concept).unit == "JPY"):
            return state.item, state.label
        later = self._subject_later(t, state)
        if later:
            state.subject = later
        short = self._short_label(t)
        if short is not None:
            return short
        metric = state.metric
        if noun in {"contract", "contracts", "subscriptions", "subscription"}:
            metric = "contracts" if metric not in {"subscriptions", "contracts"} else metric
        if noun in _PEOPLE:
            return Item("employees"), noun
        if noun in {"atm", "atms"}:
            return Item("atms_placed"), "ATMs"
        if not metric and state.subject and (t.currency or t.percent) and _DIRECTION.search(left):
            metric = "revenue"
        found = combine(metric, state.subject or "total") if metric else None
        if metric and state.subject and (found is None or not found.known):
            whole = combine(metric, "total") if metric != "contracts" else None
            found = whole if whole is not None and whole.known else found
        if (
            found is not None
            and found.known
            and metric == "revenue"
            and state.subject in {"", "total"}
            and not state.named
        ):
            self.reading.implied.add((self.row.line.number, t.start))
        if found is not None and (metric not in {"subscriptions", "contracts"} or found.known):
            return found, state.label or self.context.item()[1]
        follows = next((m for m in self.named if m.kind == "concept" and 0 <= m.start - t.after < 24), None)
        if follows is not None and re.fullmatch(
            r"\s*(?:with|in|of|for|by)?\s*(?:an? |the )?", self.text[t.after : follows.start]
        ):
            return Item(follows.name, follows.sign), self.text[follows.start : follows.end]
        m = _LABEL.search(left)
        if m and len(m.group(1).split()) <= 9:
            return new_item(m.group(1), self.context.scope()), m.group(1)
        after = re.match(r"\s*([a-z][a-z -]{2,40})", right)
        if noun and after is not None or noun:
            words = (noun + " " + (after.group(1) if after else "")).strip()
            return new_item(words, self.context.scope()), words
        return None, ""

    def _impacted(self, t: Token) -> tuple[Item, str] | None:
        """'GIO P2 profitability negatively impacted the SI gross margin by ...': the effect of the first named."""
        m = _IMPACTED.search(self.text, self.start, t.start)
        if m is None:
            return None
        causes = [n for n in self.named if n.kind == "subject" and n.end <= m.start()]
        effects = [n for n in self.named if n.kind == "metric" and m.end() <= n.start < t.start]
        item = combine(effects[-1].name, causes[-1].name) if causes and effects else None
        return (item, self.text[causes[-1].start : effects[-1].end]) if item is not None and item.known else None

    @property
    def _continues(self) -> bool:
        """True for a line without a bullet of its own below a bullet."""
        return (
            self.text[:1] == " " and self.text.lstrip()[:1].isalpha() and any(f.rank >= 3 for f in self.context.frames)
        )

    def _subject_later(self, t: Token, state: _State) -> str:
        """'Target revenue of JPY7.0 billion ... overseas subsidiaries': the one subject, named after the amount."""
        if (
            not state.metric
            or state.subject
            or not t.currency
            or not _TARGET_CUE.search(self.text[self.start : t.start])
        ):
            return ""
        stop = next((m.start() for m in _SENTENCE_END.finditer(self.text, t.end, self.end)), self.end)
        found = {m.name for m in self.named if m.kind == "subject" and t.end < m.start < stop}
        return found.pop() if len(found) == 1 else ""

    def _is_money(self, state: _State) -> bool:
        """True where the item in force is in yen, so that it cannot be what is counted."""
        item = state.item or (combine(state.metric, state.subject or "total") if state.metric else None)
        return item is None or load().get(item.concept).unit == "JPY"

    def _changed(self, t: Token) -> tuple[Item, str] | None:
        """'Decrease in accounts receivable: ...' and 'Inventories increased: ...' under a cash flow heading."""
        if not self.context.group.startswith("cash_flow"):
            return None
        said = self.text[self.start : t.start]
        m = _CHANGE_IN.search(said) or _CHANGED.search(said)
        cid = load().by_change.get(fold(m.group(1))) if m else None
        return (Item(cid), m.group().strip(" :(")) if cid and m else None

    def _short_label(self, t: Token) -> tuple[Item, str] | None:
        """A bullet that is a label and a number ('Public 0.46')."""
        i = self.numbers.index(t)
        first = self.numbers[i - 1].after if i else self.start
        if (i > 0) != t.percent:
            return None
        label = re.sub(r"^[^A-Za-z]+", "", self.text[first : t.start]).strip(" :(")
        label = re.sub(r"\bJPY$|\bapprox\.?$", "", label).strip(" :(")
        if (
            not label
            or len(label.split()) > 5
            or any(first <= m.start < t.start for m in self.named if m.kind != "concept")
            or any(first <= d.start and d.end <= t.start for d in self.dates)
        ):
            return None
        item = resolve(label, self.context.scope())
        return (item, label) if item is not None and item.known else None

    def _named_after(self, t: Token, right: str) -> Mention | None:
        """'The breakdown was JPY4,570 million in available-for-sale securities': the item follows its amount."""
        lead = re.match(r"\s(?:in|of)\s", right)
        if lead is None or not _BREAKDOWN.search(self.text[self.start : t.start]):
            return None
        return next((m for m in self.named if m.kind == "concept" and 0 <= m.start - t.after - lead.end() < 4), None)

    def _respectively(self, t: Token, i: int) -> list[Period]:
        """The dates of '... 74 and 75 at March 31 and September 30, respectively', or both for one number."""
        tail = _BOTH_DATES.search(self.text, t.end, self.end)
        if tail is None or any(n.start > tail.start() and n.end < tail.end() for n in self.numbers):
            return []
        dates = [d.period for d in self.dates if tail.start() <= d.start <= tail.end() and d.period]
        if len(dates) != 2:
            return []
        between = [n for n in self.numbers if n.end <= tail.start()]
        if len(between) >= 2 and re.fullmatch(
            r"[^,;]{0,14}\band\b\s(?:JPY\s?)?", self.text[between[-2].after : between[-1].start]
        ):
            if t in between[-2:]:
                return [dates[between[-2:].index(t)]]
            return []
        return dates

    def _measure(self, t: Token, state: _State, item: Item, left: str, right: str, i: int) -> tuple[str, int]:
        """(measure, sign): sign 0 where only the print says it."""
        concept = load().get(item.concept)
        if item.concept == "docomo_retroactive_effect" and (
            _NEGATIVE.search(left) or self.row.line.number in self.reading.negative_notes
        ):
            self.reading.negative_notes.add(self.reading.note_of(self.row.line.number)[0])
            return "yoy_abs", -1
        word = _DIRECTION.search(left)
        after = _DIRECTION_AFTER.match(self.text[t.after : t.after + 40])
        said = word or after
        sign = (-1 if _DOWN.search(said["word"]) else 1) if said else 0
        listed = (
            not said
            and state.last_measure.endswith(("_abs", "_pct", "pt_change"))
            and re.fullmatch(r"\s*(?:YoY|QoQ)?[\s,]*(?:and|or)?\s*(?:JPY\s?)?", left) is not None
        )
        ranged = (
            not said
            and state.last_measure.endswith(("_abs", "_pct"))
            and re.fullmatch(r"\s*(?:to|-|~)\s*(?:JPY\s?)?", left)
        )
        if ranged:
            self._approximate = True
            return state.last_measure, state.last_sign
        if listed and (_YOY.match(right) or _QOQ.match(right)):
            sign = state.last_sign
        elif not said and t.bracket == "[":
            return "yoy_pct", 0
        elif not said:
            worse = _NEGATIVE.search(left) and t.currency
            return self._level(t, item, left, right, concept.unit), -1 if worse else 0
        if (
            _TO.search(left)
            and not re.search(r"\b(?:by)\b[^a-z]*$", left)
            and word is not None
            and re.search(r"\bto\s*(?:JPY\s?)?$", left)
            and not after
        ):
            return self._level(t, item, left, right, concept.unit), 0
        if t.noun in {"point", "points", "pt", "pts"}:
            return "pt_change", sign
        if item.concept.startswith("docomo_retro"):
            if word is None:
                return "level", 0
        if item.concept.startswith("docomo_retro") or (self.context.yoy_list and not t.percent):
            return "yoy_abs", sign
        if _AGAINST_TARGET.match(self.text, t.after):
            return "change", sign
        basis = self._basis(t, left, right, i, state)
        if basis == "change":
            return "change", sign
        return f"{basis}_{'pct' if t.percent else 'abs'}", sign

    def _basis(self, t: Token, left: str, right: str, i: int, state: _State) -> str:
        """What a comparison compares with: yoy, qoq or change (another date)."""
        said = re.search(r"(?:[a-z]ed|[a-z]e|^)\s(YoY|QoQ)\s(?:by\s)?(?:approx\.?\s)?(?:JPY\s?)?$", left)
        if said:
            return said.group(1).lower()
        for j in range(i, len(self.numbers)):
            n = self.numbers[j]
            edge = self.numbers[j + 1].start if j + 1 < len(self.numbers) else self.end
            tail = self.text[n.after : max(n.after, edge)]
            if _QOQ.match(tail):
                return "qoq"
            if _YOY.match(tail):
                return "yoy"
            compared = self._compared(n, state)
            if compared:
                return compared
            if ")" in tail or ";" in tail:
                break
        compared_before = re.search(r"\bcompared (?:to|with)\b", self.text[self.start : t.start])
        if compared_before:
            dates = [d for d in self.dates if d.start > compared_before.start()]
            if dates and dates[0].period and state.period:
                return _distance(dates[0].period, state.period)
        if load().get(self._now.concept if self._now else "").period == "instant" and not re.search(
            r"\b(?:YoY|QoQ)\b", self.text
        ):
            return "change"
        return "yoy"

    def _compared(self, n: Token, state: _State) -> str:
        following = next((d for d in self.dates if d.start >= n.after), None)
        if following is None or following.period is None or not _FROM.match(self.text[n.after : following.start]):
            return ""
        now = state.period or self.reading.filing_period
        return _distance(following.period, now)

    def _level(self, t: Token, item: Item, left: str, right: str, unit: str) -> str:
        if not t.percent:
            return (
                item.measure
                if item.measure and not t.currency
                else "level"
                if not t.noun.startswith("point")
                else "pt_change"
            )
        if _OF_REVENUE.match(right) or re.search(
            r"% of (?:total )?revenue|percentage of revenue", left + self.context.item()[1], re.IGNORECASE
        ):
            return "pct_of_revenue"
        if unit == "ratio":
            return "level"
        if item.concept.startswith("gross_margin"):
            return "margin"
        if item.measure:
            return item.measure
        if t.bracket == "(" and re.fullmatch(r"\s*", left) and self.numbers.index(t):
            return "margin" if item.concept.startswith(("cost", "gross_margin")) else "pct_of_revenue"
        return "share"

    def _period(self, t: Token, state: _State, right: str, measure: str) -> Period | None:
        following = next((d for d in self.dates if d.start >= t.end), None)
        previous = next((d for d in reversed(self.dates) if d.end <= t.start), None)
        if (
            previous is not None
            and measure in {"level", "share", "margin"}
            and previous.period is not None
            and (state.period is None or previous.period.end != state.period.end)
            and _LEFT_DATE.match(self.text[previous.end : t.start])
            and (self.text[previous.end : t.start].strip() or self.text[previous.start - 1 : previous.start] == "(")
        ):
            return self._span(previous)
        if (
            following is not None
            and following.period is not None
            and following.period.end > self.reading.today
            and re.fullmatch(r",?\s*from\s*", self.text[t.after : following.start])
        ):
            return following.period
        if (
            following is not None
            and following.period is not None
            and measure in {"level", "change", "margin", "share", "pct_of_revenue"}
        ):
            between = self.text[t.after : following.start]
            if following.start < t.after + 40 and _AT_RIGHT.match(between) and not self._labels_next(following):
                return self._span(following)
        if measure == "change" and state.period is not None:
            fiscal = periods.fiscal_year(periods.fiscal_year_of(state.period.end))
            if load().get(self._now.concept if self._now else "").period != "instant":
                return state.period
            if state.period.start is None and fiscal.start and len({d.period.end for d in self.dates if d.period}) < 2:
                return Period(fiscal.start - timedelta(days=1), state.period.end, "range")
            dates = [d.period for d in self.dates if d.period]
            if len(dates) >= 2:
                first, last = min(d.end for d in dates), max(d.end for d in dates)
                if first < last and not state.net:
                    return Period(first, last, "range")
        return state.period

    def _labels_next(self, d: Token) -> bool:
        """A period that is the label of the number after it ('3Q10: JPY6,406 million', '(1Q15 43.9%)')."""
        return re.match(r"\s?:|\s(?:JPY\s?)?[+]?\d", self.text[d.end : d.end + 8]) is not None

    def _year_after(self, t: Token) -> Period | None:
        return next((d.period for d in self.dates if d.start > t.end and d.period and d.period.kind == "fy"), None)

    def _scenario(self, t: Token, left: str, period: Period) -> str:
        if _INITIAL.search(self.text[max(self.start, t.start - 60) : t.start]):
            return "prior_target"
        said = self.text[self.start : t.start]
        cut = max((m.end() for m in _SENTENCE_END.finditer(said)), default=0)
        said = said[cut:]
        opened = said.rfind("(")
        if opened > said.rfind(")") and re.match(
            r"\((?:hired|was|were|recognized|actual)\b", said[opened:], re.IGNORECASE
        ):
            said = said[opened:]
        cue = None
        for m in _TARGET_CUE.finditer(said):
            cue = m
        future = period.end > self.reading.today
        if future and re.match(r",?\s*from\s", self.text[t.after : t.after + 8]):
            return "target"
        if future and re.match(r"\s?(?:is|are|to be) planned", self.text[t.after : t.after + 16]):
            return "target"
        if (
            cue
            and t.noun not in {"share", "shares", "new"}
            and not _NOT_TARGET.search(said)
            and (future or len(said) - cue.end() < 30)
        ):
            moved = re.search(r"\bfrom\s*(?:JPY\s?)?$", left) and re.search(
                r"\bto\b", self.text[t.after : t.after + 12]
            )
            return "prior_target" if moved else "target"
        if (
            self.context.target
            and (future or not self.context.period)
            and t.noun not in {"share", "shares", "new"}
            and ":" not in t.text
        ):
            return "target"
        if re.search(r"\bChanged from (?:JPY\s?)?$", said, re.IGNORECASE) and future:
            return "prior_target"
        return "actual"

    def _scale_of_level(self, i: int) -> int:
        """'333 thousand (up 83 QoQ)': a bare comparison has the scale of the amount before it."""
        for n in reversed(self.numbers[:i]):
            if not n.percent and n.scale:
                return n.scale if not n.currency else 0
            if not n.percent:
                return 0
        return 0

    def _money_scale(self, item: Item) -> int:
        return self.reading_scale if load().get(item.concept).unit == "JPY" else 0

    @property
    def reading_scale(self) -> int:
        return self.reading.caption_scale


def _fit_unit(item: Item, t: Token, text: str) -> Item:
    """'Treasury stock, 758,709 shares' and 'share buyback of JPY1.5 billion': the item in the number's unit."""
    concept = load().get(item.concept)
    if t.noun in {"share", "shares"} and concept.unit != "shares" and not concept.in_shares:
        return Item("shares.repurchase") if "repurchase" in text else Item("shares.other", known=False)
    if t.noun in {"year", "years"} and not t.percent:
        return Item(f"{item.concept}.{'delay' if 'delay' in text else 'years'}", known=False)
    if concept.in_shares and t.noun in {"share", "shares"}:
        return Item(concept.in_shares)
    if concept.in_money and t.currency:
        return Item(concept.in_money)
    return item


def _distance(before: Period, now: Period) -> str:
    """yoy, qoq or change, by how far apart two dates or durations lie."""
    months = (now.end.year - before.end.year) * 12 + now.end.month - before.end.month
    return {12: "yoy", 3: "qoq"}.get(months, "change") if months >= 0 else "yoy"


def _asset_up(before: str, liability: bool) -> bool:
    """True where a plain amount is cash going out: an asset that increased, a liability that decreased."""
    low = before.lower()
    up, down = low.rfind("increas"), low.rfind("decreas")
    if up < 0 and down < 0:
        return False
    return (up > down) != liability
