"""A figure of a committed notebook is the one that its code drew: compared from afar, so that fonts may differ."""

from __future__ import annotations

import base64
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from small_project import make_project

from helpers.run import outputs

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0[4-9]*.ipynb"))


def pictures(path: Path) -> list[bytes]:
    return [image for image, _ in outputs.figures(path)]


def encoded(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, format="png")
    return buffer.getvalue()


def executed(tmp_path: Path, png: bytes) -> Path:
    """A notebook with a picture, as it is kept."""
    project = make_project(tmp_path)
    source = project.source(project.steps[0])
    content = json.loads(source.read_text())
    for number, cell in enumerate(content["cells"], start=1):
        cell["execution_count"] = number
    shown = {"image/png": base64.b64encode(png).decode(), "text/plain": "Chart: A title. And more."}
    content["cells"][-1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown}]
    source.write_text(json.dumps(content))
    outputs.write_cleaned(source, tmp_path / "kept.ipynb")
    return tmp_path / "kept.ipynb"


def replaced(kept: Path, png: bytes) -> list[str]:
    """What is wrong with a notebook whose picture has been replaced."""
    content = json.loads(kept.read_text())
    content["cells"][-1]["outputs"][0]["data"]["image/png"] = base64.b64encode(png).decode()
    kept.write_text(json.dumps(content))
    return outputs.faults(kept)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_replaced_picture_is_noticed(notebook: Path, tmp_path: Path) -> None:
    first, *others = pictures(notebook)
    kept = executed(tmp_path, first)
    assert outputs.faults(kept) == []
    blank = encoded(Image.new("RGB", Image.open(BytesIO(first)).size, "white"))
    assert "code cell 3 shows a blank picture; run `make refresh`." in replaced(kept, blank)[0]
    for other in others:
        assert "another picture than its code drew" in replaced(kept, other)[0]
    assert "cannot be read" in replaced(kept, b"no picture")[0]
    assert replaced(kept, first) == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_other_edges_and_shades_are_the_same_picture(notebook: Path, tmp_path: Path) -> None:
    first = pictures(notebook)[0]
    kept = executed(tmp_path, first)
    image = Image.open(BytesIO(first)).convert("RGB")
    assert replaced(kept, encoded(image.filter(ImageFilter.GaussianBlur(1)))) == []
    assert replaced(kept, encoded(image.quantize(64).convert("RGB"))) == []
    assert replaced(kept, encoded(image.resize((image.width // 2, image.height // 2)))) == []


def test_committed_pictures_are_those_that_were_drawn() -> None:
    for path in NOTEBOOKS:
        assert not [fault for fault in outputs.faults(path) if "picture" in fault]
