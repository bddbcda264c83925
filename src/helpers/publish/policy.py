"""What a page of the book may load and run: the files that the book ships, and the few scripts that its theme writes
into each page. A browser then runs nothing else, whatever a filing's words say.

The policy stands in the page itself (a `meta` element), since the book is also read from files, without a server.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_HEAD = re.compile(r"<head\b[^>]*>")
_VERSION = re.compile(r"\?v=[0-9a-f]+(?=\")")
_PLAIN = re.compile(r"[\w ./+-]+")  # names that stand in a script of the theme


def meta(inline: Iterable[str] = (), scripts: bool = True) -> str:
    """The policy as an element of a page's head.

    inline   the whole content of each script that may stand in the page itself
    scripts  whether the page may run the book's own script files
    """
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in dict.fromkeys(inline)
    ]
    run = " ".join(["'self'", *hashes]) if scripts else "'none'"
    rules = (
        "default-src 'none'",
        f"script-src {run}",
        "style-src 'self' 'unsafe-inline'",  # tables and the theme's icons bring styles of their own
        "img-src 'self' data:",
        "font-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(rules)}" />'


def apply(app: Any, page: str, _template: str, context: dict[str, Any], _doctree: Any) -> None:
    """Give a page of Sphinx its policy before anything it loads, and escape what its theme does not.

    A style sheet's address no longer names a version, which Sphinx adds only where an earlier build left the file: so
    the same book has the same bytes.
    """
    if "pagetitle" in context:
        context["pagetitle"] = html.escape(context["pagetitle"])  # plain text that the theme prints as HTML
    context["metatags"] = meta(_allowed(app, page, context)) + "\n" + context.get("metatags", "")
    for name in ("css_tag", "js_tag"):
        context[name] = _unversioned(context[name])


def guarded(page: str, scripts: bool) -> str:
    """The text of another page of the book with a policy in its head."""
    head = _HEAD.search(page)
    return page if head is None else page[: head.end()] + meta(scripts=scripts) + page[head.end() :]


def _unversioned(tag: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda file: _VERSION.sub("", tag(file))


def _allowed(app: Any, page: str, context: dict[str, Any]) -> list[str]:
    """The scripts that the theme writes into a page: from its templates and from its code, never from a document."""
    if not _PLAIN.fullmatch(page):
        return []
    bodies = [file.attributes.get("body", "") for file in context["script_files"] if hasattr(file, "attributes")]
    templates = ["layout.html", "search.html"] if page == "search" else ["layout.html"]
    for folder in app.builder.theme.get_theme_dirs():
        for path in (Path(folder) / name for name in templates):
            found = _INLINE.findall(path.read_text(encoding="utf-8")) if path.is_file() else []
            bodies += [body.replace("{{ default_mode }}", str(context.get("default_mode", ""))) for body in found]
    return [body for body in bodies if body and "{{" not in body and "{%" not in body]
