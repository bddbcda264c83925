"""Filings as companies publish them: a text written out as HTML in three manners of mark-up, and as the pages of a PDF.

Written from what such documents look like, not from the program that reads them: nothing here imports it."""

from __future__ import annotations

import html
import itertools
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

STYLES = ("plain", "exhibit", "newswire")
_BULLET = re.compile(
    r"(?P<in>\s*)(?P<mark>[-\u2022>\u27a2\u2713\u25c6\u2666\u25c7\u2714\u2756\u25a0\u25cf*])\s+(?P<text>\S.*)",
    re.DOTALL,
)
_HEADING = re.compile(r"(?:[IVX\u2160-\u2169]{1,4}\s?[-.]|\*\*)")
_MARK = re.compile(r"\^\{(\*?\d?)\}")
_CELL = re.compile(r"(?P<open>(?:US\$|[$\u00a5])?\s?\(?)(?P<digits>[\d,]*\.?\d[\d,]*)(?P<close>\s?%?\)?)")


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The blocks of a text: ('table', rows), ('list', items), ('lines', lines), parted by blank lines and by kind."""
    kind, held = "", []
    for line in [*text.split("\n"), ""]:
        now = "" if not line.strip() else "table" if "\t" in line else "list" if _BULLET.fullmatch(line) else "lines"
        if now == "lines" and kind == "list" and line[:1].isspace():
            held[-1] += " " + line.strip()  # an item that runs over
            continue
        if now != kind:
            if held:
                yield kind, held
            kind, held = now, []
        if now:
            held.append(line)


def rich(text: str) -> str:
    """Text as HTML: its own bold, italics and raised marks become tags."""
    out = html.escape(text, quote=False)
    out = re.sub(r"&lt;(/?(?:b|i|u|sup))&gt;", r"<\1>", out)
    out = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", out).replace("**", "")
    return _MARK.sub(r"<sup>\1</sup>", out)


def as_html(text: str, style: str) -> str:
    """The text as a page of one of STYLES."""
    return {"plain": _plain, "exhibit": _exhibit, "newswire": _newswire}[style](text)


def _items(items: list[str], tag: str = "li") -> Iterator[tuple[int, str, str]]:
    for item in items:
        m = _BULLET.fullmatch(item)
        assert m
        yield min(len(m["in"].replace("\t", "    ")), 4), m["mark"], m["text"]


# ---- semantic tags --------------------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Headings, paragraphs, lists and tables as an author of HTML writes them."""
    out = []
    for kind, lines in blocks(text):
        if kind == "table":
            width = max(line.count("\t") for line in lines) + 1
            rows = []
            for line in lines:
                cells = line.split("\t")
                cells += [""] * (width - len(cells))
                tag = "td" if any(re.fullmatch(r"[\d,.()%+-]+", c) for c in cells) else "th"
                rows.append("<tr>" + "".join(_spanned(cells, tag)) + "</tr>")
            out.append("<table border=1>\n" + "\n".join(rows) + "\n</table>")
        elif kind == "list":
            out.append(_nested(list(_items(lines))))
        elif len(lines) == 1 and _HEADING.match(lines[0]):
            out.append(f"<h2>{rich(lines[0])}</h2>")
        else:
            out.append("<p>" + "<br>\n".join(map(rich, lines)) + "</p>")
    return (
        "<!DOCTYPE html>\n<html><head><meta charset=utf-8><title>Results</title></head><body>\n"
        + "\n".join(out)
        + "\n</body></html>"
    )


def _spanned(cells: list[str], tag: str) -> Iterator[str]:
    """The cells of a row; words that stand over several columns ('Six Months Ended') are one cell over all of them."""
    first, *others = cells
    yield f"<{tag}>{rich(first)}</{tag}>"
    for cell, alike in itertools.groupby(others):
        times = len(list(alike))
        if times > 1 and cell and not any(map(str.isdigit, cell)):
            yield f"<{tag} colspan={times}>{rich(cell)}</{tag}>"
        else:
            yield f"<{tag}>{rich(cell)}</{tag}>" * times


def _nested(items: list[tuple[int, str, str]]) -> str:
    """Items as lists in lists, by how far they are set in."""
    out, depths = [], []
    for depth, mark, text in items:
        while depths and depth < depths[-1]:
            out.append("</li></ul>")
            depths.pop()
        if not depths or depth > depths[-1]:
            depths.append(depth)
            out.append("<ul><li>")
        else:
            out.append("</li><li>")
        out.append(("" if mark == "-" else html.escape(mark) + " ") + rich(text))
    return "".join(out) + "</li></ul>" * len(depths)


# ---- as filed with the SEC -----------------------------------------------------------------------------------------

_FONT = "font-family:'Times New Roman',sans-serif;font-size:10pt;line-height:120%"
_PER_PAGE = 60


def _exhibit(text: str) -> str:
    """As agents that file with the SEC set it: fonts and divs, three grid columns a figure, marks in cells of their
    own, empty spacers, pages with numbers, hidden inline XBRL."""
    out, page, held = [], 1, 0
    for kind, lines in blocks(text):
        if held > _PER_PAGE:
            out.append(f'<div style="text-align:center">{_font(str(page))}</div><hr style="page-break-after:always">')
            page, held = page + 1, 0
        held += len(lines)
        if kind == "table":
            out.append(_grid(lines))
        elif kind == "list":
            for depth, mark, item in _items(lines):
                bullet = _font("&#8226;" if mark == "-" else html.escape(mark))
                spacer = f'<td style="width:{depth + 2}%"></td><td style="width:2%">{bullet}</td>'
                out.append(f'<table style="width:100%"><tr>{spacer}<td>{_font(rich(item))}</td></tr></table>')
        else:
            out += [f'<div style="margin-bottom:6pt">{_font("<br>".join(map(rich, lines)))}</div>']
    hidden = "<ix:header><ix:hidden><ix:nonNumeric>0001234567 FY 2016</ix:nonNumeric></ix:hidden></ix:header>"
    hidden = f'<div style="display:none">{hidden}</div>'
    return (
        "<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex991.htm\n<TEXT>\n<html><head><title>Document</title></head><body>"
        + hidden
        + "\n".join(out)
        + "</body></html>\n</TEXT>\n</DOCUMENT>\n"
    )


def _font(inner: str) -> str:
    inner = inner.replace(
        "<sup>", f'</font><font style="{_FONT};font-size:6pt;position:relative;top:-3.5pt;vertical-align:baseline">'
    )
    inner = inner.replace("</sup>", f'</font><font style="{_FONT}">')
    return f'<font style="{_FONT}">{inner}</font>'


def _grid(lines: list[str]) -> str:
    width = max(line.count("\t") for line in lines) + 1
    rows = [
        "<tr>"
        + '<td style="width:1.0%"></td><td style="width:10%"></td><td style="width:0.1%"></td>' * (2 * width - 1)
        + "</tr>"
    ]
    for line in lines:
        cells = line.split("\t") + [""] * (width - 1 - line.count("\t"))
        done = []
        for at, cell in enumerate(cells):
            m = _CELL.fullmatch(cell.strip())
            if at and m and (m["open"] or m["close"]):
                first, last = m["open"].strip(), m["close"].strip()
                if first.endswith("("):  # the bracket stays with the digits, its other half does not
                    first, body = first[:-1], "(" + m["digits"]
                else:
                    body = m["digits"]
                done.append(
                    f"<td>{_font(first)}</td><td>{_font(body)}</td><td>{_font(last)}</td>"
                    if first
                    else f'<td colspan="2">{_font(body)}</td><td>{_font(last)}</td>'
                )
            else:
                words = rich(cell).replace(" ", "&#160;") if at and len(cell) < 8 else rich(cell)
                done.append(f'<td colspan="3" style="padding:2px 1pt">{_font(words)}</td>')
            if at < width - 1:
                done.append('<td colspan="3"></td>')
        rows.append("<tr>" + "".join(done) + "</tr>")
        rows.append(f'<tr style="height:3pt"><td colspan="{3 * (2 * width - 1)}"></td></tr>')
    return '<div><table style="border-collapse:collapse;width:100%">' + "".join(rows) + "</table></div>"


# ---- a newswire's page --------------------------------------------------------------------------------------------


def _newswire(text: str) -> str:
    """As a newswire sets it: one paragraph a line, text in its cells as paragraphs, and the page's furniture around."""
    out = []
    for kind, lines in blocks(text):
        if kind == "table":
            rows = [
                "<TR>"
                + "".join(f'<TD class="bw"><P class="c">{rich(c) or "&nbsp;"}</P></TD>' for c in line.split("\t"))
                + "</TR>"
                for line in lines
            ]
            out.append('<TABLE cellspacing="0" class="bwtable"><TBODY>' + "".join(rows) + "</TBODY></TABLE>")
        elif kind == "list":
            out.append(_nested(list(_items(lines))))
        else:
            out.append("<p>" + "</p>\n<p>".join(map(rich, lines)) + "</p>")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Results | Wire</title>
<style>.visually-hidden {{ display: none }} .c {{ margin: 0 }}</style>
<script>var a = "<p>Revenue 1,234</p>";</script></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li>Top 100 stories of 2019</li></ul></nav></header>
<main><article>{chr(10).join(out)}</article></main>
<div class="visually-hidden">Revenues JPY999 million (up 9.9% YoY)</div>
<aside><h3>Related</h3><p>Another company's revenue grew 12.3%</p></aside>
<footer>&copy; 2017 Wire, 30 offices, Tel: 555-1234</footer></body></html>"""


# ---- decks and statement pages as PDF ------------------------------------------------------------------------------

LAYOUTS = ("slides", "statements")
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_PAGE = {
    "slides": "@page { size: 254mm 190mm; margin: 12mm 14mm } body { font: 11pt 'DejaVu Sans', sans-serif }",
    "statements": "@page { size: A4; margin: 20mm } body { font: 9pt 'DejaVu Serif', serif }",
}
_RULES = {
    True: "td, th { border: 0.5pt solid #444; padding: 1pt 4pt } table { border-collapse: collapse }",
    False: "td, th { border: 0; padding: 1pt 6pt } table { border-collapse: collapse }",
}
_FIGURE = re.compile(r"[\s\d,.()%+\u25b3\u2014-]+")
_LONGEST = {"slides": 18, "statements": 32}


def as_pages(text: str, layout: str, ruled: bool) -> str:
    """The text as HTML to print: LAYOUTS, tables with rules or without, figures to the right, a running foot."""
    leaves: list[list[str]] = [[]]
    held = 0
    for kind, lines in blocks(text):
        room = 0 if kind != "table" else len(lines)
        if held and (held + room > _LONGEST[layout] or (layout == "slides" and _HEADING.match(lines[0]) and held > 4)):
            leaves.append([])
            held = 0
        held += 1 + sum(1 + len(line) // 90 for line in lines)
        leaves[-1].append(_printed(kind, lines))
    css = f"""{_PAGE[layout]} {_RULES[ruled]} .leaf {{ break-after: page }} .n {{ text-align: right }}
    h2 {{ font-size: 14pt; margin: 0 0 6pt }} p {{ margin: 0 0 7pt }} ul {{ margin: 0 0 7pt; padding-left: 16pt }}
    table {{ margin-bottom: 8pt }} .wide {{ font-size: 6pt }} tr {{ break-inside: avoid }}
    .foot {{ margin-top: 12pt; text-align: center; font-size: 7pt }}"""
    foot = '<div class="foot">IIJ Investor Relations</div><div class="foot">{}</div>'
    done = [f'<div class="leaf">{"".join(leaf)}{foot.format(n)}</div>' for n, leaf in enumerate(leaves, 1)]
    head = f"<head><meta charset=utf-8><style>{css}</style></head>"
    return f"<!DOCTYPE html><html lang=en>{head}<body>{''.join(done)}</body></html>"


def _printed(kind: str, lines: list[str]) -> str:
    if kind == "list":
        return _nested(list(_items(lines)))
    if kind == "lines":
        tag = "h2" if len(lines) == 1 and _HEADING.match(lines[0]) else "p"
        return f"<{tag}>" + "<br>".join(map(rich, lines)) + f"</{tag}>"
    width = max(line.count("\t") for line in lines) + 1
    rows = []
    for line in lines:
        cells = line.split("\t") + [""] * (width - 1 - line.count("\t"))
        rows.append(
            "".join(
                f"<td{' class=n' if at and _FIGURE.fullmatch(c or 'x') else ''}>{rich(c)}</td>"
                for at, c in enumerate(cells)
            )
        )
    wide = " class=wide" if width > 7 else ""  # a deck sets such a table small
    return f"<table{wide}><tr>" + "</tr><tr>".join(rows) + "</tr></table>"


def chromium() -> str | None:
    """Chromium's path, None where it is not installed."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


def printed_by_chromium(page: str, target: Path) -> None:
    """Print a page of HTML to a PDF."""
    source = target.with_suffix(".print.html")
    source.write_text(page, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        command = [chromium() or "", "--headless", "--no-sandbox", *quiet, f"--user-data-dir={profile}"]
        command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def printed_by_weasyprint(page: str, target: Path) -> None:
    """The same by WeasyPrint."""
    import weasyprint

    weasyprint.HTML(string=page).write_pdf(target)


PRINTERS: dict[str, Callable[[str, Path], None]] = {
    "chromium": printed_by_chromium,
    "weasyprint": printed_by_weasyprint,
}
