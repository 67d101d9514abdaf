"""Whether a program of this machine answers: `python -m lectern.cli.probe [URL]`, for containers.

It imports nothing of the application, because it is asked every few seconds.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

ALIVE = "http://127.0.0.1:8000/healthz"


def answers(url: str, hosts: str) -> bool:
    """Whether a GET is answered with 200, asked under the first name of the installation."""
    parts = urlsplit(url)
    first = hosts.split(",")[0].strip().lstrip(".")
    host = first if first not in ("", "*") else "localhost"
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=3)
    try:
        connection.request("GET", parts.path or "/", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    url = sys.argv[1] if len(sys.argv) > 1 else ALIVE
    raise SystemExit(0 if answers(url, os.environ.get("LECTERN_HOSTS", "")) else 1)
