"""What no worker was told about is delivered by a sweep, in the trace of its request even so."""

from pathlib import Path

from lectern.shared import cache
from lectern.shared.mongo import OUTBOX, collection
from lectern.shared.tasks import hand_over_sweep
from tests.shared.collector import collector, way_up
from tests.shared.running import web, worker
from tests.world import PASSWORD, course, person, teacher


def test_an_email_that_is_late_belongs_to_the_trace_of_its_request(
    clean: None, tmp_path: Path
) -> None:
    ada, python = person("ada"), course(teacher(), lessons=1)
    with collector() as listens:
        told = {"OTEL_EXPORTER_OTLP_ENDPOINT": listens.url}
        with web(tmp_path / "web.log", told) as (_, client):
            words = {"username": ada.username, "password": PASSWORD}
            token = client.post("/api/auth/login/", json=words).json()["token"]
            bearer = {"Authorization": f"Bearer {token}"}
            asked = client.post("/api/enrollments/", json={"course": str(python)}, headers=bearer)
            assert asked.status_code == 201
        cache.connection().flushdb()  # with what the worker would have been told
        assert collection(OUTBOX).estimated_document_count() == 1
        with worker(tmp_path / "worker.log", told):
            hand_over_sweep()
            mail = listens.wait_for(lambda span: span.name == "e-mail")
            listens.wait_for(lambda span: span.name == "Enrolled")
        assert way_up(mail, listens.trace(mail.trace)) == [
            "POST /api/enrollments/",
            "Enrolled",
            "lectern.notifications.handlers.send_email",
            "e-mail",
        ]
