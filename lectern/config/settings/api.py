"""The HTTP API: one way to authenticate, to fail, to page and to be described."""

from lectern import __version__

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["lectern.accounts.api.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["lectern.shared.api.permissions.Policy"],
    "DEFAULT_RENDERER_CLASSES": ["lectern.shared.api.renderers.Json"],
    "DEFAULT_PARSER_CLASSES": ["lectern.shared.api.parsers.Json"],
    "DEFAULT_METADATA_CLASS": "lectern.shared.api.metadata.Methods",
    "DEFAULT_PAGINATION_CLASS": "lectern.shared.api.pagination.KeysetPagination",
    "DEFAULT_SCHEMA_CLASS": "lectern.shared.api.schema.ResourceSchema",
    "EXCEPTION_HANDLER": "lectern.shared.api.problems.answer",
    "UNAUTHENTICATED_USER": "lectern.shared.policies.visitor",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
}

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
        "SubmissionStatus": [("graded", "graded"), ("awaiting_review", "awaiting_review")],
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "lectern.shared.api.schema.describe_problems",
    ],
}
