"""What can be learned: categories, courses, lessons."""
