"""What stands in text: headings, and numbers in lines and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.filing.bullets import bullet_rank
from helpers.filing.layout import Block, Row
from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.items import Item
from helpers.language.labels import subject_named
from helpers.language.scales import is_unit
from helpers.language.spans import is_part_of_year
from helpers.reading import lists
from helpers.reading.charts import loose
from helpers.reading.context import BULLET, DEEPEST, UNKNOWN_LENGTH, Context, Frame
from helpers.reading.facts import ReadFact
from helpers.reading.headings import ended_times, frame_of, is_aside, is_caption, is_statement, without_number
from helpers.reading.sentences import read as sentences
from helpers.reading.sentences import time_words
from helpers.reading.standpoint import Standpoint
from helpers.reading.tables import stacked

_DEFINITION = re.compile(r"\b(?:YoY|QoQ)\s?[=:]\s?\w|^\[\], YoY")
_MARK_ALONE = re.compile(r"\s*(?P<mark>\*\d{1,2})[.)]?\s*")
_AMOUNT_BULLET = re.compile(r"(?:up|down|JPY|approx\.|over|\d)", re.IGNORECASE)
_LONGEST_HEADING, _LEAST_OF_A_SENTENCE, _LEAST_OF_A_WORD = 130, 5, 5  # characters; words; letters
_LONGEST_OPENING = 40  # characters of a label with its colon


class Text:
    """The lines of text of a filing, one after the other."""

    def __init__(self, here: Standpoint) -> None:
        self.here = here
        self.filing, self.blocks, self.reading = here.filing, here.blocks, here.reading
        self.context, self.captions = here.context, here.captions
        self.stacked: dict[int, stacked.Labels] = {}  # what the numbers of bare lines below labels are of
        self.numbered = 0  # the last line of text with numbers
        self.spoken_of = ""  # the part of the filing's own time that the last paragraph with a date began with
        self.noted: Frame | None = None  # what the note below a mark of its own line is about

    def read(self, block: Block, i: int) -> None:
        """Read block `i`, a line of text."""
        row = block.rows[0]
        rank, offset = bullet_rank(row.line.text, self.here.ranks)
        self.context.go_on(row.line, rank)
        if "*" in row.line.text and (mark := _MARK_ALONE.fullmatch(row.line.text)):
            self.noted = self._marked(mark["mark"])
            return
        if self.noted is not None:
            self.context.push(self.noted)
        if row.numbers and is_unit(row.line.text):
            self.reading.leave(row, row.numbers, "a number of a unit, '(unit = 1 million yen)', and no amount")
        elif row.numbers:
            self._numbers(block, i, rank, offset)
        elif ("YoY" in row.line.text or "QoQ" in row.line.text) and _DEFINITION.search(row.line.text):
            self._define(row)
        else:
            self._heading(row, rank, row.line.text[offset:])
        self.reading.previous = row.line.text
        if self.noted is not None:
            self.context.pop_to(self.noted.rank)
            self.noted = None

    def _marked(self, mark: str) -> Frame | None:
        """What a note below its mark ('*1') is about: the line item and period of the last row that bears the mark."""
        for fact in reversed(self.reading.facts):
            row = self.here.rows.get(fact.line)
            if row is not None and mark in row.line.text[fact.token.end : fact.token.end + len(mark) + 1]:
                item, period = Item(fact.concept), Period(fact.period_start, fact.period_end, "range")
                return Frame(DEEPEST - 1, item=item, period=period, target=fact.scenario == "target", line=fact.line)
        return None

    def _define(self, row: Row) -> None:
        """'YoY = 9M17 compared to 9M16': the page is about the first, where its heading names no period, or
        fewer months that end with it ('3Q17')."""
        told = next(iter(row.periods), None)
        named = told.period if told is not None else None
        page = self.context.frames[0] if self.context.frames else None
        before = row.line.text[: told.start] if told is not None else ""
        quarter = before.rfind("QoQ") > before.rfind("YoY")  # 'QoQ = 4Q16 compared to 3Q16' tells of these alone
        if page is None or named is None:
            return
        if quarter and named.months != self.filing.period.months:
            page.months = UNKNOWN_LENGTH if page.period is None else page.months
            return
        if page.period is None or (page.period.end == named.end and page.period.months < named.months):
            page.period = named

    def _numbers(self, block: Block, i: int, rank: int, offset: int) -> None:
        row, context = block.rows[0], self.context
        text = row.line.text
        self.here.caption(block)
        below = text[:1] == " " and row.line.number == self.numbered + 1 and ":" in text[:_LONGEST_OPENING]
        continues = rank == 0 and (text.lstrip()[:1] in "([" or below)
        self.numbered = row.line.last
        if not continues:
            context.leave_line(paragraph=rank == 0 and text.rstrip().endswith(".") and self._is_apart(row, i))
        rank = self._enter_bullet(rank, text, offset)
        goes_on = continues and context.innermost.rank == DEEPEST
        if loose.is_loose(row, continues=goes_on):
            unit = self.captions.of_chart(block)
            self.here.loose.append(loose.LooseLine(block.section, row, Context(list(context.frames)), unit))
            return
        labels = self._labelled(row, i)
        if labels == []:
            self.reading.leave(row, row.numbers, "amounts below labels, and not one amount for each label")
            return
        before = len(self.reading.facts)
        self.reading.opened = self.spoken_of if is_sentence(text) else self.here.quarter_of
        sentences.read(row, 0, len(text), context, self.reading, labels=labels)
        self._note_time(row, before)
        if row.cells:
            self.reading.take_back_contradictions(before)
        self._hand_down(row, rank, before, leads=not rank and self._is_above_list(i))

    def _is_apart(self, row: Row, i: int) -> bool:
        """Whether a blank line stands above a line."""
        return i > 0 and self.blocks[i - 1].rows[-1].line.last < row.line.number - 1

    def _note_time(self, row: Row, before: int) -> None:
        """Keep the time that a paragraph begins with, where it is a part of the filing's own that ends with it."""
        self.reading.opened, filed = "", self.filing.period
        if len(self.reading.facts) == before or not is_sentence(row.line.text):
            return
        first = next((f for f in self.reading.facts[before:] if f.measure == "level" and f.period_start), None)
        dated = any(t.period is not None and t.period.end == filed.end for t in row.periods)
        if first is None or not dated or first.period_end != filed.end:
            return
        days = f"{first.period_start} to {first.period_end}"
        self.spoken_of = days if first.period_start > filed.start else ""

    def _labelled(self, row: Row, i: int) -> stacked.Labels | None:
        """The items of a line of bare amounts below labels, one a number; None for any other line."""
        if len(self.here.labels) > 1 and stacked.begins(row.line.text, row.numbers[0].end):
            found = stacked.amounts(self.blocks[i : i + 2 * len(self.here.labels)], self.here.labels)
            self.stacked = found or {row.line.number: []}
        self.here.labels = []
        return self.stacked.get(row.line.number)

    def _enter_bullet(self, rank: int, text: str, offset: int) -> int:
        """Leave the bullets that this one ends; returns its rank, which is deeper for an amount below a label."""
        above = self.context.innermost
        if not rank:
            return rank
        leads = above.rank == rank and not above.numbered
        if leads and above.label.rstrip().endswith(":") and _AMOUNT_BULLET.match(text[offset:]):
            return rank + 1
        self.context.pop_to(rank)
        if leads and above.subject and "subscription" in text.lower():
            self.context.push(Frame(rank, subject=above.subject, line=above.line))
        return rank

    def _is_above_list(self, i: int) -> bool:
        """Whether the next line, but for captions, is a bullet."""
        near = (b.rows[0].line.text for b in self.blocks[i + 1 : i + 3])
        below = next((text for text in near if not is_caption(text)), "")
        return bullet_rank(below, self.here.ranks)[0] >= BULLET

    def _tell_list(self, row: Row, rank: int, frame: Frame, *, leads: bool) -> None:
        """Tell the lines beside one the time that it prints (see `lists`); a paragraph tells none, nor is it told."""
        period = lists.told(row, self.filing.period) if not is_sentence(row.line.text) else None
        if period is None:
            return
        shorter = period if period.start > self.filing.period.start else None
        one = not (rank or leads) or lists.tell(self.context, shorter, frame, leads=leads)
        days = f"{shorter.start} to {shorter.end}" if shorter else ""
        if days and self.here.untold:
            self.reading.take_back_undated(
                self.here.untold, days, lambda line: is_sentence(self.here.rows[line].line.text)
            )
        self.here.quarter_of, self.here.untold = days if one else days or self.here.quarter_of, 0

    def _hand_down(self, row: Row, rank: int, before: int, *, leads: bool) -> None:
        """What a line with numbers names is in force for the lines below it; `before`: facts read before it."""
        text = row.line.text
        end = row.numbers[0].start
        found = self._in_year([t for t in row.tokens if t.end <= end], rank or DEEPEST)
        frame = frame_of(text[:end] if rank else text, found, rank or DEEPEST)
        frame.numbered = not text.rstrip().endswith(":")  # else it leads to what stands below it
        frame.line = row.line.number
        mine = self.reading.facts[before:]
        frame.period = (_newest(mine) if frame.period and not rank else None) or frame.period
        self._tell_list(row, rank, frame, leads=leads)
        if mine and not frame.names:
            frame.item = Item(mine[0].concept)
        self.context.push(frame)

    def _heading(self, row: Row, rank: int, text: str) -> None:
        if not without_number(text).strip() or is_caption(text):
            return
        if rank == 0:
            if self._heads_nothing(row, text):
                return
        elif is_statement(text):  # 'We revised our targets due to weaker recurring revenues.'
            self.context.pop_to(rank)
            return
        frame = self._timed(frame_of(text, self._in_year(row.tokens, rank), rank))
        if times := ended_times(text, row.tokens):
            self.here.ended = times, row.line.number
        if rank == 0 and not (frame.says_anything() or _is_title(text)):
            return
        frame.line = row.line.number
        self.spoken_of = ""
        self._enter_heading(frame)

    def _heads_nothing(self, row: Row, text: str) -> bool:
        """Whether a line without a bullet is no heading; labels of amounts below it are kept."""
        if len(text) > _LONGEST_HEADING or not any(map(str.isalpha, text)):
            return True
        named = stacked.labels_of(text, self.reading.notes)
        self.here.labels = self.here.labels + named if named else []
        explains = row.line.text[:1] == " " and self.numbered == row.line.number - 1  # '- Revenue: JPY97.3 billion'
        return explains or is_aside(row, text)

    def _in_year(self, found: Sequence[Token], rank: int) -> list[Token]:
        """Bare parts of a year, such as '1H', in the year that a heading above `rank` names."""
        return [self.context.in_its_year(t, self.reading.year, rank) for t in found]

    def _timed(self, frame: Frame) -> Frame:
        """A heading with the filing's last quarter for its time, where it speaks of 'the quarter'; and without its day,
        where that is only the filing's own ('Tokyo, May 15, 2017'): no balance's."""
        if frame.period is None and frame.length == "the quarter":  # and not 'the Second Quarter', which may be a half
            frame.period = time_words.meant(frame.length, self.reading)
        day = frame.period is not None and (frame.period.kind, frame.period.end) == ("day", self.filing.announced_on)
        if day and not (frame.names or "as of" in frame.label.lower()):
            frame.period = None
        return frame

    def _enter_heading(self, frame: Frame) -> None:
        """Put a heading in force, with what it goes on from the label above it."""
        if frame.period is not None and frame.period.end > self.reading.today and not self._aims(frame):
            frame.ahead, frame.period = frame.period, None
        if frame.scenarios and frame.period is None:
            frame.period = self.context.period
        above = next((f for f in reversed(self.context.frames) if f.rank <= frame.rank), None)
        frame.is_label = frame.rank == 0 and bool(self.here.labels)
        ended = self.context.ended_by(frame.rank)
        frame.strange = _is_strange(frame, above, ended)
        frame.months = frame.months or _leaves_time_open(frame, ended)
        if above is not None and self.here.labels and self._goes_on(above, frame):
            frame.period, frame.target = frame.period or above.period, frame.target or above.target
        self.context.push(frame)

    def _aims(self, frame: Frame) -> bool:
        """Whether a heading speaks of targets, or is nothing but a time below one that does."""
        above = any(f.target for f in self.context.frames if f.rank < frame.rank)
        return frame.target or (above and is_part_of_year(frame.label))

    def _goes_on(self, above: Frame, frame: Frame) -> bool:
        """Whether a label stands right below another of the same rank."""
        return above.rank == frame.rank and (above.is_label or above.label == self.reading.previous.strip())


def _leaves_time_open(frame: Frame, ended: Sequence[Frame]) -> int:
    """The months of a heading of nothing known that ends one about what is to come, as it may go on about that:
    'Assumptions by segment' after 'Outlook for FY2016'; 0 for others."""
    silent = frame.rank == 0 and not (frame.names or frame.period or frame.target or frame.ahead)
    return UNKNOWN_LENGTH if silent and any(f.ahead or f.target for f in ended) else 0


def _is_title(text: str) -> bool:
    """Whether a line is of few words, in capitals, or written as titles are, each word of some length with a capital:
    'Cost of Revenues and Gross Margin'."""
    if len(text.split()) < _LEAST_OF_A_SENTENCE or text.isupper():
        return True
    words = [word for word in text.replace("(", "").replace(")", "").split() if len(word) >= _LEAST_OF_A_WORD]
    told = len(words) > 1 and not text.rstrip().endswith((".", ",", ";"))
    return told and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)


def _newest(facts: Sequence[ReadFact]) -> Period | None:
    """The last time that a line tells of, where it tells of several: 'FY2014: 123,050  FY2015: 140,648', and below it
    '[+14.3%]'."""
    last = max(facts, key=lambda f: (f.period_end, f.period_start), default=None)
    several = len({f.period_end for f in facts}) > 1
    return Period(last.period_start, last.period_end) if last is not None and several else None


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence, however many of its words begin large."""
    return text.rstrip(' "').endswith(".") and len(text.split()) >= _LEAST_OF_A_SENTENCE


def _is_strange(frame: Frame, above: Frame | None, ended: Sequence[Frame]) -> bool:
    """Whether a heading names nothing known, and ends one of a business, or with a mark any that named something:
    'Managed Solutions' after 'Outsourcing services', 'PUBLIC SECTOR' after 'Network services'."""
    if frame.says_anything() or subject_named(frame.label) == "total":
        return False
    named = above is not None and frame.rank > 0 and (above.strange or above.names)
    return named or any(f.strange or f.subject not in {"", "total"} for f in ended)
