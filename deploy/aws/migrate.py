"""Runs the task that brings both databases to the form of this version, and waits until it ends.

    terraform output -json migrate | python deploy/aws/migrate.py

Exit code 0 when it has succeeded; else it says why not, as far as ECS knows.
"""

import json
import sys
import time
from typing import Any, NoReturn

import boto3
from botocore.exceptions import BotoCoreError, ClientError

CONTAINER = "migrate"  # AWS may put others of its own beside it
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
    (ended,) = [one for one in task["containers"] if one["name"] == CONTAINER]
    if ended.get("exitCode") != 0:
        why = ended.get("reason") or task.get("stoppedReason") or "it did not say why"
        fail(f"It ended with {ended.get('exitCode')}: {why}\nSee: aws logs tail {where['logs']}")
    sys.stdout.write("Both databases are of this version.\n")


def look(ecs: Any, cluster: str, arn: str) -> dict[str, Any]:
    """The task as it is now."""
    (task,) = ecs.describe_tasks(cluster=cluster, tasks=[arn])["tasks"]
    return dict(task)


def fail(why: str) -> NoReturn:
    """End with this."""
    sys.stderr.write(f"{why}\n")
    sys.exit(1)


if __name__ == "__main__":
    try:
        main(json.load(sys.stdin))
    except (json.JSONDecodeError, KeyError):
        fail("What `terraform output -json migrate` tells has to come in: is it applied here?")
    except (BotoCoreError, ClientError) as error:
        fail(f"AWS could not be asked: {error}")
