"""Whether bytes can be a filing's text at all: said in one sentence, with line and remedy, before anything is read.

Filings have lines of a few thousand characters, and a few thousand lines. The limits are far above that, and low
enough that whatever fits them is read within a minute or so.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

MAX_BYTES = 5_000_000
MAX_LINE = 20_000
MAX_LINES = 100_000
MAX_CONTROLS = 0.01
"""The share of control characters from which on a text is none. Page breaks and a few strays are read as blanks."""
MAX_RETURNS = 0.02
"""The share of lines that may end in a carriage return alone."""
MAX_LOST = 0.02
"""The share of letters lost in a wrong conversion from which on nothing can be made of a text."""

# What files that are no text begin with, and what to do about each.
_FORMATS = (
    (b"%PDF", "a PDF", "Convert it first: python -m helpers convert FILE --to TEXT; add does so itself."),
    (b"PK\x03\x04", "a zip archive or an office document", "Save what it holds as plain text (UTF-8)."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as plain text (UTF-8)."),
    (b"\x1f\x8b", "compressed", "Unpack it first."),
    (codecs.BOM_UTF32_LE, "UTF-32 text", "Save it as UTF-8."),
    (codecs.BOM_UTF32_BE, "UTF-32 text", "Save it as UTF-8."),
    (codecs.BOM_UTF16_LE, "UTF-16 text", "Save it as UTF-8, as with iconv -f UTF-16 -t UTF-8."),
    (codecs.BOM_UTF16_BE, "UTF-16 text", "Save it as UTF-8, as with iconv -f UTF-16 -t UTF-8."),
)
_NAME = re.compile(r"\w[\w .,+-]{0,149}")
_RETURN = re.compile(r"\r(?!\n)")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
# U+FFFD, C1 controls, and UTF-8 read as Latin-1 or Windows-1252 (two accented letters or signs for one).
_LOST = re.compile(
    r"[^\x00-\x7f](?:(?<=[\ufffd\x80-\x84\x86-\x9f])|(?<=[\xc2\xc3])[\x80-\xbf]|(?<=\xe2)\u20ac"
    r"|(?<=\xe3)[\u0080-\u00bf\u0152-\u2122])"
)
_KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def fault(name: str, data: bytes) -> str:
    """Why `data`, the content of the file `name`, cannot be a filing's text; '' if it can."""
    if len(data) > MAX_BYTES:
        return _too_big(name, len(data))
    if not data.strip(b" \t\r\n\f\x00\xef\xbb\xbf"):
        return f"{name}: the file is empty. Put the filing's text into it, or remove it."
    for magic, what, remedy in _FORMATS:
        if data.startswith(magic):
            return f"{name}, line 1: this is {what}, not plain text. {remedy}"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(name, data, error.start)
    return _of_text(name, text)


def _too_big(name: str, size: int) -> str:
    return (
        f"{name}: {size:,} bytes are more than a filing has (at most {MAX_BYTES:,}). "
        "Take out what is not the filing's text."
    )


def _not_utf8(name: str, data: bytes, at: int) -> str:
    where = f"{name}, line {data.count(10, 0, at) + 1}"
    if data.count(0) > len(data) // 4:
        return f"{where}: this looks like UTF-16 text, not UTF-8. Save it as UTF-8, as with iconv -f UTF-16 -t UTF-8."
    try:
        japanese = len(_KANA_OR_KANJI.findall(data.decode("cp932"))) > 1
    except UnicodeDecodeError:
        japanese = False
    if japanese:
        return (
            f"{where}: this looks like Shift-JIS text (byte {data[at]:#04x}), not UTF-8. "
            "Save it as UTF-8, as with iconv -f CP932 -t UTF-8."
        )
    return f"{where}: byte {data[at]:#04x} is not UTF-8 text. Save the text as UTF-8; if it is no text, convert it."


def _of_text(name: str, text: str) -> str:
    rows = text.split("\n")
    returns, number = _counted(_RETURN, text)
    if returns > MAX_RETURNS * len(rows):  # a few are read as blanks
        return (
            f"{name}, line {number}: {returns:,} lines end in a carriage return alone, so that they would be read as "
            "one. Save the text with line feeds, as with: tr '\\r' '\\n'."
        )
    if len(rows) > MAX_LINES:
        return (
            f"{name}, line {MAX_LINES + 1}: {len(rows):,} lines are more than a filing has (at most {MAX_LINES:,}). "
            "Take out what is not the filing's text."
        )
    if max(map(len, rows)) > MAX_LINE:
        number, row = next((n, row) for n, row in enumerate(rows, 1) if len(row) > MAX_LINE)
        return (
            f"{name}, line {number}: {len(row):,} characters are more than a line of a filing has "
            f"(at most {MAX_LINE:,}). Break the text into lines as they are printed."
        )
    controls, number = _counted(_CONTROLS, text)
    if controls > MAX_CONTROLS * len(text):
        if text.count("\x00") > len(text) // 4:
            return f"{name}, line {number}: this looks like UTF-16 text, not UTF-8. Save it as UTF-8."
        return (
            f"{name}, line {number}: {controls:,} of {len(text):,} characters are control characters, so this is "
            "no plain text. Convert the filing to text again."
        )
    lost, number = lost_characters(text)
    if lost and lost > MAX_LOST * max(sum(map(str.isalpha, text)), 1):
        return (
            f"{name}, line {number}: {lost:,} characters were lost when the text was converted with a wrong encoding. "
            "Make the text anew from the filing and save it as UTF-8."
        )
    return ""


def _counted(pattern: re.Pattern[str], text: str) -> tuple[int, int]:
    """How often a pattern is found, and the line of the first (0 if there is none)."""
    found = [m.start() for m in pattern.finditer(text)]
    return len(found), text.count("\n", 0, found[0]) + 1 if found else 0


def lost_characters(text: str) -> tuple[int, int]:
    """How many characters look lost in a conversion, and the line of the first (0 if there is none)."""
    return _counted(_LOST, text)


def content_of(path: Path, folder: Path | None = None) -> tuple[bytes, str]:
    """The bytes of a file, read once, and why they cannot be a filing's text ('' if they can).

    With `folder`, it must lie in it, not only be linked there. Reads no more than `MAX_BYTES`, and nothing of what is
    no regular file. Raises OSError if it cannot be read.
    """
    if not path.exists():
        if path.is_symlink():
            return (
                b"",
                f"{path.name}: a link to {path.readlink()}, which is not there. Put the text itself in its place.",
            )
        return b"", f"{path}: no such file. Give the path of the filing's text."
    if folder is not None and path.resolve().parent != folder.resolve():
        return b"", f"{path.name}: a link that leads out of {folder.name}. Put the text itself in its place."
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        return b"", f"{path.name}: this is {what}. Give the path of the filing's text."
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            return b"", _too_big(path.name, max(os.fstat(file.fileno()).st_size, len(data)))
    return data, fault(path.name, data)


def texts(folder: Path) -> list[Path]:
    """What in a folder is meant as a filing, by name: every *.txt, whatever its case, that is not hidden."""
    return [path for path in sorted(folder.iterdir()) if path.suffix.lower() == ".txt" and path.name[0] != "."]


def fault_of_name(path: Path) -> str:
    """Why a file's name is none for a filing's text; '' if it is. It becomes part of addresses, ids and pages."""
    if path.suffix != ".txt":
        return f"{path.name}: only names that end in .txt are read. Rename it to {path.stem}.txt."
    if not _NAME.fullmatch(path.stem):
        return (
            f"{path.name!r}: a filing's name has letters, digits, blanks and . , _ + - alone, at most 150 of them. "
            "Rename it, and its row in filings.csv if it has one."
        )
    return ""
