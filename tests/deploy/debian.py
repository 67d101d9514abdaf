"""Programs of Debian that deploy/ and bench/ are checked with, in a folder of our own.

`python -m tests.deploy.debian FOLDER` needs apt but no root: what is installed on the machine, and
what apt knows of it, stays as it is. Where there is no Debian it says which tests are left out.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# From the release that has them in the version that deploy/ is written for. The libraries are those
# of the machine, or stand here.
PACKAGES = {
    "trixie": (
        *("nginx", "libnginx-mod-http-brotli-filter", "libnginx-mod-http-brotli-static"),
        *("prometheus-redis-exporter", "prometheus-nginx-exporter", "prometheus-node-exporter"),
    ),
    "bookworm": (
        *("prometheus", "prometheus-alertmanager"),
        *("haproxy", "liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"),
        *("redis-tools", "libjemalloc2", "liblzf1", "libatomic1"),
        *("wrk", "libluajit-5.1-2"),
    ),
}
PROGRAMS = {
    "nginx": "-v",
    "haproxy": "-v",
    "redis-cli": "--version",
    "prometheus": "--version",
    "promtool": "--version",
    "prometheus-alertmanager": "--version",
    "amtool": "--version",
    "prometheus-redis-exporter": "--version",
    "prometheus-nginx-exporter": "--version",
    "prometheus-node-exporter": "--version",
    "wrk": "-v",
}
CANNOT_START = 127  # the program or a library of it is missing
STARTER = """#!/bin/sh
LD_LIBRARY_PATH={libraries} exec {program} "$@"
"""
# Debian's looks for its own templates at this place and no other; it alone sees them there.
STARTER_OF_ALERTMANAGER = """#!/bin/sh
exec unshare --map-root-user --mount sh -c '
  mount --bind {share} /usr/share && exec {program} "$@"' sh "$@"
"""


class NotToBeHad(RuntimeError):
    """No apt, no such release, or no network."""


def main(folder: Path) -> None:
    """Fetch and unpack everything, and say what does not run."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "root").mkdir(parents=True)
    try:
        for release, packages in PACKAGES.items():
            fetch(folder / "root", release, packages)
    except NotToBeHad as error:
        _say(f"nginx, Prometheus and others could not be had ({error}); their tests are left out.")
        return
    (folder / "lib").symlink_to("root/usr/lib")  # where nginx is looked for its modules
    (folder / "bin").mkdir()
    for missing in [name for name, asked in PROGRAMS.items() if not starts(folder, name, asked)]:
        _say(f"{missing} does not run on this machine; its tests are left out.")


def fetch(folder: Path, release: str, packages: tuple[str, ...]) -> None:
    """Download from the mirror that this machine uses, with apt's own checks of signatures."""
    if not shutil.which("apt-get"):
        raise NotToBeHad("this is not Debian")
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        for part in ("lists/partial", "cache/archives/partial"):
            (place / part).mkdir(parents=True)
        (place / "sources.list").write_text(f"deb {_mirror()} {release} main\n")
        settings = {
            "Dir::Etc::sourcelist": place / "sources.list",
            "Dir::Etc::sourceparts": "-",
            "Dir::State::lists": place / "lists",
            "Dir::Cache": place / "cache",
            "Acquire::Languages": "none",
            "APT::Update::Post-Invoke-Success": "",
        }
        options = [part for key, value in settings.items() for part in ("-o", f"{key}={value}")]
        _run("apt-get", "-qq", *options, "update", cwd=place)
        _run("apt-get", "-qq", *options, "download", *packages, cwd=place)
        for package in sorted(place.glob("*.deb")):
            _run("dpkg", "-x", str(package), str(folder), cwd=place)


def starts(folder: Path, name: str, asked: str) -> bool:
    """Put the program into `bin/`; whether it starts here."""
    found = shutil.which(name, path=f"{folder}/root/usr/sbin:{folder}/root/usr/bin")
    libraries = [str(path) for path in (folder / "root/usr/lib").glob("*-linux-gnu*")]
    starter = folder / "bin" / name
    text = STARTER_OF_ALERTMANAGER if name == "prometheus-alertmanager" else STARTER
    starter.write_text(
        text.format(libraries=":".join(libraries), program=found, share=folder / "root/usr/share")
    )
    starter.chmod(0o755)
    if subprocess.run([starter, asked], capture_output=True).returncode == CANNOT_START:
        starter.unlink()
    return starter.exists()


def _mirror() -> str:
    words = ("indextargets", "--format", "$(LABEL) $(REPO_URI)", "Identifier: Packages")
    for line in _run("apt-get", *words, cwd=Path.cwd()).splitlines():
        label, _, address = line.partition(" ")
        if label == "Debian":
            return address
    raise NotToBeHad("this is not Debian")


def _run(*command: str, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise NotToBeHad((done.stderr or done.stdout).strip().splitlines()[-1])
    return done.stdout


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - read by people


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
