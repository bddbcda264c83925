"""Executed notebooks as a reader's pages: code folded, figures with their alt text and numbers, links that resolve.

Works on notebooks as the JSON they are. Links of the notebooks lead through the repository
(`../data/raw/X.txt#L5`, `../data/processed/facts.csv`, `../book/glossary.md#mvne`); the book has its own page
for each of these.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import html
import re
import struct
from collections.abc import Callable, Collection
from typing import Any

from markdown_it import MarkdownIt

from helpers.language import concepts
from helpers.publish.book.ways_back import Page

FOLDED, LEFT_OUT = "hide-input", {"remove-cell", "remove-input", "hide-cell"}
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_SOURCE = re.compile(r"(?:\.\./)*data/raw/(?P<filing>[\w.\-]+?)\.txt(?P<place>#L\d+)?")
_REFERENCE = re.compile(r"(?:\.\./)*data/raw/reference/(?P<table>\w+)\.csv(?P<place>#L\d+)")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_RANGE = re.compile(r" (\([^()<>]+ to [^()<>]+\))(?=</a>)")
_HREF = re.compile(r'href="([^"]+)"')
_MD_LINK = re.compile(r"\[([^\]\n]+)\]\(((?:\.\./)+[^)\s]+)\)")


def figures_of(notebook: dict[str, Any]) -> dict[str, bytes]:
    """The PNG figures of a notebook by file name; the name is made from the content."""
    found = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            encoded = output.get("data", {}).get("image/png")
            if encoded:
                content = base64.b64decode("".join(encoded))
                found[_file_name(content)] = content
    return found


def _file_name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16] + ".png"


def for_readers(
    notebook: dict[str, Any], name: str = "", trails: Page | None = None, there: Collection[str] | None = None
) -> dict[str, Any]:
    """The notebook with every code cell folded and every output made for the page it will stand on.

    name     the notebook's own, for the link at the end with which readers take it away
    trails   collects the trails of its numbers, which are put at the end
    there    the filings that the book has; all that are named, if None
    """
    notebook = copy.deepcopy(notebook)
    trails = trails or Page()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = rewritten_links("".join(cell["source"]), 1, there)
        if cell["cell_type"] != "code":
            continue
        tags = cell["metadata"].setdefault("tags", [])
        if not LEFT_OUT & set(tags):
            tags.append(FOLDED)
            what = _what("".join(cell["source"]), tags)
            cell["metadata"]["mystnb"] = {"code_prompt_show": f"Show {what}", "code_prompt_hide": f"Hide {what}"}
        cell["outputs"] = [_output(output, trails) for output in cell["outputs"]]
    if trails.items:
        listed = ", ".join(
            f'<a href="../items/{html.escape(one)}.html">{html.escape(concepts.load().get(one).label)}</a>'
            for one in sorted(trails.items, key=lambda one: concepts.load().get(one).label.lower())
        )
        source = f'<p class="source">All periods of the line items on this page: {listed}.</p>'
        notebook["cells"].append({"cell_type": "markdown", "id": "items", "metadata": {}, "source": source})
    if name:
        link = f'<p class="source"><a href="{name}.ipynb" download>Download this notebook</a></p>'
        notebook["cells"].append({"cell_type": "markdown", "id": "take-away", "metadata": {}, "source": link})
    if trails.html():
        source = f"```{{raw}} html\n{trails.html()}\n```"
        notebook["cells"].append({"cell_type": "markdown", "id": "trails", "metadata": {}, "source": source})
    return notebook


def _what(source: str, tags: list[str]) -> str:
    if "parameters" in tags:
        return "the parameters"
    return "the set-up" if "parameters(globals())" in source else "the code"


def _output(output: dict[str, Any], trails: Page) -> dict[str, Any]:
    data = output.get("data", {})
    carried = output.get("metadata", {}).get("helpers", {})
    if "image/png" in data:
        page = _figure("".join(data["image/png"]), carried, _text(data, "text/plain"), trails)
    elif "text/html" in data:
        page = _TABLE.sub(_scrolling, _html_links(trails.linked(_text(data, "text/html"), carried)))
    elif "text/markdown" in data:
        rendered = trails.linked(_MARKDOWN.render(_text(data, "text/markdown")), carried)
        page = f'<div class="said">{_html_links(rendered)}</div>'
    else:
        return output
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": page}}


def _text(data: dict[str, Any], kind: str) -> str:
    return "".join(data.get(kind, ""))


def _figure(encoded: str, drawn: dict[str, Any], plain: str, trails: Page) -> str:
    """An image with its alt text, opening large on a click, and its numbers in a table that unfolds below."""
    content = base64.b64decode(encoded)
    name, (wide, high) = _file_name(content), struct.unpack(">II", content[16:24])  # as the PNG's head says
    alt = html.escape(drawn.get("alt") or plain.partition("\n\n")[0] or "Figure")
    address = f"../_static/figures/{name}"
    size = f'width="{wide}" height="{high}"'  # keeps its room on the page until it is loaded
    image = f'<a href="{address}" class="enlarge"><img src="{address}" alt="{alt}" {size} loading="lazy"></a>'
    return f'<figure class="chart">{image}{_numbers(drawn, trails)}</figure>'


def _numbers(drawn: dict[str, Any], trails: Page) -> str:
    series = [one for one in drawn.get("series", []) if one["points"]]
    if not series:
        return ""
    labels = drawn.get("labels") or list(dict.fromkeys(point["label"] for one in series for point in one["points"]))
    head = "".join(f'<th scope="col">{html.escape(label)}</th>' for label in ("", *labels))
    rows = []
    for one in series:
        cells = {point["label"]: _cell(point, drawn["nodes"], trails) for point in one["points"]}
        body = "".join(f"<td>{cells.get(label, '')}</td>" for label in labels)
        rows.append(f'<tr><th scope="row">{html.escape(one["name"])}</th>{body}</tr>')
    unit = html.escape(drawn.get("unit", ""))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    title = "The data of this chart" + (f", in {unit}" if unit else "")
    scroll = f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">{table}</div>'
    return f"<details><summary>{title}</summary>{scroll}</details>"


def _cell(point: dict[str, Any], nodes: list[dict[str, Any]], trails: Page) -> str:
    if "node" in point:
        return trails.cell(point["text"], nodes, point["node"])
    why = html.escape(point.get("why", ""))
    return f'<span title="{why}">{html.escape(point["text"])}</span>'


def _scrolling(match: re.Match[str]) -> str:
    """A table in a region of its own that scrolls sideways, so that the page holds on a phone.

    A number's interval is told apart from it: on a phone it is left to the trail.
    """
    caption = _CAPTION.search(match[0])
    name = re.sub(r"<[^>]+>", "", caption[1]) if caption else "Table"
    table = _RANGE.sub(r'<span class="range"> \1</span>', match[0])
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">{table}</div>'


def address(link: str, depth: int = 1) -> str | None:
    """Where a link of the repository leads in the book, from a page `depth` folders down; None if nowhere."""
    up = "../" * depth
    plain = link.removeprefix("./")
    if match := _SOURCE.fullmatch(plain):
        return f"{up}sources/{match['filing']}.html{match['place'] or ''}"
    if match := _REFERENCE.fullmatch(plain):
        return f"{up}sources/{match['table']}.html{match['place']}"
    plain = re.sub(r"^(\.\./)+", "", plain)
    if re.fullmatch(r"data/(processed|raw)/[\w./\-]+", plain):
        return up + plain
    if match := re.fullmatch(r"book/([\w\-/]+)\.md(#[\w\-]+)?", plain):
        return f"{up}{match[1]}.html{match[2] or ''}"
    if match := re.fullmatch(r"(?:notebooks/)?(\d\d_\w+)\.ipynb(#[\w\-]+)?", plain):
        return f"{up}notebooks/{match[1]}.html{match[2] or ''}"
    return None


def _html_links(page: str) -> str:
    def moved(match: re.Match[str]) -> str:
        found = address(html.unescape(match[1]))
        return f'href="{html.escape(found)}"' if found else match[0]

    return _HREF.sub(moved, page)


def rewritten_links(markdown: str, depth: int, there: Collection[str] | None = None) -> str:
    """Markdown whose links up through the repository lead to the book's pages; code stays as it is.

    A link to a file the book does not have (a module, say) becomes its text and the path; one to a filing that is not
    `there`, its text alone.
    """

    def moved(match: re.Match[str]) -> str:
        text, link = match[1], match[2]
        source = _SOURCE.fullmatch(link)
        if source and there is not None and source["filing"] not in there:
            return text
        found = address(link, depth)
        if found:
            return f'<a href="{html.escape(found)}">{_inline(text)}</a>'
        path = re.sub(r"^(\.\./)+", "", link)
        return f"`{path}`" if text.strip("`") in path else f"{text} (`{path}`)"

    return _outside_code(markdown, lambda part: _MD_LINK.sub(moved, part))


def _inline(text: str) -> str:
    return _MARKDOWN.renderInline(text)


def _outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """Apply `change` to the parts of a Markdown text that are not in a fenced block."""
    parts = re.split(r"(^```.*?^```[ \t]*$)", markdown, flags=re.DOTALL | re.MULTILINE)
    return "".join(part if part.startswith("```") else change(part) for part in parts)
