"""`startup`: how fast `lectern up` starts and stops, and how much memory the product rests in.

Memory is the proportional set size: pages that processes share are counted once. Linux only.
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from bench.installation import environment
from bench.report import Report

MEBIBYTE = 1024 * 1024


def start(data: Path) -> tuple[subprocess.Popen[str], float]:
    """A running product and the seconds until it was ready."""
    began = time.monotonic()
    options = ["--data-dir", str(data), "--no-demo"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "lectern", "up", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    said = []
    for line in process.stdout:
        said.append(line)
        if "Lectern is ready" in line:
            return process, time.monotonic() - began
    sys.exit("".join(said))


def stop(process: subprocess.Popen[str]) -> float:
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait()
    return time.monotonic() - began


def memory(process: psutil.Process) -> list[tuple[str, float]]:
    """Each process of the product with its MiB."""
    family = [process, *process.children(recursive=True)]
    return [(_name(one), one.memory_full_info().pss / MEBIBYTE) for one in family]


def _name(process: psutil.Process) -> str:
    words = process.cmdline()
    program = Path(words[0]).name
    if "-m" in words:
        return f"{program} -m {' '.join(words[words.index('-m') + 1 :][:2])}"
    return program


def measure(rest: float = 30) -> Report:
    """Two starts, a stop, and the memory after a rest of so many seconds; no demo."""
    with tempfile.TemporaryDirectory() as folder:
        process, first = start(Path(folder))
        stop(process)
        process, second = start(Path(folder))
        time.sleep(rest)
        rows = memory(psutil.Process(process.pid))
        stopped = stop(process)
    report = Report("Starting, and memory at rest", "how much")
    report.add("first start", f"{first:.1f} s")
    report.add("second start", f"{second:.1f} s")
    report.add("stop", f"{stopped:.1f} s")
    report.table.add_section()
    for name, size in sorted(rows, key=lambda row: -row[1]):
        report.add(name, f"{size:.0f} MiB")
    report.add("in all", f"{sum(size for _, size in rows):.0f} MiB")
    return report
