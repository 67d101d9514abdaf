"""Courses as folders and archives, and quizzes as text."""
