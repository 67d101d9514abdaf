"""Places on courses, progress through them, milestones."""
