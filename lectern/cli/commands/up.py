"""`lectern up`: everything on one machine, from one command."""

import os
import sys
import time
from pathlib import Path

from lectern.cli import listen, lock, services
from lectern.cli.datadir import DataDir
from lectern.cli.embedded import mongo, records, valkey
from lectern.cli.embedded.ports import free_port
from lectern.cli.environment import Given, compose
from lectern.cli.screen import Screen
from lectern.cli.services import Services
from lectern.cli.supervisor import plan
from lectern.cli.supervisor.child import Program
from lectern.cli.supervisor.plan import Address
from lectern.cli.supervisor.supervisor import Supervisor


def run(*, data_dir: Path, host: str, port: int | None, demo: bool, workers: int) -> None:
    """Start everything, say where it is, and look after it until it is asked to stop."""
    began = time.monotonic()
    data, given, screen = DataDir(data_dir.resolve()), Given.read(), Screen()
    data.prepare(embedded_mongo=not given.mongodb_uri)
    address = listen.choose(host, port)
    with lock.hold(data.lock, "up", address.url):
        for name in records.reap(data.run):
            screen.warn(f"{name} was still running after the last 'lectern up' and was stopped")
        if port is None and address.port != listen.DEFAULT_PORT:
            screen.warn(f"Port {listen.DEFAULT_PORT} is in use, so Lectern takes {address.port}")
        stores, programs = _stores(data, given)
        environment = compose(
            data,
            mongodb_uri=stores.mongodb_uri,
            redis_url=stores.redis_url,
            site_url=address.url,
        )
        data.count_anew()
        environment["PROMETHEUS_MULTIPROC_DIR"] = str(data.metrics)
        supervisor = Supervisor(data, environment, screen)
        with supervisor.until_stopped():
            screen.step("Starting the stores and preparing the databases")
            supervisor.start(*programs)
            stores.write(data)
            supervisor.run_to_end("migrate", _lectern("migrate", "--wait", "60"))
            supervisor.wait()
            screen.step("Starting the worker and the web server")
            supervisor.start(plan.worker(data), plan.web(address, workers, given.a_host))
            supervisor.wait()
            if demo and not given.production and not data.demo_password():
                screen.step("Loading the demo courses")
                supervisor.run_to_end("demo", _lectern("demo"))
            screen.rest()
            _announce(screen, data, address, time.monotonic() - began)
            if not given.hosts and address.host not in ("127.0.0.1", "::1"):
                screen.say("Other machines are refused until LECTERN_HOSTS names this one.")
            supervisor.watch()
        screen.done("Lectern has stopped")


def _stores(data: DataDir, given: Given) -> tuple[Services, list[Program]]:
    """Where the stores will be, on their ports of last time if possible; which ones we run."""
    last, programs = services.read(data), []
    mongodb_uri, redis_url = given.mongodb_uri, given.redis_url
    if not mongodb_uri:
        port = free_port(services.port_of(last.mongodb_uri))
        mongodb_uri = mongo.uri(port)
        programs.append(plan.mongod(data, port))
    if not redis_url:
        port = free_port(services.port_of(last.redis_url))
        redis_url = valkey.uri(data.valkey, port)
        programs.append(plan.valkey_server(data, port))
    return Services(mongodb_uri, redis_url, os.getpid()), programs


def _lectern(*words: str) -> list[str]:
    return [sys.executable, "-m", "lectern", *words]


def _announce(screen: Screen, data: DataDir, address: Address, seconds: float) -> None:
    screen.say()
    screen.done(f"Lectern is ready after {seconds:.1f} s: {address.url}/")
    if password := data.demo_password():
        screen.say(f"  Log in as student, instructor or admin with the password {password}")
    else:
        screen.say("  Make the first account with: lectern create-admin")
    screen.say(f"  Logs are in {data.log}. Ctrl-C stops everything.")
    screen.say()
