"""What has changed about stored documents, one module for each change, in the order of time.

A kind of document whose stored form changes says its new version (`meta["version"]`) and gets a
module here that brings the older ones along; `lectern/shared/upgrading.py` runs it.
"""

from lectern.upgrades.choices_2 import CHOICES_2
from lectern.upgrades.courses_2 import COURSES_2
from lectern.upgrades.enrollments_2 import ENROLLMENTS_2
from lectern.upgrades.enrollments_3 import ENROLLMENTS_3
from lectern.upgrades.enrollments_4 import ENROLLMENTS_4
from lectern.upgrades.lessons_2 import LESSONS_2

ALL = (COURSES_2, LESSONS_2, CHOICES_2, ENROLLMENTS_2, ENROLLMENTS_3, ENROLLMENTS_4)
