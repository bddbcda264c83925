"""A kernel extension that imports, while the kernel waits for its notebook, what most of our notebooks import.

The pipeline loads it (`--InteractiveShellApp.extra_extensions=helpers.run.warm`) only into kernels that it starts
beforehand, on a core that is idle just then. It binds no name in the notebook and changes no result.
"""

from contextlib import suppress
from importlib import import_module
from typing import Any

MODULES = (
    *("pandas", "matplotlib.figure", "frictionless"),
    *("helpers.data.dataset", "helpers.story.charts", "helpers.story.exhibits", "helpers.story.findings"),
)


def load_ipython_extension(shell: Any) -> None:
    for name in MODULES:
        with suppress(Exception):  # a module that cannot be imported is for the notebook to tell
            import_module(name)
