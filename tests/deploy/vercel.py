"""What Vercel's own command line needs of Vercel: files, deployments, and which one is served.

A stand-in, since an account is needed for the real one. It takes what Vercel takes: only files of
the right digest, a deployment only when all of its files are there, and only what names its team.
"""

import hashlib
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.listening import Listener, listening

PROJECT = "prj_lectern"
TEAM = "team_school"
SCHOOL = {"id": TEAM, "slug": "school", "name": "School"}

Answer = tuple[int, dict[str, Any]]


class Vercel:
    """What it has been sent, and what people are given."""

    def __init__(self) -> None:
        self.address = ""
        self.files: dict[str, bytes] = {}
        self.deployments: list[dict[str, Any]] = []
        self.served: list[str] = []
        self.tokens: set[str] = set()

    @property
    def production(self) -> dict[str, Any]:
        """The deployment that people are given."""
        return self._named(self.served[-1])

    def content(self, deployment: dict[str, Any]) -> dict[str, bytes]:
        """Its files by their names."""
        return {one["file"]: self.files[one["sha"]] for one in deployment["files"]}

    def answer(self, method: str, path: str, digest: str, body: bytes) -> Answer:
        """What is said to one request."""
        path, _, query = path.partition("?")
        if path == "/v2/user":
            return 200, {"user": {"id": "user", "username": "ada", "email": "ada@example.org"}}
        if path == "/v1/teams":
            return 200, {"teams": [SCHOOL], "pagination": {"count": 1, "next": None, "prev": None}}
        if path == f"/teams/{TEAM}":
            return 200, SCHOOL
        if f"teamId={TEAM}" not in query.split("&"):
            return 404, {"error": {"code": "not_found", "message": f"{method} {path}: of whom?"}}
        if method == "POST" and path == "/v2/files":
            if hashlib.sha1(body).hexdigest() != digest:  # noqa: S324 - it is theirs
                return 400, {"error": {"code": "bad_digest", "message": "not what it says"}}
            self.files[digest] = body
            return 200, {}
        if method == "POST" and path == "/v13/deployments":
            return self._deploy(json.loads(body))
        if found := re.fullmatch(r"/v13/deployments/([\w.-]+)", path):
            return 200, self._named(found[1])
        if found := re.fullmatch(rf"/v\d+/projects/{PROJECT}/(promote|rollback)/(\w+)", path):
            self.served.append(found[2])
            return 201, {}
        if path == f"/v9/projects/{PROJECT}":
            return 200, self._project()
        if path.endswith("/events"):
            return 200, {}
        return 404, {"error": {"code": "not_found", "message": f"{method} {path}"}}

    def _deploy(self, wanted: dict[str, Any]) -> Answer:
        if missing := [one["sha"] for one in wanted["files"] if one["sha"] not in self.files]:
            error = {"code": "missing_files", "message": "Missing files", "missing": missing}
            return 400, {"error": error}
        number = len(self.deployments) + 1
        made = {
            "id": f"dpl_{number}",
            "uid": f"dpl_{number}",
            "url": f"lectern-{number}.vercel.app",
            "name": "lectern",
            "target": wanted["target"],
            "readyState": "READY",
            "status": "READY",
            "aliasAssigned": True,
            "createdAt": number,
            "ownerId": TEAM,
            "projectId": PROJECT,
            "alias": [],
            "inspectorUrl": "",
            "team": SCHOOL,
            "version": 2,
        }
        self.deployments.append({**made, **wanted})
        if wanted["autoAssignCustomDomains"]:
            self.served.append(made["id"])
        return 200, made

    def _project(self) -> dict[str, Any]:
        project: dict[str, Any] = {"id": PROJECT, "name": "lectern", "accountId": TEAM}
        if self.served:
            before = self.served[-2] if len(self.served) > 1 else None
            now = int(time.time() * 1000)
            project["lastAliasRequest"] = {
                "jobStatus": "succeeded",
                "requestedAt": now,
                "type": "rollback",
                "toDeploymentId": self.served[-1],
                "fromDeploymentId": before,
            }
        return project

    def _named(self, name: str) -> dict[str, Any]:
        return next(one for one in self.deployments if name in (one["id"], one["url"]))


@contextmanager
def vercel() -> Iterator[Vercel]:
    """One that nothing was deployed to."""
    it = Vercel()

    class Handler(Listener):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            digest = self.headers.get("x-now-digest") or ""
            it.tokens.add(self.headers["Authorization"])
            status, said = it.answer(self.command, self.path, digest, self.body())
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with listening(Handler) as it.address:
        yield it
