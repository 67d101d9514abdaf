"""Asks the registries whether they know of weaknesses in what Lectern depends on.

    python tests/advisories.py

A known weakness fails. Registries that cannot be asked (no network, a mirror without advisories)
do not: then it says so, for nobody should believe that there is nothing.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 60
# A weakness that does not concern Lectern, by its id: why not.
ACCEPTED: dict[str, str] = {}


def python() -> list[str] | None:
    """The weaknesses of the Python packages; None when PyPI did not answer for most of them."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            *(sys.executable, "-m", "pip_audit", "-r", "requirements/embedded.txt", "--no-deps"),
            *("--disable-pip", "--progress-spinner", "off", "-f", "json", "-o", str(report)),
        ]
        subprocess.run(command, cwd=ROOT, capture_output=True, timeout=SECONDS, check=False)
        packages = json.loads(report.read_text())["dependencies"]
    asked = [package for package in packages if "skip_reason" not in package]
    if len(asked) * 2 < len(packages):
        return None
    return [f"{one['name']}: {found['id']}" for one in asked for found in one["vulns"]]


def web() -> list[str] | None:
    """The same of the npm packages that reach the browser."""
    command = ["npm", "audit", "--omit=dev", "--json"]
    done = subprocess.run(
        command, cwd=ROOT / "web", capture_output=True, timeout=SECONDS, check=False
    )
    told = json.loads(done.stdout).get("vulnerabilities")
    if told is None:
        return None
    return [f"{name}: {found['severity']}" for name, found in told.items()]


def main() -> None:
    """Ask both, say what they know."""
    failed = False
    for name, ask in {"PyPI": python, "npm": web}.items():
        try:
            found = ask()
        except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
            found = None
        if found is None:
            print(f"{name} could not be asked for known weaknesses of our dependencies.")
            continue
        found = [one for one in found if one.partition(": ")[2] not in ACCEPTED]
        failed = failed or bool(found)
        print(
            f"{name} knows {len(found) or 'no'} weaknesses of our dependencies.", *found, sep="\n"
        )
    sys.exit(failed)


if __name__ == "__main__":
    main()
