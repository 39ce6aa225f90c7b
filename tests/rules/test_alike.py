"""What an inbox task looks like: what is out already is found, and nothing is proposed that is another job."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegator_tui.desk.desk import Desk
from delegator_tui.model.book import Book
from delegator_tui.model.records import Handoff, Recurrence, Task
from delegator_tui.rules.alike import ENOUGH, alike, likes, say
from delegator_tui.rules.inbox import inbox
from tests.making import book_of, contractor, drafted, handoff, owed, sent, task, with_owed
from tests.rules import alike_pairs
