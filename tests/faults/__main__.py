"""Faults in real processes under load, and a table of what came of them.

Starts a whole installation on loopback: a replica set of three mongods with passwords and TLS, a
Valkey with a replica and three sentinels, two web servers behind NGINX, two workers and beat, a
mail server. People register, enrol, learn, are quizzed and told things, over HTTP, while each fault
strikes. Afterwards all that was acknowledged to them is counted: nothing may be missing, nothing
may be there twice, and service may not have paused for longer than the limit.

Exit code 0 when all held, 1 when something was lost, doubled or away for too long.
"""

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import backups, load, nginx, scenario
from tests.faults.injected import ALL
from tests.faults.scenario import Row
from tests.faults.site import running

SHOWN = 12


def main() -> int:
    """Read the command line, do it, and print the table."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # everything is taken down first
    arguments = _parser().parse_args()
    if arguments.list:
        print("\n".join(f"{fault.name:18} {fault.text}" for fault in [*ALL, backups.BACKUP]))
        return 0
    if not nginx.program():
        print(nginx.INSTALL)
        return 1
    wanted = set(arguments.only or [])
    chosen = [fault for fault in [*ALL, backups.BACKUP] if not wanted or fault.name in wanted]
    if unknown := wanted - {fault.name for fault in chosen}:
        print(f"There is no fault {', '.join(sorted(unknown))}; --list shows all.")
        return 1
    folder = Path(arguments.folder or tempfile.mkdtemp(prefix="lectern-faults-")).resolve()
    print(f"Starting an installation in {folder} ...", flush=True)
    rows = [Row(fault) for fault in chosen]
    began = time.monotonic()
    with running(folder / "site", keep=arguments.keep) as site:
        school = load.found(site)
        print(f"It is ready after {time.monotonic() - began:.0f} s.", flush=True)
        for row in rows:
            if row.fault.needs_small_disk and not site.media_is_small:
                print(f"{row.fault.name}: left out, only root may make a small disk")
                continue
            for _ in range(arguments.runs):
                scenario.run(site, school, row.fault, row)
                _tell(row)
    print()
    print(scenario.table([row for row in rows if row.runs]))
    return 0 if all(row.well for row in rows) else 1


def _tell(row: Row) -> None:
    state = "held" if row.well else "DID NOT HOLD"
    gaps = f"gaps {row.read_gap:.1f} s of reads, {row.write_gap:.1f} s of writes"
    print(
        f"{row.fault.name}: {state} after {row.runs} runs; {gaps}; errors {row.kinds}", flush=True
    )
    for kind, found in (("lost", row.lost), ("doubled", row.doubled)):
        for text in found[:SHOWN]:
            print(f"    {kind}: {text}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Example: make faults ARGS='--only redis-kill --only primary-kill --runs 1'",
    )
    parser.add_argument(
        "--only", action="append", metavar="FAULT", help="this one; may be repeated"
    )
    parser.add_argument("--runs", type=int, default=3, help="how often each strikes (3)")
    parser.add_argument("--list", action="store_true", help="name the faults, and do nothing")
    parser.add_argument(
        "--folder", help="where everything is kept meanwhile; else a new one in /tmp"
    )
    parser.add_argument("--keep", action="store_true", help="leave the folder, with all logs")
    return parser


if __name__ == "__main__":
    sys.exit(main())
