"""The fault suite: what is acknowledged survives kills, power cuts, full and failing disks, and damage."""
