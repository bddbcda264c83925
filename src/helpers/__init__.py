"""From the plain text of a company's filings to tidy tables, and from the tables to a traceable report.

Each package is a stage of the way and imports only those before it (`lint-imports` holds them to it):

| stage | takes | gives | may not know |
|---|---|---|---|
| companies | | names, vocabulary and known misprints of a company, as data | code |
| language | words, digits | periods, amounts, line items | files, filings |
| filing | documents, texts | one filing: its lines, pages, blocks, what it is | facts |
| reading | a filing | numbers with roles, facts | proof, other filings |
| proof | the facts of all filings | checks, intervals, series | texts, reading |
| data | tables | typed tables, quantities, `open_data` | notebooks |
| story | quantities | sentences, tables, figures, links | which company |
| analysis | the tables | what notebooks share or is hard to derive | files |
| run | the project | notebooks in order, kept results, filings that come and go | what a number means |
| publish | results | the book, XBRL | how facts were read |

What a notebook or a user of the tables needs can be imported from here, as in `from helpers import open_data`. It is
loaded when it is first asked for, so that the command line can decide quickly that nothing is to do.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from helpers.data.dataset import open_data as open_data
    from helpers.data.quantity.column import QuantityArray as QuantityArray
    from helpers.data.quantity.column import QuantityDtype as QuantityDtype
    from helpers.data.quantity.missing import Missing as Missing
    from helpers.data.quantity.quantity import Quantity as Quantity
    from helpers.data.quantity.quantity import between as between
    from helpers.data.quantity.quantity import cagr as cagr
    from helpers.data.quantity.quantity import exact as exact
    from helpers.data.quantity.quantity import growth as growth
    from helpers.data.quantity.quantity import points as points
    from helpers.data.quantity.quantity import ratio as ratio
    from helpers.data.quantity.quantity import total as total
    from helpers.language.errors import HelpersError as HelpersError
    from helpers.run.parameters import parameters as parameters
    from helpers.story.charts import bars as bars
    from helpers.story.charts import lines as lines
    from helpers.story.classroom import ask as ask
    from helpers.story.classroom import check as check
    from helpers.story.exhibits import frame as frame
    from helpers.story.exhibits import table as table
    from helpers.story.figures import series as series
    from helpers.story.figures import show as show
    from helpers.story.findings import Findings as Findings
    from helpers.story.prose import say as say
    from helpers.story.prose import sentence as sentence

PUBLIC = {
    "helpers.data.dataset": ("open_data",),
    "helpers.data.quantity.column": ("QuantityArray", "QuantityDtype"),
    "helpers.data.quantity.missing": ("Missing",),
    "helpers.data.quantity.quantity": ("Quantity", "between", "cagr", "exact", "growth", "points", "ratio", "total"),
    "helpers.language.errors": ("HelpersError",),
    "helpers.run.parameters": ("parameters",),
    "helpers.story.charts": ("bars", "lines"),
    "helpers.story.classroom": ("ask", "check"),
    "helpers.story.exhibits": ("frame", "table"),
    "helpers.story.figures": ("series", "show"),
    "helpers.story.findings": ("Findings",),
    "helpers.story.prose": ("say", "sentence"),
}
"""The public names, by the module that has them."""

_SHOWN = ("open_data", "Quantity", "QuantityArray", "QuantityDtype")
"""With these a notebook makes frames of quantities: it is told how to show them (data may not know of story)."""

_WHERE = {name: module for module, names in PUBLIC.items() for name in names}

# jsonschema, which nbformat and frictionless import, tries this optional package for one format (IRIs) that nothing
# here uses; building its grammar would take a second of every start. jsonschema does without it if it is not there.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def __getattr__(name: str) -> object:
    """A public name, from the module that has it."""
    if name not in _WHERE:
        raise AttributeError(f"helpers has no {name!r}; it has {', '.join(sorted(_WHERE))}.")
    value: object = getattr(import_module(_WHERE[name]), name)
    globals()[name] = value
    if name in _SHOWN and (shell := getattr(sys.modules.get("IPython"), "get_ipython", None)) and shell():
        import_module("helpers.story.frames").register()
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
