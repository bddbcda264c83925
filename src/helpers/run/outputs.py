"""What of an executed notebook is kept: its outputs, without whatever differs from one run to the next.

Notebooks are handled as the JSON they are, written the way nbformat writes them.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

from helpers.data.files import digest_json, write_atomically
from helpers.run import notebook_file
from helpers.run.parameters import INJECTED_TAG

OUTPUTS_OF = "outputs_of"
LIKENESS = "likeness"  # beside a picture: what it looked like when it was drawn
PNG = "image/png"
_PARTS = (16, 8)
_MEAN_APART, _MOST_APART = 1.5, 12  # of 255 shades of grey
HIDDEN_TAG = "remove-cell"  # MyST-NB leaves such a cell out of the book
_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}


def source_digest(notebook: dict[str, Any]) -> str:
    """A digest of the code cells' sources; stored beside outputs, it says which code they are the outputs of."""
    return digest_json(["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"])


def write_cleaned(executed: Path, target: Path, hide_injected: bool = False) -> bool:
    """Write an executed notebook to `target` as it is kept; False if it is there already, byte for byte.

    Time stamps, timings, the run's paths and the interpreter's version go; a digest of the code stays. With
    `hide_injected` the cell of values that papermill added is marked to be left out of the book.
    """
    notebook = notebook_file.read(executed)
    notebook["metadata"] = {"kernelspec": _KERNEL, "language_info": _LANGUAGE, OUTPUTS_OF: source_digest(notebook)}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            if PNG in output.get("data", {}):
                output.setdefault("metadata", {})[LIKENESS] = likeness(_png(output))
        metadata = cell["metadata"]
        for volatile in ("papermill", "execution", "ExecuteTime", "collapsed", "trusted"):
            metadata.pop(volatile, None)
        tags = metadata.pop("tags", [])
        if hide_injected and INJECTED_TAG in tags:
            tags = [*tags, HIDDEN_TAG]
        if tags:
            metadata["tags"] = tags
        if INJECTED_TAG in tags:
            cell["id"] = INJECTED_TAG  # papermill makes a new one each time
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    return write_atomically(target, text.encode())


def figures(notebook: Path) -> list[tuple[bytes, str]]:
    """The figures of an executed notebook, in order: PNG bytes, and the title that its text description begins with."""
    cells = notebook_file.cells(notebook)
    shown = [output["data"] for cell in cells for output in cell.get("outputs", ()) if "data" in output]
    return [
        (b64decode("".join(data[PNG])), "".join(data["text/plain"]).split(". ")[0].removeprefix("Chart: "))
        for data in shown
        if PNG in data
    ]


def likeness(png: bytes) -> str:
    """What a picture looks like from afar: the mean grey of each of 16 by 8 parts of it, a byte each, in base64."""
    from PIL import Image

    small = Image.open(BytesIO(png)).convert("L").resize(_PARTS, Image.Resampling.BOX)
    return b64encode(small.tobytes()).decode("ascii")


def alike(one: str, other: str) -> bool:
    """Whether two likenesses can be of one picture: other fonts and edges are, other lines are not."""
    apart = [abs(a - b) for a, b in zip(b64decode(one), b64decode(other), strict=True)]
    return sum(apart) <= _MEAN_APART * len(apart) and max(apart) <= _MOST_APART


def _png(output: dict[str, Any]) -> bytes:
    return b64decode("".join(output["data"][PNG]))


def _fault_of_picture(output: dict[str, Any]) -> str:
    """What is wrong with a picture: nothing is drawn on it, or it is not the one that the run drew; '' if nothing."""
    if PNG not in output.get("data", {}):
        return ""
    try:
        looks = likeness(_png(output))
    except (OSError, ValueError):
        return "shows a picture that cannot be read"
    if len(set(b64decode(looks))) == 1:
        return "shows a blank picture"
    drawn = output.get("metadata", {}).get(LIKENESS, looks)
    return "" if alike(looks, drawn) else "shows another picture than its code drew"


def faults(notebook: Path) -> list[str]:
    """Why a committed notebook is not fit to be read as it is: sentences, none if it is."""
    content = notebook_file.read(notebook)
    code = [cell for cell in content["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]
    found = []
    if not any(cell["outputs"] for cell in code):
        found.append("it has no outputs")
    elif content["metadata"].get(OUTPUTS_OF) != source_digest(content):
        found.append("its code is newer than its outputs")
    if any(INJECTED_TAG in cell["metadata"].get("tags", []) for cell in content["cells"]):
        found.append("it holds values that papermill passed in, not only the defaults")
    for number, cell in enumerate(code, start=1):
        if any(output["output_type"] == "error" for output in cell["outputs"]):
            found.append(f"code cell {number} ended in an error")
        found += [f"code cell {number} {fault}" for output in cell["outputs"] if (fault := _fault_of_picture(output))]
    if found == [] and [cell["execution_count"] for cell in code] != list(range(1, len(code) + 1)):
        found.append("its cells were not run once each, from top to bottom")
    return [f"{notebook.name}: {fault}; run `make refresh`." for fault in found]
