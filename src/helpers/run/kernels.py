"""Kernels: one for each notebook, forked from a process that has done the imports where the system can do that."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty
from typing import Any, cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from helpers.data import scratch
from helpers.run import nursery
from helpers.run.nursery import Nursery
from helpers.run.project import PipelineError

try:
    import resource
except ImportError:  # Windows bounds no such thing
    resource = None  # type: ignore[assignment]

_NO_HISTORY = "--HistoryManager.enabled=False"  # no database of what was typed
_LISTENING = "--IPKernelApp.exec_lines=__import__('helpers.data.asked', fromlist=['listen']).listen({!r}, {!r})"
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


_FILES = 512  # open files that kernels, their sockets and their notebooks may need at once
_LONGEST_SOCKET_FOLDER = 80  # characters, of some hundred for the whole path


class KernelError(PipelineError):
    """A kernel could not be started or was lost: the machine has too little of something."""


def _require_files() -> None:
    """Take as many open files as kernels need where the system lets one, or raise KernelError before any starts."""
    if resource is None:
        return
    soft, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= _FILES:
        return
    if most != resource.RLIM_INFINITY and most < _FILES:
        raise KernelError(
            f"Kernels need {_FILES} open files, and {most} are allowed here. Allow more, as with: ulimit -n {_FILES}."
        )
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, most))


class PromptClient(AsyncKernelClient):
    """A client that knows by its answer that a kernel is ready; the usual one then waits for some silence, too."""

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel has answered on its output channel; RuntimeError if it dies or does not in time."""
        deadline = time.monotonic() + (timeout or 120)
        asked = set()
        while time.monotonic() < deadline:
            asked.add(self.kernel_info())
            with suppress(Empty):
                while True:
                    message = await self.get_iopub_msg(timeout=0.2)
                    idle = message["content"].get("execution_state") == "idle"
                    if idle and message["parent_header"].get("msg_id") in asked:
                        return
            if not await self.is_alive():
                raise RuntimeError("the kernel died as it started.")
        raise RuntimeError("the kernel did not start in time.")


class ForkedProvisioner(LocalProvisioner):
    """What starts a kernel for its manager: here, by a fork of a process that is there already."""

    nursery: Nursery

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        forked = self.nursery.fork(cmd[cmd.index("-f") :], Path(kwargs["cwd"]))
        self.process, self.pid, self.pgid = cast("Any", forked), forked.pid, forked.pid
        self.cwd = kwargs["cwd"]
        return self.connection_info


class Kernels:
    """Kernels by the running folder: each serves one notebook."""

    def __init__(self, folder: Path) -> None:
        """`folder` is where kernels run."""
        _require_files()
        self._folder = folder
        self._private = scratch.folder("kernels")
        # A profile of its own keeps the user's IPython settings and start-up files out of the results.
        self._environment = {**os.environ, "IPYTHONDIR": self._private.name, "PYTHONHASHSEED": "0"}
        # Sockets in a private folder have no ports to clash, but the system bounds the length of their path.
        ipc = os.name != "nt" and len(self._private.name) <= _LONGEST_SOCKET_FOLDER
        self._transport = "ipc" if ipc else "tcp"
        self._all: list[KernelManager] = []
        self._lock = threading.Lock()
        self._nursery = Nursery(Path(self._private.name), self._environment) if nursery.AVAILABLE else None

    def take(self, data: Path | None = None) -> KernelManager:
        """A new kernel; the caller ends it. What it asks of the data folder `data` is noted (see `data.asked`)."""
        with self._lock:
            number = len(self._all)
            manager = KernelManager(
                kernel_name="python3",
                client_class="helpers.run.kernels.PromptClient",  # not a blocking one, which would not notice a death
                transport=self._transport,
                connection_file=str(Path(self._private.name, f"{number}.json")),
            )
            self._all.append(manager)
        if self._nursery:
            manager.provisioner = ForkedProvisioner(kernel_spec=manager.kernel_spec, parent=manager)
            manager.provisioner.nursery = self._nursery
        arguments = [_NO_HISTORY]
        if data:
            arguments.append(_LISTENING.format(str(self.notes(manager)), str(data)))
        manager.start_kernel(cwd=str(self._folder), env=self._environment, extra_arguments=arguments)
        return manager

    @staticmethod
    def notes(manager: KernelManager) -> Path:
        """Where a kernel notes what it asks of the data."""
        return Path(manager.connection_file).with_suffix(".asked")

    def stop(self) -> None:
        """End every kernel that was started here, whatever it is doing."""
        for manager in self._all:
            self.end(manager)
        for manager in self._all:
            if manager.has_kernel:
                manager.shutdown_kernel(now=True)
        if self._nursery:
            self._nursery.stop()
        self._private.cleanup()

    @staticmethod
    def end(manager: KernelManager) -> None:
        """End one kernel, without waiting until it has ended."""
        if manager.has_kernel and manager.is_alive():
            manager.signal_kernel(_KILL)
