"""`GET /metrics`: for those who operate the installation, never for the public."""

import hmac
import re
from ipaddress import ip_address
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from lectern.shared.metrics.processes import Processes
from lectern.shared.metrics.stores import Stores

_OF_PROCESS = re.compile(r"gauge_live\w+_(\d+)\.db")


def metrics(request: HttpRequest) -> HttpResponse:
    """What Prometheus reads. Who may not read it is not told that there is something to read."""
    if not _is_operator(request):
        raise Http404
    return HttpResponse(
        exposition(), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def exposition() -> bytes:
    """What all processes of this machine have counted, and what the stores say now."""
    registry = CollectorRegistry()
    registry.register(Stores())
    stores: bytes = generate_latest(registry)
    return counted() + stores


def counted() -> bytes:
    """What all processes of this machine have counted."""
    folder = settings.METRICS_DIR
    if folder is None:
        return bytes(generate_latest(REGISTRY))
    _forget_the_dead(folder)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(folder))  # type: ignore[no-untyped-call]
    registry.register(Processes(folder))
    return bytes(generate_latest(registry))


def _is_operator(request: HttpRequest) -> bool:
    """With a token, who bears it; without one, who asks from this machine and through no proxy."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    passed_on = settings.PROXIES or "X-Forwarded-For" in request.headers
    return not passed_on and _is_loopback(request.META.get("REMOTE_ADDR", ""))


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _forget_the_dead(folder: Path) -> None:
    """The connections of a process end with it, whether or not it could say so."""
    for file in folder.glob("gauge_live*.db"):
        found = _OF_PROCESS.fullmatch(file.name)
        if found and not psutil.pid_exists(int(found[1])):
            mark_process_dead(int(found[1]), path=str(folder))  # type: ignore[no-untyped-call]
