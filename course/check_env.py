"""Whether the lessons will run here: `python check_env.py`. Says what is missing and what to do."""

import importlib
import sys
import tempfile
from pathlib import Path

NEEDED = ("numpy", "pandas", "matplotlib", "frictionless", "jupyterlab", "ipykernel")
HERE = Path(__file__).resolve().parent


def main() -> int:
    """Try everything a lesson needs; the exit status is the number of things that are missing."""
    missing = []
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs this may have an older one
        missing.append(f"Python {sys.version.split()[0]} is too old: install 3.11 or newer.")
    for name in NEEDED:
        try:
            module = importlib.import_module(name)
            print(f"ok  {name} {getattr(module, '__version__', '')}")
        except ImportError:
            missing.append(f"{name} is not installed: pip install -r requirements.txt")
    texts = sorted((HERE / "data" / "raw").glob("*.txt"))
    if not texts or not (HERE / "data" / "processed" / "facts.csv").is_file():
        missing.append("The folder data/ is not beside this file: unzip the whole hand-out.")
    if not missing:
        missing += reads(texts[0])
    print("\n".join(missing) or "Everything is there: jupyter lab, then open 01_reading.ipynb.")
    return len(missing)


def reads(text: Path) -> list[str]:
    """Read one filing with the package beside this file."""
    sys.path.insert(0, str(HERE))
    from helpers.__main__ import main as run

    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        (raw / text.name).write_bytes(text.read_bytes())
        if run(["extract", str(raw), str(Path(folder) / "out")]) != 0:
            return ["The package could not read a filing: see above."]
    print("ok  a filing can be read")
    return []


if __name__ == "__main__":
    sys.exit(main())
