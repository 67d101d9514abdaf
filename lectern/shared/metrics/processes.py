"""How much memory and processor the processes of this machine take that count together."""

import re
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

_WRITER = re.compile(r"\w+?_(\d+)\.db")


class Processes:
    """Collects for one reading, under the names that a process alone has for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def collect(self) -> Iterator[Metric]:
        """The sums of this moment."""
        memory, seconds = 0, 0.0
        for process in self._living():
            try:
                spent = process.cpu_times()
                memory += process.memory_info().rss
            except psutil.Error:  # it has just ended
                continue
            seconds += spent.user + spent.system
        yield GaugeMetricFamily(
            "process_resident_memory_bytes", "Memory of all processes.", value=memory
        )
        yield CounterMetricFamily(
            "process_cpu_seconds", "Time that living processes have computed.", value=seconds
        )

    def _living(self) -> Iterator[psutil.Process]:
        written: dict[int, float] = {}
        for file in self.folder.glob("*.db"):
            if found := _WRITER.fullmatch(file.name):
                number = int(found[1])
                written[number] = max(written.get(number, 0.0), file.stat().st_mtime)
        for number, when in written.items():
            try:
                process = psutil.Process(number)
                if process.create_time() <= when:  # else the number has been given to another one
                    yield process
            except psutil.Error:
                continue
