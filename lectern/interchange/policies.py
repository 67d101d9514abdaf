"""Who may bring courses in and take them out: who teaches them."""

from lectern.catalog.policies import teaches
from lectern.shared.policies import Policy, admin

# What comes out holds the keys of the quizzes, so this is never for learners.
COURSE_EXCHANGE: Policy = {
    "import_course": teaches,
    "export": teaches,
    "duplicate": teaches,
}

BULK_ENROLLMENT: Policy = {"bulk": teaches}

BULK_PEOPLE: Policy = {"bulk": admin}
