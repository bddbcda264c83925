"""One number of a sentence among its words: what stands before it and behind it, and what is named so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from helpers.language.amounts import Token
from helpers.language.calendar import Period
from helpers.language.concepts import Concept
from helpers.language.items import Item
from helpers.language.phrases import Mention
from helpers.reading.cues import Hit, cue, cues, trait
from helpers.reading.sentences.clause import DATED, Clause, Named

PERCENT, MONEY, COUNT, FORMER, FOLLOWED = trait(), trait(), trait(), trait(), trait()
"""A percentage, an amount of money, any other number; a number that is what was before, one that a date follows."""
_MOVED = cue("direction", "before") | cue("direction", "after")
_LEFT, _SAID = 90, 1000  # characters before a number that can speak of it: at once, and in its sentence
Found = tuple[Item, str] | None
"""The item of a number, and the words that name it."""
_UNNAMED = Item("", known=False)
NOBODYS: tuple[Item, str] = (_UNNAMED, "")
"""Of something that nobody knows."""
_KINDS = {(True, False): PERCENT, (False, True): MONEY, (True, True): PERCENT | MONEY, (False, False): COUNT}


@dataclass(slots=True)
class Spot:
    """One number of a clause: the words between it and the numbers beside it, and what is named so far."""

    clause: Clause
    t: Token
    i: int
    now: Named
    left: str = field(init=False)
    right: str = field(init=False)
    low: str = field(init=False)  # `left` in small letters
    said: str = field(init=False)  # the clause up to the number, as far back as it can speak of it
    sentence: str = field(init=False)  # the end of `said`: its own sentence, or its bracket if that is of the past
    begun: int = field(init=False)  # where `sentence` begins in the line
    stop: int = field(init=False)  # where the sentence that goes on behind the number ends
    following: Token | None = None  # the next date behind the number that is understood
    named: list[Mention] = field(init=False)  # the phrases of the vocabulary that begin in `sentence`
    direction: Hit | None = None  # the words before it that say it moved up or down
    behind: Hit | None = None  # the same right behind it
    former: bool = field(init=False)  # whether the words before it say that it is what was before
    near: Hit | None = field(init=False)  # what it is compared with, by words near behind it
    item: Item = _UNNAMED
    concept: Concept = _UNNAMED.meaning
    met: int = field(init=False)  # what its clause, and its kind, leave to look for

    def __post_init__(self) -> None:
        clause, i, start, after = self.clause, self.i, self.t.start, self.t.after
        numbers, text, low, met = clause.numbers, clause.text, clause.low, clause.met
        first = clause.behind_last(i)
        last = numbers[i + 1].start if i + 1 < len(numbers) else clause.end
        at = max(first, start - _LEFT)
        self.left, self.low = text[at:start], low[at:start]
        self.right = text[after : max(after, last)]
        said = max(clause.start, start - _SAID)
        self.said = text[said:start]
        begun = max(said, clause.begun(start))
        opened = text.rfind("(", begun, start)
        past = opened > text.rfind(")", begun, start) and cues("past", "opening").match(low, opened)
        self.begun = begun = opened if past else begun
        self.sentence = text[begun:start]
        self.stop = clause.stop(after)
        if met & DATED:
            self.following = next((d for d in clause.dates if d.start >= self.t.end and d.period is not None), None)
        self.named = [n for n in clause.mentions if begun <= n.start < start]
        if met & _MOVED:
            self.direction = cues("direction", "before").search(self.low)
            self.behind = cues("direction", "after").match(low, after)
        self.former = cues("former", "at").search(self.low) is not None
        self.near = cues("basis", "near").match(low, after)
        kind = _KINDS[self.t.percent, self.t.currency] | (FORMER if self.former else 0)
        self.met = met | kind | (FOLLOWED if self.following is not None else 0)

    @property
    def time(self) -> Period:
        """The period in force before it, else the filing's."""
        return self.now.period or self.clause.reading.filing_period

    def take(self, item: Item) -> Item:
        """Note that the number is of `item`."""
        if item is not self.item:
            self.item, self.concept = item, item.meaning
        return item

    def leave(self, reason: str) -> None:
        """Leave the number unread."""
        self.clause.reading.leave(self.clause.row, [self.t], reason)

    @property
    def aimed_at(self) -> bool:
        """Whether a word before the number in its sentence tells of a target."""
        aims, low = self.clause.speaks_of_targets, self.clause.low
        return aims and cues("target", "in").search(low, self.begun, self.t.start) is not None

    @property
    def counts_shares(self) -> bool:
        """Whether its noun says that it counts shares, or new ones."""
        new = self.t.noun == "new" and self.clause.text.startswith(" shares", self.t.after)
        return new or self.t.noun in {"share", "shares"}

    @property
    def at(self) -> int:
        """Where `left` begins in the line."""
        return self.t.start - len(self.left)

    def named_in(self, m: re.Match[str], group: str | int = 0) -> list[Mention]:
        """The phrases of the vocabulary that reach into a group of a match in `left`."""
        first, last = self.at + m.start(group), self.at + m.end(group)
        return [n for n in self.clause.mentions if first < n.end and n.start < last]

    @property
    def before(self) -> Token | None:
        """The number before it in its own sentence."""
        last = self.clause.numbers[self.i - 1] if self.i else None
        return last if last is not None and last.start >= self.begun else None

    @property
    def previous(self) -> Token | None:
        """The last period token before the number."""
        before = (d for d in reversed(self.clause.dates) if d.end <= self.t.start and d.period is not None)
        return next(before, None)
