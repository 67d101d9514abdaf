"""Quizzes, questions, choices and attempts."""
