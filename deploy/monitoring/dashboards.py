"""Writes the dashboards of Grafana:  python deploy/monitoring/dashboards.py

A panel is a title, a unit and queries; the rest is the same for all, so it is written here once.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "grafana/dashboards"
WIDTH, HEIGHT = 8, 8


@dataclass(frozen=True)
class Panel:
    """One chart: its queries by what their lines are called."""

    title: str
    unit: str
    queries: dict[str, str]


RATE = "[$__rate_interval]"
DASHBOARDS = {
    "application": (
        "Lectern: application",
        [
            Panel(
                "Requests",
                "reqps",
                {"{{status}}": f"sum by (status) (rate(lectern_http_requests_total{RATE}))"},
            ),
            Panel(
                "Requests that fail",
                "percentunit",
                {
                    "failed": "(sum(rate(lectern_http_requests_total"
                    f'{{status=~"5.."}}{RATE})) or vector(0))'
                    f" / sum(rate(lectern_http_requests_total{RATE}))"
                },
            ),
            Panel(
                "How long requests take",
                "s",
                {
                    name: f"histogram_quantile({part}, sum by (le) "
                    f"(rate(lectern_http_request_seconds_bucket{RATE})))"
                    for name, part in (("half", 0.5), ("95 %", 0.95), ("99 %", 0.99))
                },
            ),
            Panel(
                "The slowest routes",
                "s",
                {
                    "{{method}} {{route}}": "topk(10, histogram_quantile(0.95, sum by (le, route, "
                    f"method) (rate(lectern_http_request_seconds_bucket{RATE}))))"
                },
            ),
            Panel(
                "Hits of the cache",
                "percentunit",
                {
                    "{{family}}": "sum by (family) "
                    f'(rate(lectern_cache_reads_total{{outcome="hit"}}{RATE}))'
                    f" / sum by (family) (rate(lectern_cache_reads_total{RATE}))"
                },
            ),
            Panel(
                "Events that wait",
                "short",
                {"waiting": "max(lectern_outbox_events)", "given up": "max(lectern_dead_letters)"},
            ),
            Panel("How late the oldest is", "s", {"late": "max(lectern_outbox_age_seconds)"}),
            Panel(
                "Tasks",
                "ops",
                {"{{task}} {{state}}": f"sum by (task, state) (rate(lectern_tasks_total{RATE}))"},
            ),
            Panel("Long work", "short", {"{{state}}": "max by (state) (lectern_jobs)"}),
            Panel("Queue", "short", {"{{state}}": "max by (state) (lectern_queue_tasks)"}),
            Panel(
                "E-mails",
                "short",
                {"{{outcome}}": f"sum by (outcome) (increase(lectern_emails_total{RATE}))"},
            ),
        ],
    ),
    "infrastructure": (
        "Lectern: infrastructure",
        [
            Panel("Servers that answer", "short", {"{{job}}": "sum by (job) (up)"}),
            Panel(
                "Redis and worker",
                "short",
                {"Redis": "min(lectern_redis_up)", "worker": "max(lectern_worker_up)"},
            ),
            Panel(
                "How long MongoDB takes",
                "s",
                {
                    "{{command}}": "histogram_quantile(0.95, sum by (le, command) "
                    f"(rate(lectern_mongodb_command_seconds_bucket{RATE})))"
                },
            ),
            Panel(
                "Commands that fail at MongoDB",
                "ops",
                {"{{command}}": f"sum by (command) (rate(lectern_mongodb_failures_total{RATE}))"},
            ),
            Panel(
                "Connections to MongoDB",
                "short",
                {"{{state}}": "sum by (state) (lectern_mongodb_connections)"},
            ),
            Panel(
                "How long Redis takes",
                "s",
                {
                    "95 %": "histogram_quantile(0.95, sum by (le) "
                    f"(rate(lectern_redis_seconds_bucket{RATE})))"
                },
            ),
            Panel("Memory", "bytes", {"{{job}}": "sum by (job) (process_resident_memory_bytes)"}),
            Panel(
                "Processor",
                "short",
                {"{{job}}": f"sum by (job) (rate(process_cpu_seconds_total{RATE}))"},
            ),
            Panel(
                "Work of MongoDB",
                "ops",
                {
                    "{{legacy_op_type}}": "sum by (legacy_op_type) "
                    f"(rate(mongodb_ss_opcounters{RATE}))"
                },
            ),
            Panel(
                "Connections of MongoDB",
                "short",
                {"{{instance}}": 'mongodb_ss_connections{conn_type="current"}'},
            ),
            Panel(
                "Memory of Redis",
                "bytes",
                {"taken": "redis_memory_used_bytes", "limit": "redis_memory_max_bytes > 0"},
            ),
            Panel(
                "Work of Redis",
                "ops",
                {"{{instance}}": f"rate(redis_commands_processed_total{RATE})"},
            ),
            Panel(
                "Requests to the proxy",
                "reqps",
                {"{{instance}}": f"rate(nginx_http_requests_total{RATE})"},
            ),
            Panel(
                "Connections to the proxy",
                "short",
                {"active": "sum(nginx_connections_active)"},
            ),
            Panel(
                "Free memory of the machines",
                "percentunit",
                {"{{instance}}": "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"},
            ),
            Panel(
                "Free disk of the machines",
                "percentunit",
                {
                    "{{instance}} {{mountpoint}}": "node_filesystem_avail_bytes"
                    '{fstype!~"tmpfs|ramfs|squashfs|overlay|iso9660"}'
                    " / node_filesystem_size_bytes"
                },
            ),
            Panel(
                "Busy processors of the machines",
                "percentunit",
                {
                    "{{instance}}": "1 - avg by (instance) "
                    f'(rate(node_cpu_seconds_total{{mode="idle"}}{RATE}))'
                },
            ),
            Panel("Age of the backup", "s", {"age": "time() - max(lectern_backup_sent_seconds)"}),
        ],
    ),
    "business": (
        "Lectern: what people do",
        [
            Panel(
                "Sign-ins",
                "short",
                {"{{outcome}}": f"sum by (outcome) (increase(lectern_sign_ins_total{RATE}))"},
            ),
            Panel(
                "People who were here",
                "short",
                {"within {{within}}": "max by (within) (lectern_people_here)"},
            ),
            Panel("Places", "short", {"{{status}}": "max by (status) (lectern_places)"}),
            *(
                Panel(
                    title,
                    "short",
                    {
                        "{{kind}}": "sum by (kind) (increase(lectern_events_total"
                        f'{{kind=~"{kinds}",outcome="delivered"}}{RATE}))'
                    },
                )
                for title, kinds in (
                    ("Places taken", "Enrolled|PlaceRequested|PlaceActivated"),
                    ("Milestones", "MilestoneReached"),
                    ("Quizzes", "QuizPassed|QuizFailed|QuizRetaken|QuizAwaitsReview"),
                    ("Certificates", "CertificateIssued|CertificateRevoked"),
                )
            ),
            Panel(
                "What is read",
                "reqps",
                {
                    "{{route}}": "topk(10, sum by (route) (rate(lectern_http_requests_total"
                    f'{{route=~"/api/.*",method="GET"}}{RATE})))'
                },
            ),
        ],
    ),
}


def dashboard(key: str) -> dict[str, Any]:
    """A dashboard as Grafana reads it."""
    title, panels = DASHBOARDS[key]
    source = {"type": "prometheus", "uid": "prometheus"}
    return {
        "uid": f"lectern-{key}",
        "title": title,
        "tags": ["lectern"],
        "timezone": "browser",
        "schemaVersion": 39,
        "editable": False,
        "refresh": "30s",
        "time": {"from": "now-6h", "to": "now"},
        "panels": [
            {
                "id": number + 1,
                "type": "timeseries",
                "title": panel.title,
                "datasource": source,
                "gridPos": {
                    "x": number % 3 * WIDTH,
                    "y": number // 3 * HEIGHT,
                    "w": WIDTH,
                    "h": HEIGHT,
                },
                "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
                "targets": [
                    {"refId": chr(65 + index), "expr": query, "legendFormat": legend}
                    for index, (legend, query) in enumerate(panel.queries.items())
                ],
            }
            for number, panel in enumerate(panels)
        ],
    }


def text(key: str) -> str:
    """The file of a dashboard."""
    return json.dumps(dashboard(key), indent=1) + "\n"


if __name__ == "__main__":
    for key in DASHBOARDS:
        (FOLDER / f"{key}.json").write_text(text(key))
