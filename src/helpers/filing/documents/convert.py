"""From the file that a company publishes to the text of a filing: which converter, and a record of what it did."""

from __future__ import annotations

import csv
import hashlib
import importlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from helpers.filing.documents.written import Aside
from helpers.filing.lines import no_formula
from helpers.language.errors import HelpersError

MAX_BYTES = 100_000_000
COMPANION = ".conversion.csv"
"""Behind the stem of a text: the list of what the conversion left out, or could give no place."""
RECORD = ("original", "original_sha256", "original_kind", "converter", "converter_version")
"""The columns of filings.csv that say of a converted text where it comes from."""
_PDF = re.compile(rb"%PDF-\d")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|DOCUMENT>|SEC-(?:DOCUMENT|HEADER)|SUBMISSION>)",
    re.IGNORECASE | re.DOTALL,
)
_MARKED_UP = re.compile(rb"<(?:table|div|p|br|td)\b", re.IGNORECASE)


class ConversionError(HelpersError, ValueError):
    """A document that cannot be converted; the message says which, why and what to do."""


@dataclass(frozen=True)
class Converted:
    """What a document became. `text` ends with a newline; a line of one form feed parts two pages."""

    original: str
    sha256: str
    kind: str
    version: str
    text: str
    asides: tuple[Aside, ...]

    def record(self) -> dict[str, str]:
        """Its columns of filings.csv."""
        return dict(
            zip(RECORD, (self.original, self.sha256, self.kind, f"helpers {self.kind}", self.version), strict=True)
        )

    def listed(self) -> bytes:
        """The list of what stands outside the text, as a CSV table; empty where nothing does."""
        if not self.asides:
            return b""
        table = io.StringIO(newline="")
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(("page", "line", "what", "text"))
        writer.writerows((a.page, a.line or "", a.what, no_formula(a.text)) for a in self.asides)
        return table.getvalue().encode("utf-8")


def kind_of(path: Path) -> str:
    """'pdf' or 'html' for a document that can be converted, '' for anything else (a text, a folder, no file)."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        start = file.read(4096)
    if _PDF.search(start[:1024]):
        return "pdf"
    if _HTML.match(start) or (path.suffix.lower() in {".htm", ".html", ".xhtml"} and _MARKED_UP.search(start)):
        return "html"
    return ""


def convert(path: Path) -> Converted:
    """The text of an HTML page or a PDF. Raises ConversionError, and OSError if it cannot be read."""
    if not path.exists():
        raise ConversionError(f"{path}: no such file. Give the path of an HTML page or a PDF.")
    if not path.is_file():
        raise ConversionError(f"{path}: this is no file. Give the path of an HTML page or a PDF.")
    size = path.stat().st_size
    if not size:
        raise ConversionError(f"{path.name}: the file is empty. Download the document again.")
    if size > MAX_BYTES:
        raise ConversionError(f"{path.name}: {size:,} bytes are more than a filing has (at most {MAX_BYTES:,}).")
    kind = kind_of(path)
    if not kind:
        raise ConversionError(
            f"{path.name}: this is neither an HTML page nor a PDF. A plain text needs no conversion: "
            "add takes it as it is."
        )
    converter = importlib.import_module(f"helpers.filing.documents.{kind}")  # each brings a library of its own
    data = path.read_bytes()
    try:
        text, asides = converter.convert(data)
    except ConversionError as error:
        raise ConversionError(f"{path.name}: {error}") from error
    except RecursionError:
        raise ConversionError(
            f"{path.name}: its elements are nested too deeply to be read. Save the page's main part by itself."
        ) from None
    if not text.strip():
        raise ConversionError(
            f"{path.name}: no text can be seen in it. If a script fills the page in a browser, save the page from "
            "there; if it is a picture of pages, take the document from its publisher as text."
        )
    return Converted(path.name, hashlib.sha256(data).hexdigest(), kind, converter.VERSION, text, asides)
