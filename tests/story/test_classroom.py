"""Students learn what went wrong, and never the answer."""

from __future__ import annotations

import json
from pathlib import Path
from unittest import mock

import pytest

from helpers.data.quantity.quantity import Missing, between
from helpers.story import classroom

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
GROWTH = "trajectory.revenue_cagr_fy2010_fy2016"
STEP = "trajectory.operating_income_bridge_sga_rd_fy2016"
GAP = "trajectory.incremental_operating_margin_fy2010_fy2016"


STEP_OF_GROWTH = next(question.step for question in classroom.questions() if question.name == GROWTH)
NEW = between(2.0, 2.2, "JPY", 2.1).named("revenue in FY2016")
OLD = between(1.0, 1.0, "JPY").named("revenue in FY2010")


class Held(dict[str, object]):
    notebook = "09_trajectory"


@pytest.fixture(autouse=True)
def asked() -> str:
    held = Held(
        {
            GROWTH: between(0.1141, 0.1145, "ratio", 0.1143),
            STEP: between(-1.604e9, -1.587e9, "JPY", -1.595e9),
            GAP: Missing("no filing prints it"),
        }
    )
    with mock.patch.object(classroom, "say") as say:
        classroom.ask(held)
    (text,) = say.call_args.args
    return str(text)


def test_the_questions_of_a_notebook_are_shown_without_numbers_of_the_answer(asked: str) -> None:
    assert asked.startswith("1. By how much did revenue grow")
    assert asked.count("\n") == 2
    assert "11.4" not in asked


@pytest.mark.parametrize("answer", [0.1143, 0.114, "11.4%", "11.43 percent", between(0.114, 0.115, "ratio", 0.1142)])
def test_an_answer_within_the_interval_or_its_own_rounding_is_right(answer: object) -> None:
    assert classroom.check(GROWTH, answer).kind == "right"


@pytest.mark.parametrize("answer", [-1595000000, "JPY -1.6 billion", "-1,595 million", "\N{MINUS SIGN}1.595 billion"])
def test_amounts_may_be_written_as_the_filings_do(answer: object) -> None:
    assert classroom.check(STEP, answer).kind == "right"


@pytest.mark.parametrize(
    ("name", "answer", "hint"),
    [
        (GROWTH, 11.43, "unit"),
        (GROWTH, 0.1, "rounded so far"),
        (GROWTH, 0.1155, "round on the way"),
        (STEP, "1.595 billion", "sign"),
        (STEP, -1595, "millions"),
        (STEP, -1.595, "billions"),
    ],
)
def test_a_near_miss_says_what_went_wrong(name: str, answer: object, hint: str) -> None:
    found = classroom.check(name, answer)
    assert found.kind == "nearly"
    assert hint in repr(found)


def test_a_wrong_answer_names_the_step_to_read_again_and_not_the_answer() -> None:
    found = classroom.check(GROWTH, "24.6%")
    assert found.kind == "not yet"
    assert STEP_OF_GROWTH in found.words
    assert "11" not in found.words


def test_what_cannot_be_known_is_answered_with_none() -> None:
    assert classroom.check(GAP, None).kind == "right"
    assert classroom.check(GAP, 0.01).kind == "not yet"
    assert classroom.check(GROWTH, None).kind == "not yet"


def test_errors_say_what_to_do() -> None:
    with pytest.raises(KeyError, match="asked were"):
        classroom.check("cloud.nothing", 1)
    with pytest.raises(ValueError, match="no question"):
        classroom.ask(Held())


@pytest.mark.parametrize("answer", ["", "a lot", float("nan"), True, [], "0.1143*100", "11.4% or 5%", "11,4%", print])
def test_what_is_no_answer_gets_a_verdict_and_no_traceback(answer: object) -> None:
    assert classroom.check(GROWTH, answer).kind == "not yet"


def test_a_second_and_a_third_miss_get_a_stronger_hint_and_none_holds_the_answer() -> None:
    made = between(2.0, 2.2, "JPY", 2.1).named("revenue in FY2016") / between(1.0, 1.0, "JPY").named(
        "revenue in FY2010"
    )
    with mock.patch.dict(classroom._asked, {GROWTH: made}):
        said = [classroom.check(GROWTH, 77).words for _ in range(3)]
    assert STEP_OF_GROWTH in said[0]
    assert said[1].endswith("It is made of: revenue in FY2016; revenue in FY2010.")
    assert said[2].endswith("It is worked out as revenue in FY2016 / revenue in FY2010.")
    assert "2.1" not in " ".join(said)


def test_ways_to_go_wrong_have_names_and_one_of_the_inputs_is_no_answer() -> None:
    assert classroom.check(GROWTH, "15.2%").mistake == "mean"
    assert classroom.check(GROWTH, "91%").mistake == "total"
    made = between(2.0, 2.2, "JPY", 2.1).named("revenue in FY2016") - between(1.0, 1.0, "JPY").named(
        "revenue in FY2010"
    )
    with mock.patch.dict(classroom._asked, {GROWTH: made}):
        found = classroom.check(GROWTH, 2.1)
    assert found.mistake == "an_input"
    assert "revenue in FY2016" in found.words


def test_every_step_is_a_heading_of_the_notebook_that_answers() -> None:
    headings: dict[str, set[str]] = {}
    for path in sorted(NOTEBOOKS.glob("0[4-9]*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        lines = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown").split("\n")
        headings[path.stem] = {line.lstrip("# ") for line in lines if line.startswith("## ")}
    topics = {"trajectory": "09_trajectory", "iij_global": "04_iij_global", "cloud": "05_cloud"}
    topics |= {"mobile": "06_mobile_mvne", "docomo": "07_docomo_charge", "targets": "08_targets"}
    for question in classroom.questions():
        assert question.step in headings[topics[question.name.partition(".")[0]]], question.name
