"""The resource `dashboard`: what each role sees first, everything on it in one request."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.viewsets import ViewSet

from lectern.learning import policies
from lectern.learning.api.dashboard_admin import AdminDashboardSerializer, admin_dashboard
from lectern.learning.api.dashboard_instructor import (
    InstructorDashboardSerializer,
    instructor_dashboard,
)
from lectern.learning.api.dashboard_student import DashboardSerializer, student_dashboard
from lectern.shared.api.permissions import asker
from lectern.shared.errors import FieldError, Forbidden, Invalid
from lectern.shared.policies import Principal

Dashboard = tuple[type[Serializer[Any]], Callable[[Principal], dict[str, Any]]]

DASHBOARDS: dict[str, Dashboard] = {
    "student": (DashboardSerializer, student_dashboard),
    "instructor": (InstructorDashboardSerializer, instructor_dashboard),
    "admin": (AdminDashboardSerializer, admin_dashboard),
}
_EVERY = PolymorphicProxySerializer(
    component_name="AnyDashboard",
    serializers=[
        forced_singular_serializer(serializer)  # type: ignore[no-untyped-call]
        for serializer, _ in DASHBOARDS.values()
    ],
    resource_type_field_name=None,
    many=False,
)


class DashboardViewSet(ViewSet):
    """What a person sees first."""

    policy = policies.DASHBOARD
    pagination_class = None

    @extend_schema(
        parameters=[
            OpenApiParameter(
                "view",
                {"type": "string", "enum": list(DASHBOARDS)},
                OpenApiParameter.QUERY,
                description="Whose view; without it, that of the highest role that one has.",
            )
        ],
        responses=_EVERY,
    )
    def list(self, request: Request) -> Response:
        """The dashboard of a role that one has."""
        who = asker(request)
        mine = policies.views(who)
        for name in request.query_params.keys() - {"view"}:
            sentence = "The dashboard has no such parameter."
            raise Invalid(errors=[FieldError(f"?{name}", sentence, "unknown-parameter")])
        asked = request.query_params.get("view", mine[0])
        if asked not in DASHBOARDS:
            sentence = f"There are the views {', '.join(DASHBOARDS)}."
            raise Invalid(errors=[FieldError("?view", sentence, "invalid-view")])
        if asked not in mine:
            raise Forbidden
        serializer, read = DASHBOARDS[asked]
        return Response(serializer(read(who)).data)
