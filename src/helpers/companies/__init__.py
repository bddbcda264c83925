"""The companies as data, a folder each: calendar, currency, names, vocabulary, cues, known misprints, splits.

A folder holds `company.toml` and, as far as the company needs them, `concepts.toml`, `cues.toml`, `known_errors.toml`
and `splits.toml` (`helpers.language.company` takes them in). No code knows a company by name but this.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
DEFAULT = "iij"
"""The company that is read where none is named."""
