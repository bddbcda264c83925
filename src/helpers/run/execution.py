"""Running one notebook through papermill, in a kernel that is already there."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.manager import KernelManager

from helpers.data import asked
from helpers.run import notebook_file
from helpers.run.kernels import KernelError, Kernels
from helpers.run.keys import code_cells
from helpers.run.plan import CellFailed as CellFailed

_ENGINE = "helpers"
_TOO_LITTLE = frozenset({errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM})  # of files, processes, memory

_NO_ROOM = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EIO})


def run_notebook(
    source: Path,
    target: Path,
    parameters: Mapping[str, Any],
    kernels: Kernels,
    on_cell: Callable[[], object] = lambda: None,
    data: Path | None = None,
) -> dict[str, str]:
    """Run the notebook `source` with `parameters` through papermill; `target` is the executed copy.

    Returns what it asked of the data folder `data`, each question with a fingerprint of its answer (`data.asked`).
    Raises CellFailed when a cell raises an error; `target` then holds the notebook up to and with that cell.
    """
    from nbclient.exceptions import DeadKernelError
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook
    from zmq.error import ZMQError

    try:
        manager = kernels.take(data)  # last of these, since what kernels are forked from has imports of its own to do
    except (ZMQError, OSError, RuntimeError, MemoryError) as error:
        raise _told(source, error) from error
    papermill_engines.register(_ENGINE, _engine())
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        execute_notebook(
            source,
            target,
            parameters=dict(parameters),
            engine_name=_ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            km=manager,
            on_cell=on_cell,
            target=target,
        )
    except PapermillExecutionError as error:
        if refusal := _refused_by_the_disk(error.ename, error.evalue):
            raise refusal from error
        count = len(code_cells(target))
        raise CellFailed(error.exec_count or 0, count, error.source, f"{error.ename}: {error.evalue}") from error
    except DeadKernelError as error:
        raise CellFailed(*_last_started(target), "its kernel died, perhaps for lack of memory.") from error
    except (ZMQError, OSError, RuntimeError, MemoryError) as error:
        raise _told(source, error) from error
    finally:
        kernels.end(manager)
    for number, cell in enumerate(cells := _code(target), start=1):
        if any(output["output_type"] == "error" for output in cell["outputs"]):  # SystemExit is no error to papermill
            raise CellFailed(number, len(cells), "".join(cell["source"]), "the notebook ended itself here.")
    return asked.noted(kernels.notes(manager))


def _refused_by_the_disk(name: str, words: str) -> OSError | None:
    """The error of a cell as this process would have had it: no fault of the notebook's."""
    said = re.fullmatch(r"\[Errno (\d+)\] [^:]*(?:: '(.*)')?", words) if name == "OSError" else None
    number = int(said[1]) if said else 0
    return OSError(number, os.strerror(number), said[2]) if said and number in _NO_ROOM else None


def _told(source: Path, error: Exception) -> Exception:
    """What is said of a kernel that did not start or was lost; a disk that refuses is told as everywhere."""
    if isinstance(error, OSError) and error.errno not in _TOO_LITTLE:
        return error
    return KernelError(
        f"{source.stem} could not be run: its kernel did not start or was lost ({error or type(error).__name__}). The "
        "machine may have too little memory or too few open files left (ulimit -n): close other programs, or try "
        "--jobs 1."
    )


def _code(notebook: Path) -> list[dict[str, Any]]:
    cells = notebook_file.cells(notebook)
    return [cell for cell in cells if cell["cell_type"] == "code" and "".join(cell["source"]).strip()]


def _last_started(notebook: Path) -> tuple[int, int, str]:
    """Number, count and source of the last code cell that was not still waiting for its turn."""
    cells = _code(notebook)
    waiting = [cell["metadata"]["papermill"]["status"] == "pending" for cell in cells]
    number = max([number for number, waits in enumerate(waiting, start=1) if not waits], default=1)
    return number, len(cells), "".join(cells[number - 1]["source"])


@cache
def _engine() -> type:
    import nbformat
    from nbclient.exceptions import DeadKernelError
    from papermill.clientwrap import PapermillNotebookClient
    from papermill.engines import Engine

    class StartedKernelEngine(Engine):
        """papermill's own engine, but in a kernel that is already there, and telling of each finished cell."""

        @classmethod
        def execute_managed_notebook(
            cls,
            nb_man: Any,
            kernel_name: str,
            *,
            km: KernelManager,
            on_cell: Callable[[], object],
            target: Path,
            **options: Any,
        ) -> None:
            def executed(cell: Any, **_: Any) -> None:
                on_cell()

            client = PapermillNotebookClient(
                nb_man,
                km=km,
                kernel_name=kernel_name,
                timeout=None,
                startup_timeout=120,
                record_timing=False,
                coalesce_streams=True,  # else where a print is cut in two depends on timing
                on_cell_executed=executed,
            )
            try:
                client.execute()
            except DeadKernelError:
                nbformat.write(nb_man.nb, target)
                raise
            finally:
                if client.kc:
                    client.kc.stop_channels()

    return StartedKernelEngine
