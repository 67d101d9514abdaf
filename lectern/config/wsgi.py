"""The entry point of the web server."""

from lectern.config.application import application
from lectern.shared.restoring import refuse_to_serve_half
from lectern.shared.serving import install

__all__ = ["application"]

refuse_to_serve_half()
install()
