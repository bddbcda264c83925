"""The named results of an analysis notebook: published once, shown at its end, saved as rows of findings.csv.

    findings = Findings("09_trajectory", save_to)
    findings.publish("cloud.cagr_fy2011_fy2016", growth, "Cloud revenue grew {value} a year ({value:range}).")
    findings.close()

A result that cannot be known is published with its reason instead of a value: `publish(name, None,
reason="...")`, or a `Missing` quantity, which carries the reason itself. `close` displays all of them and,
where `save_to` names a folder, saves `<save_to>/findings/<notebook>.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data.quantity import formats
from helpers.language import calendar
from helpers.language.errors import HelpersError
from helpers.story import exhibits, prose
from helpers.story.tell import Words

COLUMNS = (
    "notebook", "name", "value", "low", "high", "unit", "period_start", "period_end", "scenario", "fact_ids",
    "reference_ids", "status", "statement",
)  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z0-9]+(_[a-z0-9]+)*)+")


_PERIOD = re.compile(r"_(fy\d{4}|[1-4]q\d{2}|[12]h\d{2}|9m\d{2})$")


class FindingError(HelpersError, ValueError):
    """A finding that cannot be published; the message says which and why."""


class Findings:
    """The findings of one notebook, in the order of publication."""

    def __init__(self, notebook: str, save_to: str = "") -> None:
        self.notebook = notebook
        self.save_to = save_to
        self._rows: dict[str, dict[str, Any]] = {}
        self._quantities: dict[str, Any] = {}
        self._said: dict[str, prose.Statement | str] = {}

    def publish(self, name: str, quantity: Any, statement: str = "", reason: str = "", **values: Any) -> Any:
        """Add one finding and return its quantity.

        name        'topic.words_and_period', unique in this notebook
        quantity    a Quantity; or None or a Missing, which makes it an unknown finding
        statement   a template in which `{value}` is the quantity and other names are in `values` (see
        `prose`) reason      why it is unknown; a Missing quantity brings its own
        """
        self._check(name, quantity, statement, reason)
        if formats.is_known(quantity):
            said: prose.Statement | str = prose.Statement(statement, {"value": quantity, **values})
            row = quantity.as_row()
        else:
            said = f"Unknown: {reason or formats.why_unknown(quantity)}"
            row = dict.fromkeys(("value", "low", "high"), "")
            row |= {"unit": getattr(quantity, "unit", "") or "", "scenario": "actual"}
        found = {"notebook": self.notebook, "name": name, **row, "statement": str(said)}
        self._rows[name] = {column: found.get(column, "") for column in COLUMNS}
        self._quantities[name], self._said[name] = quantity, said
        return quantity

    def publish_all(self, quantities: Mapping[str, Any], tell: Words) -> None:
        """Publish quantities by name and close; each is said by its section of the notebook's words.

        'cloud.growth_fy2016' is said by the section `finding.cloud.growth`, in which {value} is the quantity, {p} the
        period the name ends with, and {o} the same of the year before.
        """
        for name, quantity in quantities.items():
            found = _PERIOD.search(name)
            when = calendar.period(found[1]) if found else None
            named = {"p": found[1].upper(), "o": calendar.year_ago(when).name.upper()} if found and when else {}
            self.publish(name, quantity, tell.finding(name[: found.start()] if found else name), **named)
        self.close()

    def _check(self, name: str, quantity: Any, statement: str, reason: str) -> None:
        if not _NAME.fullmatch(name):
            raise FindingError(
                f"'{name}' is no name for a finding: write topic.words_and_period in small letters and digits."
            )
        if name in self._rows:
            raise FindingError(f"The finding '{name}' is published twice in {self.notebook}: name each once.")
        if formats.is_known(quantity) and not statement:
            raise FindingError(f"The finding '{name}' has a value but no statement: say it in a sentence.")
        if not formats.is_known(quantity) and not (reason or formats.why_unknown(quantity)):
            raise FindingError(f"The finding '{name}' is unknown: give the reason why it cannot be known.")

    def __getitem__(self, name: str) -> Any:
        """The quantity published under a name."""
        return self._quantities[name]

    def frame(self) -> pd.DataFrame:
        """One row a finding, columns as in findings.csv, sorted by name."""
        rows = [self._rows[name] for name in sorted(self._rows)]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)

    def close(self) -> None:
        """Display the findings as a table and save them where `save_to` names a folder."""
        exhibits.table(
            [{"finding": name, "value": self._cell(name), "statement": self._said[name]} for name in self._rows],
            caption=f"Findings of {self.notebook}",
        )
        if self.save_to:
            self.save()

    def _cell(self, name: str) -> Any:
        quantity = self._quantities[name]
        return quantity if formats.is_known(quantity) else None

    def save(self) -> Path:
        """Write <save_to>/findings/<notebook>.csv, where a relative folder is under the project root."""
        from helpers.data.dataset import project_root

        folder = Path(self.save_to)
        folder = (folder if folder.is_absolute() else project_root() / folder) / "findings"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.notebook}.csv"
        unfinished = path.with_suffix(".csv.part")
        unfinished.write_text(self.frame().to_csv(index=False, lineterminator="\n"), encoding="utf-8")
        unfinished.replace(path)
        return path
