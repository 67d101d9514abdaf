"""What happens once, when Django starts."""

from django.apps import AppConfig


class LecternConfig(AppConfig):
    """The whole product as one application: it connects the stores and wires the reactions."""

    name = "lectern.config"

    def ready(self) -> None:
        """Registering is cheap: no socket is opened here."""
        from django.conf import settings

        from lectern.config import celery  # noqa: F401  # tasks are sent through this app
        from lectern.shared import events, jobs, limits, mongo, personal_data, warm
        from lectern.shared.metrics import stores
        from lectern.subscriptions import COUNTS, JOBS, PERSONAL_DATA, SUBSCRIPTIONS, WARM

        for text in settings.RATES.values():
            limits.rate(text)  # one that cannot be read is told now, not to the first visitor
        if settings.TRACES:
            from lectern.config.traces import start

            start.install()
        mongo.connect()
        events.subscribe(SUBSCRIPTIONS)
        jobs.install(JOBS)
        personal_data.install(PERSONAL_DATA)
        warm.install(WARM)
        stores.install(COUNTS)
