"""The companies as data, a folder each: their vocabulary, their known misprints. No code knows one by name but this."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "iij"


def data_file(name: str) -> Path:
    """A file of the company whose filings are read, as in data_file("concepts.toml")."""
    return _FOLDER / name
