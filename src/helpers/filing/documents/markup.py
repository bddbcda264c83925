"""The HTML of a document: its bytes decoded, its tree, what of it can be seen, and which marks are raised."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field

from bs4.dammit import EncodingDetector
from lxml import etree, html

_DOCUMENT = re.compile(r"<DOCUMENT>(?P<head>.*?)<TEXT>(?P<body>.*?)(?:</TEXT>|\Z)", re.DOTALL)
_TYPE = re.compile(r"<TYPE>(?P<type>[^\n<]*)")
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,4000})\}")
_CLASS = re.compile(r"(?:[a-z][\w-]*)?\.([\w-]+)\Z", re.I)
_MEDIA = re.compile(
    r"@media(?![^{]{0,80}\b(?:screen|all)\b)[^{]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,4000}\}){0,500}[^{}]{0,200}\}", re.I
)
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:;|!|\Z)", re.I
)
_RAISES = re.compile(r"vertical-align\s*:\s*(?:super|text-top)|position\s*:\s*relative\s*;\s*top\s*:\s*-", re.I)
_BREAKS = re.compile(r"(?:page-break|break)-(before|after)\s*:\s*(?:always|page|left|right)", re.I)
_SYMBOLS = re.compile(r"wingdings|webdings|zapf ?dingbats|\bsymbol\b", re.I)

_LENGTH = r"\s*:\s*(-?[\d.]{1,8})\s*(pt|px|em|rem|in|cm|mm|%)?"
_INDENT = re.compile(rf"(?:padding-left|margin-left|text-indent){_LENGTH}", re.I)
_WIDTH = re.compile(rf"(?:\A|[;\s])width{_LENGTH}", re.I)
_FOUR = re.compile(r"(?:padding|margin)\s*:\s*\S+\s+\S+\s+\S+\s+(-?[\d.]{1,8})(pt|px|em|rem|in|cm|mm|%)", re.I)
_POINTS = {"px": 0.75, "em": 10.0, "rem": 10.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "%": 5.0}

_GONE_TAGS = (
    "script style head title meta link template noscript iframe object embed audio video canvas map param source track"
    " input select option datalist button textarea progress meter dialog ix:header ix:hidden ix:references ix:resources"
    " xbrli:xbrl xml"
)
GONE = frozenset(_GONE_TAGS.split())
FURNITURE = frozenset(["nav", "header", "footer", "aside", "menu"])
_LANDMARKS = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert"])


def decoded(data: bytes) -> str:
    """The characters of an HTML file: by its byte order mark, as UTF-8, as it declares, else as Windows-1252."""
    data, marked = EncodingDetector.strip_byte_order_mark(data)
    for name in (marked, "utf-8", EncodingDetector.find_declared_encoding(data, is_html=True)):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            if name:
                return data.decode(name)
    return data.decode("cp1252", errors="replace")


def documents(text: str) -> list[tuple[str, str]]:
    """The documents of a submission to the SEC with their types; the whole text where it is a page by itself."""
    found = [((_TYPE.search(m["head"]) or {"type": ""})["type"].strip(), m["body"]) for m in _DOCUMENT.finditer(text)]
    return found or [("", text)]


@dataclass(frozen=True, slots=True)
class Styles:
    """Classes of the page's style sheets that hide, raise or break."""

    hide: frozenset[str] = field(default_factory=frozenset)
    rise: frozenset[str] = field(default_factory=frozenset)
    before: frozenset[str] = field(default_factory=frozenset)
    after: frozenset[str] = field(default_factory=frozenset)

    def is_hidden(self, element: html.HtmlElement) -> bool:
        """Whether a browser would not show the element."""
        return element.get("hidden") is not None or _has(element, _HIDES, self.hide)

    def is_raised(self, element: html.HtmlElement) -> bool:
        """Whether its text stands above the line, as the marks of footnotes do."""
        return element.tag == "sup" or _has(element, _RAISES, self.rise)

    def breaks(self, element: html.HtmlElement) -> tuple[bool, bool]:
        """Whether a new page begins before it, and after it."""
        sides = {m[1].lower() for m in _BREAKS.finditer(element.get("style", ""))}
        classes = set(element.get("class", "").split()) if self.before or self.after else set()
        return "before" in sides or bool(self.before & classes), "after" in sides or bool(self.after & classes)


def _has(element: html.HtmlElement, style: re.Pattern[str], classes: frozenset[str]) -> bool:
    """Whether an element has such a style of its own, or one of the classes."""
    own = element.get("style", "")
    return bool(own and style.search(own)) or not classes.isdisjoint(element.get("class", "").split())


def styles(tree: html.HtmlElement) -> Styles:
    """What the style sheets inside the page say of its classes. Sheets for print alone are left out."""
    kinds: dict[str, set[str]] = {"hide": set(), "rise": set(), "before": set(), "after": set()}
    for sheet in tree.iter("style"):
        if "print" in sheet.get("media", ""):
            continue
        for selectors, body in _RULE.findall(_MEDIA.sub(" ", sheet.text or "")):
            said = [m[1].lower() for m in _BREAKS.finditer(body)]
            said += ["hide"] if _HIDES.search(body) else []
            said += ["rise"] if _RAISES.search(body) else []
            names = [m[1] for part in selectors.split(",") if (m := _CLASS.match(part.strip()))] if said else []
            for kind in said:
                kinds[kind].update(names)
    return Styles(**{kind: frozenset(names) for kind, names in kinds.items()})


def parsed(text: str) -> html.HtmlElement | None:
    """The tree of a page; None where it has no element at all."""
    text = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text).replace("\x00", "")
    try:
        return html.document_fromstring(
            text, parser=html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def is_furniture(element: html.HtmlElement) -> bool:
    """Navigation, site heads and feet: what surrounds a page's matter."""
    return element.tag in FURNITURE or element.get("role", "") in _LANDMARKS


def is_symbol_font(element: html.HtmlElement) -> bool:
    """Whether its letters are pictures (Wingdings and the like)."""
    return bool(_SYMBOLS.search(element.get("face", "") + element.get("style", "")))


def indent(element: html.HtmlElement) -> float:
    """How far its style sets it in from the left, in points."""
    style = element.get("style", "")
    return sum(_points(m) for pattern in (_INDENT, _FOUR) for m in pattern.finditer(style)) if style else 0.0


def width(element: html.HtmlElement) -> float:
    """The width of a cell in points (of 500 for a whole page), 0 where it says none."""
    m = _WIDTH.search(element.get("style", "")) or re.match(r"()(\d{1,4})(%)?", element.get("width", ""))
    return _points(m) if m and m.re is _WIDTH else float(m[2]) * (5.0 if m[3] else 0.75) if m else 0.0


def _points(m: re.Match[str]) -> float:
    try:
        return float(m[1]) * _POINTS.get((m[2] or "").lower(), 1.0)
    except ValueError:
        return 0.0
