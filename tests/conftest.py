"""Settings for all tests: random examples are the same in every run; HYPOTHESIS_PROFILE=explore looks for new ones, and
for more of them where every run takes a sample (`sampled.py`)."""

import gc
import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from helpers.language.memory import keep_all, no_search_for_cycles

LONGEST = (
    "run/test_arrivals_whole.py",
    "publish/test_book_in_browser.py",
    "filing/test_documents_pdf.py",
    "project/test_types.py",
    "course/test_exercises.py",
    "analysis/test_altered_filings.py",
    "run/test_bad_input_time.py",
    "analysis/test_as_of.py",
    "publish/test_book.py",
    "publish/test_xbrl_arelle.py",
    "run/test_reached.py",
    "run/test_shelf.py",
    "run/test_pipeline.py",
    "proof/test_left_out.py",
    "run/test_pipeline_killed.py",
    "reading/test_read_altered.py",
    "reading/test_cues.py",
    "publish/test_xbrl_inline_arelle.py",
    "run/test_arrivals.py",
)
"""Begun first, so that no process is left with one of them when the others have nothing more to do."""

settings.register_profile("repeat", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(50_000, 20, 20)  # these processes keep much, and a search for cycles among it finds few
    if config.getoption("--nbval", False):
        config.pluginmanager.import_plugin("nbval_kernels")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """`-n auto`: one more than cores, since a test now and then waits for a browser, a kernel or the disk."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    return 1 + (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Each process makes thousands of tests, none of which goes before the end: to search them for cycles that could,
    again and again, took a quarter of this time, and half of that of a notebook in this process."""
    with no_search_for_cycles():
        result = yield
    keep_all()
    return result


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = "/".join(item.path.parts[-2:])
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)
