"""A process that does the imports of a notebook once and is then forked, so that a kernel need not do them again.

`Nursery` is the side of the runner, `main` that process. It never runs a cell: each kernel is a copy of its own, taken
from it after nothing but imports, so no state passes from one notebook to another. It takes requests by a socket, a
line of JSON with a pipe end each, and answers each with the number of the new process. A kernel holds its pipe end as
long as it lives, which is how the runner sees that one has died. When the runner ends, however it does, the socket
closes, and the process ends itself and its kernels.

Only where `AVAILABLE`: other systems than Linux cannot fork, or not safely once graphics libraries are loaded.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from helpers.language.memory import keep_all

AVAILABLE = sys.platform == "linux"

MODULES = (
    *("ipykernel.ipkernel", "ipykernel.kernelapp", "ipykernel.debugger"),
    *("pandas", "matplotlib.backends.backend_svg", "seaborn", "frictionless"),
    *("helpers.data.dataset", "helpers.story.exhibits", "helpers.story.charts"),
    *("helpers.story.plot", "helpers.story.tell", "helpers.story.findings", "helpers.story.passages"),
    *("helpers.analysis.stages", "helpers.analysis.reconciliation", "helpers.analysis.elsewhere"),
    *(
        "helpers.analysis.coverage",
        "helpers.analysis.horizon",
        "helpers.analysis.trajectory",
        "helpers.story.classroom",
    ),
)
"""What every kernel and most of our notebooks import."""

_ENVIRONMENT = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as a kernel sets it before anything is imported
    "OPENBLAS_NUM_THREADS": "1",  # threads do not outlive a fork
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # as a kernel's specification sets it: no word of how Python was started
}
_REQUEST = 65_536  # bytes of a request, at most
_ENDING = 5  # seconds that the process may take to end


class Nursery:
    """The process that is forked; it starts at once and takes requests while it still imports."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        """`folder` is an empty one, so that nothing in it is imported by mistake; kernels inherit `environment`."""
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = threading.Lock()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())],
                cwd=folder,
                env={**_ENVIRONMENT, **environment},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for the runner
            )

    def fork(self, arguments: list[str], folder: Path) -> Forked:
        """A new kernel with `arguments`, in `folder`. OSError if there is no room for it, RuntimeError without us."""
        reading, writing = os.pipe()
        request = json.dumps({"arguments": arguments, "folder": str(folder)}).encode()
        try:
            with self._lock:
                socket.send_fds(self._socket, [request], [writing])
                answer = self._socket.recv(_REQUEST)
        except OSError:
            answer = b""
        finally:
            os.close(writing)
        told = json.loads(answer or "{}")
        if "pid" in told:
            return Forked(told["pid"], reading)
        os.close(reading)
        if "errno" in told:
            raise OSError(told["errno"], os.strerror(told["errno"]))
        raise RuntimeError("the process that kernels are forked from has ended")

    def stop(self) -> None:
        """End the process, and with it whatever kernel is left."""
        self._socket.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_ENDING)
        self._process.kill()
        self._process.wait()


class Forked:
    """A forked kernel, with what jupyter_client asks of a process. It is no child of ours, so its status is unknown."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid, self._pipe = pid, pipe
        self.returncode: int | None = None
        self._lock = threading.Lock()
        self._watch = select.poll()  # `select` would refuse a pipe of a number above a thousand
        self._watch.register(pipe, select.POLLIN)

    def poll(self) -> int | None:
        """None while it lives, then 1."""
        with self._lock:
            if self.returncode is None and self._watch.poll(0):
                self.returncode = 1
                os.close(self._pipe)
        return self.returncode

    def wait(self) -> int:
        while self.poll() is None:
            time.sleep(0.01)
        return 1

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)


def main(descriptor: int) -> None:
    """Import, then fork a kernel for each request until the other side has gone; kernels that ended are reaped."""
    control = socket.socket(fileno=descriptor)
    for name in MODULES:
        with suppress(Exception):  # a module that cannot be imported is for the notebook to tell
            import_module(name)
    keep_all()
    ended, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    kernels: set[int] = set()
    watched: list[Any] = [control, ended]
    while True:
        ready = select.select(watched, [], [])[0]
        if ended in ready:
            os.read(ended, _REQUEST)
            kernels -= _reap()
        if control in ready:
            request, pipes, *_ = socket.recv_fds(control, _REQUEST, 1, socket.MSG_CMSG_CLOEXEC)
            if not request:
                break
            kernels |= _fork(control, json.loads(request), pipes, (ended, wake))
    for pid in kernels:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    with suppress(ChildProcessError):
        while True:
            os.wait()


def _fork(control: socket.socket, request: Mapping[str, Any], pipes: list[int], ours: tuple[int, ...]) -> set[int]:
    """In the child this never returns. It has a group of its own, to which signals are sent."""
    try:
        pid = os.fork()
    except OSError as error:
        answer, made = {"errno": error.errno}, set()
    else:
        if not pid:
            control.close()
            _be_kernel(request, ours)
        with suppress(OSError):  # the child does it, too, whoever comes first; after that there is a group to signal
            os.setpgid(pid, pid)
        answer, made = {"pid": pid}, {pid}
    for pipe in pipes:
        os.close(pipe)
    with suppress(OSError):  # a runner that has gone is noticed at the next turn
        control.send(json.dumps(answer).encode())
    return made


def _reap() -> set[int]:
    """The children that have ended."""
    ended = set()
    with suppress(ChildProcessError):
        while (pid := os.waitpid(-1, os.WNOHANG)[0]) != 0:
            ended.add(pid)
    return ended


def _be_kernel(request: Mapping[str, Any], pipes: tuple[int, ...]) -> NoReturn:
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pipe in pipes:
            os.close(pipe)
        with suppress(OSError):
            os.setpgid(0, 0)
        os.chdir(request["folder"])
        sys.argv = ["ipykernel_launcher", *request["arguments"]]
        from ipykernel.kernelapp import IPKernelApp

        # A kernel ends when its parent does.
        IPKernelApp.launch_instance(argv=[*request["arguments"], f"--IPKernelApp.parent_handle={os.getppid()}"])
    finally:
        os._exit(1)


if __name__ == "__main__":
    sys.path.pop(0)  # the folder it was started in
    main(int(sys.argv[1]))
