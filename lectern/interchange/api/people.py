"""Many accounts at once, from a list of people."""

from dataclasses import astuple
from typing import ClassVar

from bson import ObjectId
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from lectern.interchange import policies
from lectern.interchange.api.files import FileRefused, check_list
from lectern.interchange.people import read_newcomers
from lectern.shared import jobs
from lectern.shared.api.failures import Errors
from lectern.shared.api.idempotency import Repeatable
from lectern.shared.api.jobs import ACCEPTED, accepted
from lectern.shared.api.parsers import Form
from lectern.shared.api.permissions import asker
from lectern.shared.api.serializers import Body
from lectern.shared.policies import Row


class BulkPeopleSerializer(Body):
    """People out of a file."""

    file = serializers.FileField(
        help_text=(
            "CSV in UTF-8; its header names the columns `username` and `email`, and perhaps "
            "`role` (`student` or `instructor`), `first_name`, `last_name`, `bio` and `language`."
        )
    )
    dry_run = serializers.BooleanField(
        default=False, help_text="Report what would happen, and make no account."
    )


class BulkPeopleViewSet(Repeatable, ViewSet):
    """Accounts for many people at once."""

    policy = policies.BULK_PEOPLE
    errors: ClassVar[Errors] = {"bulk": (FileRefused,)}

    @extend_schema(request={"multipart/form-data": BulkPeopleSerializer}, responses=ACCEPTED)
    @action(methods=["post"], detail=False, parser_classes=[Form])
    def bulk(self, request: Request) -> Response:
        """Make an account for everybody on a list; the job reports person by person.

        Each gets an e-mail with a link to choose a password. Who has an account keeps it as it is.
        """
        body = BulkPeopleSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        people = check_list(body.validated_data["file"].file, read_newcomers)
        payload: Row = {
            "people": [[line, list(astuple(one))] for line, one in people],
            "dry_run": body.validated_data["dry_run"],
        }
        owner = ObjectId(asker(request).id)
        return accepted(
            self.once(lambda: jobs.submit(kind="add-people", owner=owner, payload=payload))
        )
