"""Parameters of notebooks: what is declared, and that whatever does not fit is told, with what would."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_project import make_project, write_notebook

from helpers.run.parameters import Parameter, ParameterError, check, declared, parameters, read_given

DECLARATION = 'as_of = ""  # a date\nyears = 3  # how many\nshare = 0.5\nshown = True\nnames = ["a"]\n'


def namespace(*cells: str, **values: object) -> dict[str, object]:
    """What a kernel's globals() hold after it has run `cells`, the last of which calls parameters()."""
    found: dict[str, object] = {"In": ["", *cells, "parameters(globals())"]}
    for cell in cells:
        exec(cell, found)
    return found | values


def test_declared_reads_names_defaults_and_comments(tmp_path: Path) -> None:
    notebook = write_notebook(make_project(tmp_path), "09_x", "1", parameters=DECLARATION)
    found = declared(notebook)
    assert found["as_of"] == Parameter("as_of", "", "a date")
    assert found["years"] == Parameter("years", 3, "how many")
    assert list(found) == ["as_of", "years", "share", "shown", "names"]


def test_a_second_tagged_cell_is_an_error(tmp_path: Path) -> None:
    notebook = write_notebook(make_project(tmp_path), "09_x", "1")
    untagged, tagged = '"id": "cell-2", "metadata": {}', '"id": "cell-2", "metadata": {"tags": ["parameters"]}'
    notebook.write_text(notebook.read_text().replace(untagged, tagged))
    with pytest.raises(ParameterError, match="2 cells are tagged"):
        declared(notebook)


@pytest.mark.parametrize("line", ["end = as_of + '-31'", "import os", "x = [year for year in (1, 2)]", "a = b = 1"])
def test_the_tagged_cell_holds_plain_literals_only(tmp_path: Path, line: str) -> None:
    notebook = write_notebook(make_project(tmp_path), "09_x", "1", parameters=DECLARATION + line)
    with pytest.raises(ParameterError, match="plain literals"):
        declared(notebook)


def test_defaults_pass() -> None:
    parameters(namespace(DECLARATION))


def test_values_that_papermill_passed_in_pass() -> None:
    parameters(namespace(DECLARATION, '# Parameters\nas_of = "2016-12"\nshare = 1\nnames = []\n'))


def test_an_unknown_name_is_an_error_that_names_the_allowed_ones() -> None:
    with pytest.raises(ParameterError) as told:
        parameters(namespace(DECLARATION, '# Parameters\nasof = "2016-12"\n'))
    assert "unknown parameter 'asof'; did you mean 'as_of'?" in str(told.value)
    for name in (
        "as_of (text, by default ''): a date",
        "years (a whole number, by default 3)",
        "share",
        "shown",
        "names",
    ):
        assert name in str(told.value)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("as_of = 2016", "text"),
        ("years = '3'", "a whole number"),
        ("years = 3.0", "a whole number"),
        ("years = True", "a whole number"),
        ("share = 'half'", "a number"),
        ("shown = 1", "True or False"),
        ("names = 'a'", "a list"),
        ("names = [1]", "a list"),
    ],
)
def test_an_ill_typed_value_is_an_error_that_says_the_type(line: str, kind: str) -> None:
    name = line.partition(" ")[0]
    with pytest.raises(ParameterError, match=rf"parameter '{name}' must be {kind}, not .*\n.*Allowed"):
        parameters(namespace(DECLARATION, f"# Parameters\n{line}\n"))


def test_a_type_changed_by_hand_after_a_first_run_is_an_error() -> None:
    with pytest.raises(ParameterError, match="'as_of' must be text"):
        parameters(namespace(DECLARATION, DECLARATION.replace('""', "2016")))


def test_the_parameter_cell_may_be_edited_and_run_again() -> None:
    cells = [DECLARATION, "# Parameters\nyears = 5\n", DECLARATION.replace("3", "4")]
    parameters(namespace(*cells))


def test_a_later_cell_that_overwrites_a_passed_value_is_an_error() -> None:
    with pytest.raises(ParameterError, match="passed in as 5, and a later cell set it to 4"):
        parameters(namespace(DECLARATION, "# Parameters\nyears = 5\n", "years = 4"))


def test_without_a_parameter_cell_it_says_so() -> None:
    with pytest.raises(ParameterError, match="no parameter cell has run"):
        parameters(namespace("import os"))
    with pytest.raises(RuntimeError, match="in a notebook"):
        parameters({})


def test_a_kernel_without_history_has_only_defaults() -> None:
    parameters({"In": [""], "as_of": ""})


def test_typed_values_are_read_by_the_type_of_the_default() -> None:
    known = {
        parameter.name: parameter
        for parameter in (
            Parameter("as_of", ""),
            Parameter("years", 3),
            Parameter("share", 0.5),
            Parameter("shown", True),
            Parameter("names", ["a"]),
        )
    }
    typed = {"as_of": "2016", "years": "5", "share": "1", "shown": "false", "names": "['b']"}
    assert read_given(known, typed, "x") == {"as_of": "2016", "years": 5, "share": 1.0, "shown": False, "names": ["b"]}
    with pytest.raises(ParameterError, match="'years' must be a whole number, not 'five'"):
        read_given(known, {"years": "five"}, "x")


def test_a_notebook_without_parameters_takes_none() -> None:
    with pytest.raises(ParameterError, match="takes no parameters"):
        check({}, {"as_of": ""}, "00_map")
