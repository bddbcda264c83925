"""Where the walk through a filing stands: what is in force there, and what was found so far."""

from __future__ import annotations

from helpers.filing.bullets import ranks
from helpers.filing.layout import Block
from helpers.filing.raw import Filing
from helpers.language.calendar import Period
from helpers.reading.because import UNCAPTIONED
from helpers.reading.captions import Captioned, Captions
from helpers.reading.charts import loose
from helpers.reading.context import Context
from helpers.reading.facts import Reading
from helpers.reading.tables import stacked


class Standpoint:
    """What the readers of text and of tables share; `context` are the headings in force."""

    def __init__(self, filing: Filing, found: list[Block], reading: Reading) -> None:
        self.filing = filing
        self.blocks = found
        self.reading = reading
        self.context = Context()
        self.ranks = ranks(filing.lines)
        self.captions = Captions(found)
        self.rows = {row.line.number: row for block in found for row in block.rows}
        self.loose: list[loose.LooseLine] = []
        self.labels: stacked.Labels = []  # headings that name items, one below the other
        self.quarter_of = ""  # the part of the filing's time that the last line of the slide with a number of it told
        self.untold = 1  # the first line of the slide, as long as none has told a time that ends with the filing's own
        self.ended: tuple[Period | None, int] = (None, 0)  # what the columns of years are, and the line that tells

    def caption(self, block: Block) -> Captioned:
        """Put the caption of a block's unit in force, and return it."""
        found = self.captions.captioned(block)
        self.reading.caption_from = UNCAPTIONED if found.foreign and block.kind == "text" else found.source
        self.reading.caption_scale = found.scale if isinstance(found.scale, int) and not found.foreign else 0
        return found
