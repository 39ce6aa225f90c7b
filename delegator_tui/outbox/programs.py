"""Where the programs of this machine are: only what has a whole path on ``PATH`` is ever run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping


def found(program: str, environ: Mapping[str, str] | None = None) -> str | None:
    """Return the whole path of a program; None when there is none. What lies in the current folder is never meant."""
    folders = (os.environ if environ is None else environ).get("PATH", os.defpath).split(os.pathsep)
    return shutil.which(program, path=os.pathsep.join(filter(os.path.isabs, folders)))
