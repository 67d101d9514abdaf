"""Whom an announcement is for."""

LEARNERS, EVERYONE, STUDENTS, INSTRUCTORS = "learners", "everyone", "students", "instructors"
AUDIENCES = (LEARNERS, EVERYONE, STUDENTS, INSTRUCTORS)

# Of the whole site, by role; the learners are those of a course.
ROLES = {EVERYONE: None, STUDENTS: "is_student", INSTRUCTORS: "is_instructor"}
