"""A lesson as slides: one page of HTML that needs nothing else, a screen a slide, moved with the arrow keys."""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from helpers.publish import policy
from helpers.publish.course import notebooks
from helpers.publish.course.lessons import Lesson

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_HEADING = re.compile(r"^(?=##+ )", re.MULTILINE)
_STYLE = """
html { scroll-snap-type: y mandatory; font: 1.6rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 0; }
section { box-sizing: border-box; min-height: 100vh; padding: 6vh 8vw; scroll-snap-align: start; break-after: page; }
h1 { font-size: 2.6rem; } h2 { font-size: 2rem; margin: 0 0 1rem; }
pre { font-size: 1.05rem; padding: 1rem; background: #f3f3f3; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; }
@media (max-width: 40rem) { html { font-size: 1.1rem; } h1 { font-size: 1.7rem; } h2 { font-size: 1.4rem; }
  section { padding: 4vh 5vw; } pre { font-size: .85rem; } }
@media (prefers-color-scheme: dark) { html { color: #eee; background: #161616; } pre { background: #262626; } }
@media print { html { color: #000; background: #fff; font-size: 14pt; } section { min-height: 0; } }
"""
_KEYS = """
addEventListener("keydown", event => {
  const step = {ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1}[event.key];
  if (!step) return;
  event.preventDefault();
  const slides = [...document.querySelectorAll("section")];
  const now = slides.findIndex(slide => slide.getBoundingClientRect().bottom > 2);
  const to = slides[Math.min(Math.max(now + step, 0), slides.length - 1)];
  to.scrollIntoView();
  to.focus({preventScroll: true});
});
"""


def deck(lesson: Lesson) -> str:
    """The slides of a lesson: its objectives, each live step with its code, what there is to do, and the key points."""
    shown = [f"<h1>{html.escape(lesson.title)}</h1>\n{_rendered(_section(lesson, 'Objectives'))}"]
    shown += [f"<h2>{html.escape(title)}</h2>\n{body}" for title, body in _steps(lesson)]
    asked = "\n".join(f"- {notebooks.heading(name)}" for name in lesson.exercises)
    shown.append(f"<h2>Your turn</h2>\n{_rendered(asked)}")
    shown.append(f"<h2>Key points</h2>\n{_rendered(_section(lesson, 'Key points'))}")
    sections = "\n".join(f'<section tabindex="-1">\n{slide}\n</section>' for slide in shown)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy.meta([_KEYS])}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(lesson.title)}: slides</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
{sections}
</main>
<script>{_KEYS}</script>
</body>
</html>
"""


def _rendered(markdown: str) -> str:
    return str(_MARKDOWN.render(markdown))


def _section(lesson: Lesson, heading: str) -> str:
    """The text below a heading of the second level."""
    for cell in lesson.cells:
        for part in _HEADING.split(cell.text) if cell.kind == "markdown" else []:
            if part.startswith(f"## {heading}\n"):
                return part.partition("\n")[2].strip()
    return ""


def _steps(lesson: Lesson) -> list[tuple[str, str]]:
    """The live steps: title, and what is said with the code behind it."""
    found: list[tuple[str, str]] = []
    for cell in lesson.cells:
        if cell.kind == "markdown":
            for part in _HEADING.split(cell.text):
                title, _, body = part.partition("\n")
                if title.startswith("### Step "):
                    found.append((title.removeprefix("### "), _rendered(body.strip())))
                elif title.startswith("## Your turn"):
                    return found
        elif found:
            title, body = found[-1]
            found[-1] = title, f"{body}<pre><code>{html.escape(cell.text)}</code></pre>"
    return found
