"""Writes the configuration of Alertmanager: that of deploy/monitoring, in the ways that are known.

    python alerting.py alertmanager.yml FOLDER

FOLDER holds the files that make_secrets.py has written for it. E-mails go out by EMAIL_URL from
LECTERN_MAIL_FROM to LECTERN_ALERTS_TO. Nobody is told in a way of which address or key is missing.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml

PASSWORD = "smtp-password"  # noqa: S105  # the name of a file


def configuration(shipped: dict[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """What Alertmanager is to do here. Its files are beside the one that this becomes."""
    shipped["templates"] = [f"../{name}" for name in shipped["templates"]]
    everything = shipped["global"]
    ways = {"slack_configs": told.get("SLACK_URL"), "pagerduty_configs": told.get("PAGERDUTY_KEY")}
    ways["email_configs"] = told.get("EMAIL_URL") and told.get("LECTERN_ALERTS_TO")
    for name in [name for name in everything if name.startswith(("smtp_", "slack_"))]:
        del everything[name]
    if ways["slack_configs"]:
        everything["slack_api_url_file"] = "slack-url"
    if ways["email_configs"]:
        everything |= mail(told)
    for receiver in shipped["receivers"]:
        for way in [way for way in ways if way in receiver]:
            if not ways[way]:
                del receiver[way]
        for one in receiver.get("email_configs", []):
            one["to"] = told["LECTERN_ALERTS_TO"]
        for one in receiver.get("pagerduty_configs", []):
            one["routing_key_file"] = "pagerduty-key"
    return shipped


def mail(told: Mapping[str, str]) -> dict[str, Any]:
    """The server that the application uses, as Alertmanager is told of it."""
    server = urlsplit(told["EMAIL_URL"])
    safely = server.scheme in ("smtps", "smtp+tls", "smtp+ssl")
    settings: dict[str, Any] = {
        "smtp_smarthost": f"{server.hostname}:{server.port or 25}",
        "smtp_from": told["LECTERN_MAIL_FROM"],
        "smtp_require_tls": safely,
    }
    if server.username:
        settings |= {
            "smtp_auth_username": unquote(server.username),
            "smtp_auth_password_file": PASSWORD,
        }
    return settings


def main(shipped: Path, folder: Path) -> None:
    """Write what belongs together, and the password first."""
    told = os.environ
    password = urlsplit(told.get("EMAIL_URL", "")).password or ""
    made = yaml.safe_dump(configuration(yaml.safe_load(shipped.read_text()), told))
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ((PASSWORD, unquote(password)), ("alertmanager.yml", made)):
        new = folder / f".{name}.new"
        new.write_text(text)
        new.chmod(0o444)  # Alertmanager is somebody else, and sees this folder alone
        new.replace(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
