"""All situations: those of every table."""

from __future__ import annotations

from tests.rules.followup.more import ANSWERS, ASKED, SLIPS, WAITS
from tests.rules.followup.more_parts import ENDS, PARTS
from tests.rules.followup.table import SITUATIONS

EVERY = [*SITUATIONS, *ANSWERS, *SLIPS, *ASKED, *WAITS, *PARTS, *ENDS]
