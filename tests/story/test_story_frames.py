"""Frames of quantities in a notebook: linked numbers with their trails; on an axis: ticks with their unit."""

from __future__ import annotations

import sys

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from presentation import quantity, shown

import helpers
from helpers.data.quantity.missing import Missing
from helpers.data.quantity.reference import Reference
from helpers.data.said import Said
from helpers.story import frames


def frame() -> pd.DataFrame:
    index = pd.Index(["FY2015", "FY2016"], name="period")
    revenue = [quantity(140.6e9, 5e7, period="fy2015"), quantity(157.8e9, 5e7)]
    income = [Missing("no filing <prints> it", "JPY"), quantity(5.1e9, 5e7)]
    return pd.DataFrame({"Revenue": revenue, "OI": income, "note": ["<b>", ""]}, index=index).astype(
        {"Revenue": "quantity", "OI": "quantity"}
    )


def test_every_number_of_a_frame_is_a_link_with_its_trail() -> None:
    page, metadata = frames.bundle(frame().assign(margin=lambda f: f["OI"] / f["Revenue"])) or ({}, {})
    html = page["text/html"]
    assert html.count("<a href=") == 4 == len(metadata["helpers"]["numbers"])
    assert ">157.8</a>" in html
    assert "Revenue, JPY billion" in html
    assert 'title="no filing &lt;prints&gt; it">unknown' in html
    assert "<b>" not in html
    assert "FY2016  157.8" in page["text/plain"]
    node = metadata["helpers"]["nodes"][-1]
    assert len(node["inputs"]) == 2


def test_what_was_published_elsewhere_is_marked_and_leads_to_its_row() -> None:
    address = "https://example.org/<results>"
    reference = Reference("published:revenue:actual:x", "IIJ (release)", "2014-05-15", address, line=7)
    told = quantity(114.3e9, 5e7, period="fy2013", basis="published", fact_ids=(), references=(reference,))
    years = pd.Series([told, quantity(157.8e9, 5e7)], index=["FY2013", "FY2016"], dtype="quantity", name="Revenue")
    page, _ = frames.bundle(pd.DataFrame({"Revenue": years, "double": years * 2})) or ({}, {})
    html = page["text/html"]
    assert html.count('<span class="elsewhere"><a href=') == 2  # the figure, and what was worked out with it
    assert 'published_results.csv#L7"' in html
    assert "<results>" not in html
    assert "114.3\N{DAGGER}" in page["text/plain"]
    assert "\N{DAGGER} Published elsewhere" in page["text/plain"]
    assert "157.8\N{DAGGER}" not in page["text/plain"]


def test_what_is_contested_is_marked() -> None:
    years = pd.Series(
        [quantity(157.8e9, 5e7, status="contested"), quantity(1e9, 5e7)], dtype="quantity", name="Revenue"
    )
    page, _ = frames.bundle(years * 2) or ({}, {})
    assert page["text/html"].count("\N{DOUBLE DAGGER}") == 2  # the figure, and what the sign says
    assert "\N{DOUBLE DAGGER} Contested" in page["text/plain"]


def test_a_frame_without_quantities_is_left_to_pandas() -> None:
    assert frames.bundle(pd.DataFrame({"a": [1]})) is None
    assert frames.bundle(pd.Series([1])) is None


def test_a_column_and_rows_under_two_names_are_shown_likewise() -> None:
    page, _ = frames.bundle(frame()["Revenue"]) or ({}, {})
    assert page["text/html"].count("<a href=") == 2
    both = frame().set_index("note", append=True)
    page, _ = frames.bundle(both) or ({}, {})
    assert '<th scope="col" style="text-align: left">note</th>' in page["text/html"]
    assert "captioned" in shown(frames.show, frame(), "captioned")["text/html"]


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> InteractiveShell:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # the shell puts its own there
    made = InteractiveShell.instance()
    frames.register()
    return made


def test_a_notebook_shows_frames_quantities_and_passages_so(shell: InteractiveShell) -> None:
    assert shell.display_formatter is not None
    data, metadata = shell.display_formatter.format(frame())
    assert "<a href=" in data["text/html"]
    assert metadata["helpers"]["numbers"]
    data, _ = shell.display_formatter.format(quantity(157.8e9, 5e7))
    assert ">157.8</a>" in data["text/html"]
    assert data["text/plain"] == "JPY 157.8 billion, FY2016"
    filing = "2016-08-05_1q16_presentation"
    passages = pd.DataFrame([(filing, 7, "<i>cloud")], columns=["filing", "line", "text"])
    data, _ = shell.display_formatter.format(Said("cloud", filing, "Announced", passages))
    assert f'{filing}.txt#L7"' in data["text/html"]
    assert "&lt;i&gt;cloud" in data["text/html"]
    data, _ = shell.display_formatter.format(pd.DataFrame({"a": [1]}))
    assert "dataframe" in data["text/html"]  # pandas' own


def test_the_public_face_tells_a_notebook_how_to_show_them(shell: InteractiveShell) -> None:
    assert shell.display_formatter is not None
    formatter = shell.display_formatter.mimebundle_formatter
    formatter.pop(pd.DataFrame)
    vars(helpers).pop("open_data", None)
    assert helpers.open_data
    assert formatter.lookup_by_type(pd.DataFrame) is frames.bundle


def test_quantities_are_drawn_with_their_unit_on_the_axis() -> None:
    frames.register()
    figure, axes = plt.subplots()
    axes.plot([1, 2], list(frame()["Revenue"]))
    figure.canvas.draw()
    ticks = [label.get_text() for label in axes.get_yticklabels()]
    line = list(axes.lines[0].get_ydata(orig=False))
    plt.close(figure)
    assert all(tick.endswith(" bn") for tick in ticks)
    assert line == [140.6e9, 157.8e9]
