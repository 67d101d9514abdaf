"""Courses as folders and archives, and quizzes as text."""

from lectern.interchange.course import CourseFile, CourseFolder, Lesson
from lectern.interchange.folder import read_course, read_zip
from lectern.interchange.links import lesson_target
from lectern.interchange.report import Finding, Report
from lectern.interchange.writing import course_files, write_course

__all__ = [
    "CourseFile",
    "CourseFolder",
    "Finding",
    "Lesson",
    "Report",
    "course_files",
    "lesson_target",
    "read_course",
    "read_zip",
    "write_course",
]
