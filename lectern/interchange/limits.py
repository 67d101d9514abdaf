"""How large a course may be. What is larger is refused before it is read."""

KIB, MIB = 1024, 1024 * 1024

COURSE_YAML = 64 * KIB
LESSON = 1 * MIB
QUIZ = 1 * MIB
IMAGE = 10 * MIB
ATTACHMENT = 20 * MIB
TOTAL = 200 * MIB

LESSONS = 500
FILES = 2_000
# The list of files at the end of a zip archive.
DIRECTORY = 2 * MIB
PIXELS = 50_000_000
# Text compresses well, but not a thousandfold.
ZIP_RATIO = 200
