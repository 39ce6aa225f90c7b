"""Work that waits for a network or a keyring, aside: off the screen's thread and that of the desk's verbs."""

from __future__ import annotations

import asyncio
import contextvars
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from delegator_tui.errors import DelegatorError

T = TypeVar("T")


async def run_in_thread(work: Callable[[], T]) -> T | DelegatorError:
    """Do ``work`` on a thread of its own; return its answer, or the refusal. A bug is raised here, too.

    Nobody who leaves the program waits for the thread, as for one of an executor.
    """
    answer: Future[T | DelegatorError] = Future()
    answer.set_running_or_notify_cancel()

    def run() -> None:
        found: list[T | DelegatorError] = []
        try:
            found.append(work())
        except DelegatorError as error:
            found.append(error)
        finally:
            if found:
                answer.set_result(found[0])
            else:
                answer.set_exception(sys.exc_info()[1])

    context = contextvars.copy_context()  # what the work has done on the screen's loop knows of its app
    threading.Thread(target=context.run, args=(run,), name="aside", daemon=True).start()
    return await asyncio.wrap_future(answer)
