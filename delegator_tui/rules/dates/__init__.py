"""Days and hours: as people type them, on the calendar, in somebody's working week."""
