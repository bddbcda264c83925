"""Processes forked from one that has done the imports: what is killed at any moment is then killed at its work."""

from __future__ import annotations

import multiprocessing

FORKING = multiprocessing.get_context("forkserver")
FORKING.set_forkserver_preload(  # of all tests, since a process has one that it forks from
    [
        *("helpers.__main__", "helpers.run.extract", "helpers.run.runner", "papermill.execute"),
        *("pandas", "pytest", "sphinx.cmd.build", "myst_nb.sphinx_ext"),
    ]
)


def ended(process: multiprocessing.process.BaseProcess) -> int | None:
    """How it ended, when it has."""
    process.join()
    return process.exitcode
