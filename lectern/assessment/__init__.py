"""Quizzes: questions and their keys, attempts, submissions, grades."""
