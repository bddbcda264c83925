"""The words of a notebook stand in a file beside it, and its cells fill them in.

    tell = words("04_iij_global", globals())
    tell("growth")                              # displays the section 'growth', its numbers linked
    tell("miss", year="FY2016")                 # values of the call come before those of the notebook
    tell.title("by_quarter")                    # the section as plain text: for a figure or a caption

The file, `notebooks/words/04_iij_global.md`, can be read and edited without Python: a heading for each section,
Markdown below it, and where a number may be unknown or contested a paragraph that is said instead:

    ## growth
    Revenue {growth:rose|fell} by {growth:abs} from {sales[FY2010]} to {sales[FY2011]}.

    Otherwise: What revenue did is not known yet.

A section 'finding.cloud.growth' states the findings 'cloud.growth_fy2016' and so on (`Findings.publish_all`).
What may stand in braces is said in `helpers.story.prose`; before the colon it is a name of the notebook, a cell of a
column (`sales[FY2010]`) or an attribute (`step.share`).
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from helpers.data.quantity.missing import Missing
from helpers.language.errors import HelpersError
from helpers.story import prose

NO_TITLE = "What this shows rests on figures that are unknown or contested."
OTHERWISE = "Otherwise:"
_HEADING = re.compile(r"^## +(\S+) *$", re.MULTILINE)


class WordsError(HelpersError, ValueError):
    """A file of words or a section of one cannot be used; the message says which, and what to do."""


@dataclass(frozen=True)
class Section:
    """What is said, and what is said instead ('' if nothing) where one of its values is unknown or contested."""

    name: str
    text: str
    otherwise: str

    def fields(self) -> list[tuple[str, str]]:
        """What stands in the braces of both texts: (the field, its options)."""
        return [found for text in (self.text, self.otherwise) for found in fields_of(text)]


def fields_of(template: str) -> list[tuple[str, str]]:
    """The fields of a template with their options."""
    return [(name, spec or "") for _, name, spec, _ in string.Formatter().parse(template) if name]


def read(path: Path) -> dict[str, Section]:
    """The sections of a file of words, by name. WordsError for a file that cannot be read, or a name used twice."""
    try:
        parts = _HEADING.split(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WordsError(f"{path}: {error.strerror}. A notebook's words belong there, a heading for each.") from error
    found: dict[str, Section] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        if name in found:
            raise WordsError(f"{path}: there are two sections '{name}'; give one of them another name.")
        text, _, otherwise = body.strip().partition(f"\n\n{OTHERWISE}")
        try:
            fields_of(text + otherwise)
        except ValueError as error:
            raise WordsError(f"{path}: the braces of section '{name}' do not close: {error}.") from error
        found[name] = Section(name, _one_line_each(text), _one_line_each(otherwise.strip()))
    return found


def _one_line_each(text: str) -> str:
    """Paragraphs and list items on one line each, however the file breaks its lines."""
    blocks = re.split(r"\n(?=\n|[-*] |\d+\. )", text)
    return "\n".join(re.sub(r"(?<=\S)\n(?=\S)", " ", block) for block in blocks)


def path_of(notebook: str) -> Path:
    """Where the words of a notebook are."""
    from helpers.data.dataset import project_root

    return project_root() / "notebooks" / "words" / f"{notebook}.md"


@cache
def _read_at(path: Path, _changed: int) -> dict[str, Section]:
    return read(path)


class Words:
    """The words of one notebook, filled in with the values of its namespace."""

    def __init__(self, notebook: str, namespace: Mapping[str, Any]) -> None:
        self.notebook, self._namespace = notebook, namespace

    def __call__(self, name: str, **values: Any) -> None:
        """Display a section; its numbers lead to their sources."""
        template, otherwise, found = self._section(name, values)
        prose.say(template, otherwise, **found)

    def title(self, name: str, **values: Any) -> str:
        """A section as plain text, for a title: one whose values are unknown or contested and that has nothing to say
        otherwise says so, since a title never states them."""
        template, otherwise, found = self._section(name, values)
        if otherwise is None and not all(map(prose.may_be_said, found.values())):
            return NO_TITLE
        return prose.sentence(template, otherwise, **found)

    def finding(self, name: str) -> str:
        """The sentence that states a finding of a name, a template: the section 'finding.<name>'."""
        return self._read(f"finding.{name}").text

    def _section(self, name: str, values: Mapping[str, Any]) -> tuple[str, str | None, dict[str, Any]]:
        """The two templates of a section with plain names in their braces, and the values of those names.

        Of what is said otherwise a value may be unknown; of what is said first all must be there.
        """
        section = self._read(name)
        plain: dict[str, str] = {}
        found: dict[str, Any] = {}
        for field, _ in section.fields():
            if field not in plain:
                plain[field] = f"v{len(plain)}"
                found[plain[field]] = self._value(field, values, section)
        texts = [_renamed(text, plain) for text in (section.text, section.otherwise)]
        said = {plain[field] for field, _ in fields_of(section.text)}
        first = {key: value for key, value in found.items() if key in said}
        if not section.otherwise:
            return texts[0], None, first
        if all(map(prose.may_be_said, first.values())):
            return texts[0], texts[1], first
        return texts[1], texts[1], {plain[field]: found[plain[field]] for field, _ in fields_of(section.otherwise)}

    def _read(self, name: str) -> Section:
        path = path_of(self.notebook)
        sections = _read_at(path, path.stat().st_mtime_ns) if path.is_file() else read(path)
        if name not in sections:
            raise WordsError(f"{path} has no section '{name}'; it has {', '.join(sections)}.")
        return sections[name]

    def _value(self, field: str, values: Mapping[str, Any], section: Section) -> Any:
        name = re.split(r"[.\[]", field, maxsplit=1)[0]
        if name not in values and name not in self._namespace:
            raise WordsError(
                f"Section '{section.name}' of {path_of(self.notebook)} names '{name}', which the notebook has not "
                "set at this point: set it before, or pass it."
            )
        try:
            return string.Formatter().get_field(field, (), {**self._namespace, **values})[0]
        except KeyError as error:
            if section.otherwise:  # a period that is not in the frame is not known
                return Missing(f"nothing is known of {field}")
            raise self._cannot(field, section, error) from error
        except (AttributeError, IndexError, TypeError) as error:
            raise self._cannot(field, section, error) from error

    def _cannot(self, field: str, section: Section, error: Exception) -> WordsError:
        where = f"Section '{section.name}' of {path_of(self.notebook)}"
        return WordsError(f"{where} asks for '{field}': {type(error).__name__}: {error}.")


def _renamed(template: str, plain: Mapping[str, str]) -> str:
    """The template with a plain name for each field."""
    out = []
    for text, name, spec, _ in string.Formatter().parse(template):
        out.append(text.replace("{", "{{").replace("}", "}}"))
        if name:
            out.append("{" + plain[name] + (f":{spec}" if spec else "") + "}")
    return "".join(out)


def words(notebook: str, namespace: Mapping[str, Any]) -> Words:
    """The words of a notebook, to be filled in with its own values: `tell = words("04_iij_global", globals())`."""
    return Words(notebook, namespace)
