"""Django settings, one module a concern."""

from .api import *  # noqa: F403
from .auth import *  # noqa: F403
from .core import *  # noqa: F403
from .jobs import *  # noqa: F403
from .logs import *  # noqa: F403
from .mail import *  # noqa: F403
from .metrics import *  # noqa: F403
from .stores import *  # noqa: F403
from .traces import *  # noqa: F403
from .web import *  # noqa: F403
