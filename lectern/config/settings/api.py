"""The HTTP API: one way to authenticate, to fail, to page and to be described."""

from lectern import __version__
from lectern.config import env

PROXIES = env.PROXIES
# How often what may be asked for; `LECTERN_RATES=write=600/min,search=60/min` changes some. By
# address count only sign-ins and visitors: a whole school may come from one address.
RATES = {
    "auth": "300/min",  # signing in, registering and the like, per address
    "account": "120/hour",  # the same, per name that was given, from wherever
    "mail": "5/hour",  # e-mails that anybody can ask for, per recipient
    "write": "300/min",  # per person: also who saves an answer with every second word
    "search": "240/min",  # per person, or address of a visitor
    "anonymous": "1200/min",  # what visitors read, per address
}
if unknown := env.RATES.keys() - RATES.keys():
    raise env.MissingSetting(f"LECTERN_RATES: there is no limit {', '.join(sorted(unknown))}.")
RATES |= env.RATES

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["lectern.accounts.api.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["lectern.shared.api.permissions.Policy"],
    "DEFAULT_RENDERER_CLASSES": ["lectern.shared.api.renderers.Json"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "lectern.shared.api.negotiation.Negotiation",
    "DEFAULT_PARSER_CLASSES": ["lectern.shared.api.parsers.Json"],
    "DEFAULT_METADATA_CLASS": "lectern.shared.api.metadata.Methods",
    "DEFAULT_PAGINATION_CLASS": "lectern.shared.api.pagination.KeysetPagination",
    "DEFAULT_THROTTLE_CLASSES": ["lectern.shared.api.throttling.Rates"],
    "DEFAULT_SCHEMA_CLASS": "lectern.shared.api.schema.ResourceSchema",
    "EXCEPTION_HANDLER": "lectern.shared.api.problems.answer",
    "UNAUTHENTICATED_USER": "lectern.shared.policies.visitor",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
    "DATETIME_FORMAT": None,  # the encoder writes them, faster and the same
}

# What a group of operations is about, where no one resource says it.
TAGS = {"auth": "Signing in and out, passwords, addresses and sessions."}

SPECTACULAR_SETTINGS = {
    "TITLE": "Lectern",
    "DESCRIPTION": (
        "Courses, lessons, quizzes and progress. Errors are RFC 9457 problems; lists are paged by "
        "keyset cursors; ids are 24 hexadecimal characters."
    ),
    "VERSION": __version__,
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/",
    "COMPONENT_SPLIT_REQUEST": True,
    "COMPONENT_NO_READ_ONLY_REQUIRED": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "EnrollmentStatus": [("active", "active"), ("pending", "pending")],
        "JobStatus": "lectern.shared.jobs.documents.STATUSES",
        "QuestionKind": "lectern.assessment.documents.KINDS",
        "StepKind": [("finish", "finish"), ("retry", "retry")],
        "SubmissionStatus": [("graded", "graded"), ("awaiting_review", "awaiting_review")],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lectern.shared.api.schema.require_bodies",
        "lectern.shared.api.schema.describe_tags",
        "lectern.shared.api.failures.describe_failures",
        "lectern.shared.api.examples.give_examples",
    ],
}
