"""Runs the task that brings both databases to the form of this version, and waits until it ends.

    terraform output -json migrate | python deploy/aws/migrate.py

Exit code 0 when it has succeeded; else it says why not, as far as ECS knows.
"""

import json
import sys
import time
from typing import Any, NoReturn

import boto3

PATIENCE_SECONDS = 30 * 60
BETWEEN_SECONDS = 5


def main(where: dict[str, Any]) -> None:
    """Start it once and look until it has stopped."""
    ecs = boto3.client("ecs")
    network = {"subnets": where["subnets"], "securityGroups": where["groups"]}
    started = ecs.run_task(
        cluster=where["cluster"],
        taskDefinition=where["task"],
        launchType="FARGATE",
        networkConfiguration={"awsvpcConfiguration": {**network, "assignPublicIp": "DISABLED"}},
    )
    if not started["tasks"]:
        fail(f"It was not started: {started['failures']}")
    arn = started["tasks"][0]["taskArn"]
    sys.stdout.write(f"Migrating: {arn}\n")
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (task := look(ecs, where["cluster"], arn))["lastStatus"] != "STOPPED":
        if time.monotonic() > deadline:
            fail(f"It is still {task['lastStatus']} after {PATIENCE_SECONDS // 60} minutes.")
        time.sleep(BETWEEN_SECONDS)
    for container in task["containers"]:
        if container.get("exitCode") != 0:
            why = container.get("reason") or task.get("stoppedReason") or "it did not say why"
            fail(f"{container['name']} ended with {container.get('exitCode')}: {why}")
    sys.stdout.write("Both databases are of this version.\n")


def look(ecs: Any, cluster: str, arn: str) -> dict[str, Any]:
    """The task as it is now."""
    (task,) = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"]
    return dict(task)


def fail(why: str) -> NoReturn:
    """End with this."""
    sys.stderr.write(f"{why}\nIts lines are in the log group of the environment.\n")
    sys.exit(1)


if __name__ == "__main__":
    main(json.load(sys.stdin))
