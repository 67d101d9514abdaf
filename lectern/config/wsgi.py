"""The entry point of the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lectern.config.settings")
django_application = get_wsgi_application()  # sets up what the door is made of

from lectern.accounts.tokens import recognise  # noqa: E402
from lectern.shared.door import Door  # noqa: E402
from lectern.shared.restoring import refuse_to_serve_half  # noqa: E402

refuse_to_serve_half()
application = Door(django_application, recognise)
