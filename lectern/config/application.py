"""The web application, whoever serves it."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lectern.config.settings")
django_application = get_wsgi_application()  # sets up what the door is made of

from lectern.accounts.tokens import recognise  # noqa: E402
from lectern.shared.door import Application, Door  # noqa: E402

application: Application = Door(django_application, recognise)
if settings.TRACES:
    from lectern.config.traces.requests import Traced

    application = Traced(application)
