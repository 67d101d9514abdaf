"""Who listens on this machine and answers as a test says, in place of a service elsewhere."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Listener(BaseHTTPRequestHandler):
    """Answers GET and POST in one way, and writes no line about it."""

    def answer(self) -> None:
        """Say what there is to say to this request."""
        raise NotImplementedError

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def body(self) -> bytes:
        """What was sent."""
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def listening(listener: type[Listener], port: int = 0) -> Iterator[str]:
    """Its address, until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", port), listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
