"""The keys of the JSON objects, as scripts were promised them."""

from __future__ import annotations


def _keys(names: str) -> set[str]:
    return set(names.split())


TASK = _keys(
    "id uid title notes state due defer_until estimate_minutes project labels priority price_idea chase_days "
    "activity skill only_me recurrence contractor same_as after created updated list standing days_late handoff"
)
CONTRACTOR = _keys("id uid name email skills rates timezone capacity_hours_week status open_handoffs on_time")
HANDOFF = _keys(
    "id uid title task contractor state next_move next_check original_due due promised standing days_late price paid "
    "deliverables leaks gaps brief_score recurrence streak after before group whose_move late_by slip_days slips "
    "silent_days quiet_until quiet_because next_step"
)
DELIVERABLE = _keys("uid title original_due due state standing days_late promised rounds share first_delivered")
DELIVERABLE |= _keys("first_days_late accepted whose_move slip_days")
HANDOFF |= _keys("first_delivered first_days_late accepted payable scope_log")
