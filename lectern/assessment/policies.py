"""Who may do what with quizzes, their questions and choices, attempts and submissions.

What may be seen is the selectors' query. To write material one teaches its course, so its rules are
asked with the course.
"""

from lectern.catalog.policies import teaches
from lectern.learning.policies import own
from lectern.shared.policies import Policy, member

_MATERIAL: Policy = {
    "list": member,
    "retrieve": member,
    "create": teaches,
    "update": teaches,
    "partial_update": teaches,
    "destroy": teaches,
}

QUIZ: Policy = {**_MATERIAL, "statistics": teaches}
QUESTION: Policy = {**_MATERIAL, "reorder": teaches}
CHOICE: Policy = _MATERIAL

ATTEMPT: Policy = {
    "list": member,
    "retrieve": member,
    "create": member,
    "partial_update": own,
}

SUBMISSION: Policy = {
    "list": member,
    "retrieve": member,
    "create": own,  # asked with the attempt
    "grade": teaches,
}
