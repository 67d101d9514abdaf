"""How fast `lectern up` starts and stops, and how much memory the product rests in.

    python bench/startup.py [--demo] [--rest SECONDS]

Memory is the proportional set size: pages that processes share are counted once. Linux only.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

MEBIBYTE = 1024 * 1024


def start(data: Path, *, demo: bool) -> tuple[subprocess.Popen[str], float]:
    """A running product and the seconds until it was ready."""
    began = time.monotonic()
    options = ["--data-dir", str(data), "--demo" if demo else "--no-demo"]
    process = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "lectern", "up", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--demo", action="store_true", help="load the demo courses")
    parser.add_argument("--rest", type=float, default=30, help="seconds before memory is measured")
    options = parser.parse_args()
    os.environ.pop("LECTERN_DATA_DIR", None)
    with tempfile.TemporaryDirectory() as folder:
        process, first = start(Path(folder), demo=options.demo)
        stop(process)
        process, second = start(Path(folder), demo=options.demo)
        time.sleep(options.rest)
        rows = memory(psutil.Process(process.pid))
        stopped = stop(process)
    print(f"first start   {first:6.1f} s")  # noqa: T201
    print(f"second start  {second:6.1f} s")  # noqa: T201
    print(f"stop          {stopped:6.1f} s")  # noqa: T201
    print(f"memory after {options.rest:.0f} s of rest")  # noqa: T201
    for name, size in sorted(rows, key=lambda row: -row[1]):
        print(f"  {size:6.0f} MiB  {name}")  # noqa: T201
    print(f"  {sum(size for _, size in rows):6.0f} MiB  in all")  # noqa: T201


if __name__ == "__main__":
    main()
