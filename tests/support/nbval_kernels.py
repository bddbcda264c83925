"""nbval's kernels forked as those of a run are, so that not each of them imports pandas and matplotlib for itself.

They differ from a run's in one thing, as nbval's own do: what Python hashes text with is drawn anew in every test run,
so that an output which hangs on the order of a set is not the committed one.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest
from jupyter_client.manager import KernelManager

from helpers.run import nursery
from helpers.run.kernels import ForkedProvisioner


class ForkedKernels:
    """What starts nbval's kernels; what they are forked from starts with the first and ends with the tests."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._nursery: nursery.Nursery | None = None
        self._count = 0

    def start(self, startup_timeout: float = 60, kernel_name: str = "python3", **options: Any) -> tuple[Any, Any]:
        """In the place of `nbval.kernel.start_new_kernel`: a manager and its client, ready."""
        if self._folder is None or self._nursery is None:
            self._folder = tempfile.TemporaryDirectory(prefix="nbval-")
            own = {name: value for name, value in os.environ.items() if name != "PYTHONHASHSEED"}
            # A profile of its own: the user's IPython settings and start-up files are no part of the outputs.
            self._nursery = nursery.Nursery(Path(self._folder.name), {**own, "IPYTHONDIR": self._folder.name})
        self._count += 1
        connection = str(Path(self._folder.name, f"{self._count}.json"))
        manager = KernelManager(kernel_name=kernel_name, transport="ipc", connection_file=connection)
        manager.provisioner = ForkedProvisioner(kernel_spec=manager.kernel_spec, parent=manager)
        manager.provisioner.nursery = self._nursery
        manager.start_kernel(cwd=options["cwd"])
        client = manager.client()
        client.start_channels()
        client.wait_for_ready(timeout=startup_timeout)
        return manager, client

    def pytest_unconfigure(self) -> None:
        if self._nursery is not None and self._folder is not None:
            self._nursery.stop()
            self._folder.cleanup()


def pytest_configure(config: pytest.Config) -> None:
    if nursery.AVAILABLE:
        forked = ForkedKernels()
        config.pluginmanager.register(forked, "forked-kernels")
        nbval.kernel.start_new_kernel = forked.start
