"""Draws the dashboards of Grafana as they look while the demo is used:

  python -m bench.pictures --seconds 90 --into docs/images

A Prometheus (apt-get install prometheus) asks `lectern up` meanwhile. Panels on which nobody tells
anything here, for want of an exporter, are left out.
"""

import argparse
import runpy
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from PIL import Image, ImageDraw, ImageFont

from bench.client import Client
from bench.data import PASSWORD
from bench.installation import Site, running
from lectern.cli.embedded.ports import free_port

DASHBOARDS = Path(__file__).parents[1] / "deploy/monitoring/dashboards.py"
PATHS = (
    "/api/courses/",
    "/api/categories/",
    "/api/enrollments/",
    "/api/notifications/",
    "/api/notifications/unread-count/",
    "/api/progress/",
)
PEOPLE = ("student", "instructor", "admin")
STEP = 2
COLOURS = ("#7eb26d", "#eab839", "#6ed0e0", "#ef843c", "#e24d42", "#1f78c1", "#ba43a9", "#b7b7b7")
WIDTH, HEIGHT, COLUMNS, GAP, LEGEND = 460, 250, 3, 12, 4
Series = tuple[str, list[tuple[float, float]]]


@contextmanager
def prometheus(site: Site, folder: Path) -> Iterator[str]:
    """One that asks this site; its address."""
    program = shutil.which("prometheus") or sys.exit("On Debian: apt-get install prometheus")
    target = site.url.removeprefix("http://")
    (folder / "prometheus.yml").write_text(
        f"global: {{scrape_interval: {STEP}s}}\n"
        "scrape_configs:\n"
        f'  - {{job_name: lectern, static_configs: [{{targets: ["{target}"]}}]}}\n'
    )
    port = free_port()
    words = ["--config.file=prometheus.yml", f"--web.listen-address=127.0.0.1:{port}"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [program, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def use(site: Site, seconds: int) -> None:
    """Have people sign in and read, more and more of them."""
    until = time.monotonic() + seconds

    def read(name: str) -> None:
        while time.monotonic() < until:
            client = Client(site.url, name)
            for _ in range(20):
                for path in PATHS:
                    client.get(path)
            httpx.post(f"{site.url}/api/auth/login/", json={"username": name, "password": "wrong"})
            time.sleep(0.5)

    threads = []
    for name in PEOPLE:
        threads.append(threading.Thread(target=read, args=(name,)))
        threads[-1].start()
        time.sleep(seconds / 4)
    for thread in threads:
        thread.join()


def drawn(address: str, panel: Any, seconds: int) -> list[Series]:
    """The lines of a panel over the last seconds."""
    lines = []
    now = time.time()
    for legend, query in panel.queries.items():
        words = {"start": now - seconds, "end": now, "step": STEP}
        words["query"] = query.replace("$__rate_interval", "20s")
        said = httpx.get(f"{address}/api/v1/query_range", params=words).raise_for_status().json()
        for one in said["data"]["result"]:
            name = legend
            for label, value in one["metric"].items():
                name = name.replace("{{" + label + "}}", value)
            points = [(float(at), float(text)) for at, text in one["values"]]
            lines.append((name, [(at, value) for at, value in points if value == value]))
    return [line for line in lines if line[1]]


def picture(title: str, panels: list[tuple[Any, list[Series]]]) -> Image.Image:
    """All panels of a dashboard in a grid."""
    rows = -(-len(panels) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + GAP) + GAP + 40)
    image = Image.new("RGB", size, "#111217")
    draw = ImageDraw.Draw(image)
    draw.text((GAP, 10), title, "#ffffff", ImageFont.load_default(20))
    for number, (panel, lines) in enumerate(panels):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        _panel(draw, left, 40 + GAP + number // COLUMNS * (HEIGHT + GAP), panel, lines)
    return image


def _panel(draw: ImageDraw.ImageDraw, left: int, top: int, panel: Any, lines: list[Series]) -> None:
    small, words = ImageFont.load_default(11), ImageFont.load_default(14)
    draw.rectangle((left, top, left + WIDTH, top + HEIGHT), "#181b1f", "#2c3235")
    draw.text((left + 10, top + 6), panel.title, "#d8d9da", words)
    lines = sorted(lines, key=lambda line: -line[1][-1][1])
    highest = max(value for _, points in lines for _, value in points) or 1.0
    first = min(points[0][0] for _, points in lines)
    span = max(points[-1][0] for _, points in lines) - first or 1.0
    x, y, width, height = left + 66, top + 34, WIDTH - 80, HEIGHT - 110
    for part in (0.0, 0.5, 1.0):
        at = y + height * (1 - part)
        draw.line((x, at, x + width, at), "#2c3235")
        draw.text((left + 8, at - 7), told(highest * part, panel.unit), "#8e8e8e", small)
    for index, (name, points) in enumerate(lines):
        colour = COLOURS[index % len(COLOURS)]
        way = [
            (x + (at - first) / span * width, y + height * (1 - value / highest))
            for at, value in points
        ]
        draw.line(way, colour, 2)
        if index < LEGEND:
            row = y + height + 12 + index * 15
            draw.rectangle((x, row + 5, x + 12, row + 8), colour)
            draw.text((x + 18, row), f"{name}: {told(points[-1][1], panel.unit)}", "#c7d0d9", small)


def told(value: float, unit: str) -> str:
    """A number as people read it."""
    if unit == "percentunit":
        return f"{value:.0%}"
    if unit == "bytes":
        return f"{value / 2**20:.0f} MiB"
    if unit == "s":
        return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.1f} s"
    return f"{value:.3g}" + ("/s" if unit in ("ops", "reqps") else "")


def main() -> None:
    """Use the demo, and draw."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--into", type=Path, default=Path("docs/images"))
    options = parser.parse_args()
    boards = runpy.run_path(str(DASHBOARDS))["DASHBOARDS"]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "var", 2, demo=PASSWORD) as site,
        prometheus(site, Path(folder)) as address,
    ):
        use(site, options.seconds)
        for key, (title, panels) in boards.items():
            found = [(panel, drawn(address, panel, options.seconds)) for panel in panels]
            shown = [(panel, lines) for panel, lines in found if lines]
            picture(title, shown).save(options.into / f"watching-{key}.png", optimize=True)


if __name__ == "__main__":
    main()
