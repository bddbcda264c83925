"""A kernel extension that imports, while the kernel waits for its notebook, what every notebook imports anyway.

The pipeline starts the next kernels while a core is idle (`--InteractiveShellApp.extra_extensions=helpers.warm`),
so that a notebook finds its imports done. It binds no name in the notebook and changes no result.
"""

from importlib import import_module
from typing import Any

MODULES = ("numpy", "pandas", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "seaborn")


def load_ipython_extension(shell: Any) -> None:
    for name in MODULES:
        import_module(name)
