"""What moto knows of AWS is really made, looked at, found unchanged and removed again.

Not known to it, and so only planned (`*.tftest.hcl`): DocumentDB, replication groups of
ElastiCache, policies of CloudFront, groups of X-Ray, selections of Backup, scaling of ECS services.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import httpx
import pytest
from moto.server import ThreadedMotoServer

from lectern.cli.embedded.ports import free_port
from tests.deploy.test_terraform import TERRAFORM, slow

pytestmark = slow

MAIN = Path(__file__).with_name("moto") / "main.tf"
WHOLE = ("secrets", "vpc", "ecr", "security", "rds", "alb", "route53", "lambda")
# Not the logging of S3, at which it stumbles over our policy.
PARTS = {
    "s3": (
        *("s3_bucket.this", "s3_bucket_public_access_block.this", "s3_bucket_policy.tls"),
        *("s3_bucket_ownership_controls.this", "s3_bucket_versioning.this"),
        "s3_bucket_server_side_encryption_configuration.this",
        "s3_bucket_lifecycle_configuration.this",
    ),
    "ecs": (
        *("ecs_cluster.this", "ecs_cluster_capacity_providers.this", "cloudwatch_log_group.this"),
        *("ecs_task_definition.this", "ecs_service.this", "ecs_task_definition.backup"),
        *("iam_role_policy.schedule", "cloudwatch_event_target.backup"),
    ),
    "monitoring": (
        *("sns_topic.this", "sns_topic_policy.this", "sns_topic_subscription.this"),
        *("cloudwatch_metric_alarm.this", "cloudwatch_dashboard.this", "cloudtrail.this"),
        *("backup_vault.this", "backup_plan.this", "iam_role_policy_attachment.backup"),
    ),
}
TARGETS = [
    *(f"-target=module.{name}" for name in WHOLE),
    *(f"-target=module.{name}.aws_{part}" for name, parts in PARTS.items() for part in parts),
]
# It takes these and tells them back with something missing, such as tags or descriptions.
FORGOTTEN_IN_PART = {
    *("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"),
    *("aws_db_instance", "aws_db_parameter_group", "aws_ecs_service", "aws_lambda_function"),
    *("aws_backup_vault", "aws_backup_plan"),
}
PROVIDER_HERE = """
provider "aws" {
  access_key                  = "testing"
  secret_key                  = "testing"
  max_retries                 = 1
  skip_credentials_validation = true
  s3_use_path_style           = true
}
"""


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A pretended AWS on this machine, with the policies that AWS has for everybody."""
    monkeypatch.setenv("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    address = f"http://127.0.0.1:{server._port}"
    # All of them in one process share what they hold.
    httpx.post(f"{address}/moto-api/reset").raise_for_status()
    yield address
    server.stop()


def terraform(folder: Path, endpoint: str, *words: str) -> str:
    """Run it before the pretended AWS; it must succeed. What it says."""
    said = subprocess.run(
        ["terraform", *words, "-no-color"],
        cwd=folder,
        env=os.environ | {"AWS_ENDPOINT_URL": endpoint, "TF_IN_AUTOMATION": "1"},
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0, said.stdout[-3000:] + said.stderr[-3000:]
    return said.stdout


def asked(endpoint: str, service: str) -> Any:
    """A client of the pretended AWS."""
    session = boto3.Session("testing", "testing", region_name="us-east-1")
    return session.client(service, endpoint_url=endpoint)  # type: ignore[call-overload]


def changed(plan: str) -> set[str]:
    """The kinds of what a plan would change."""
    lines = [json.loads(line) for line in plan.splitlines()]
    changes = [line["change"] for line in lines if line["type"] == "planned_change"]
    return {change["resource"]["resource_type"] for change in changes}


def test_it_is_made_and_removed(endpoint: str, tmp_path: Path) -> None:
    shutil.copy(MAIN, tmp_path)
    tests = shutil.ignore_patterns("tests")
    shutil.copytree(TERRAFORM / "modules", tmp_path / "modules", ignore=tests)
    function = TERRAFORM / "modules/lambda/function"
    shutil.make_archive(str(tmp_path / "package"), "zip", function)
    terraform(tmp_path, endpoint, "init", "-input=false")
    # Most of the time is waiting, for a balancer, a database and names at once.
    words = ("-auto-approve", "-input=false", "-parallelism=40")
    terraform(tmp_path, endpoint, "apply", *words, *TARGETS)

    ec2 = asked(endpoint, "ec2")
    ours = [{"Name": "tag:Project", "Values": ["lms"]}]
    subnets = ec2.describe_subnets(Filters=ours)["Subnets"]
    assert {subnet["CidrBlock"] for subnet in subnets} == {
        f"10.0.{tier + zone}.0/24" for tier in (1, 11, 21) for zone in range(3)
    }
    tags = {tag["Key"] for tag in subnets[0]["Tags"]}
    assert {"Environment", "Project", "ManagedBy", "Owner"} <= tags
    look_at_stores(endpoint)
    look_at_the_balancer(endpoint)
    look_at_who_is_told(endpoint)

    look_at_the_services(endpoint)

    plan = terraform(tmp_path, endpoint, "plan", "-json", "-input=false", *TARGETS)
    assert changed(plan) <= FORGOTTEN_IN_PART
    terraform(tmp_path, endpoint, "destroy", *words, "-refresh=false")
    assert ec2.describe_subnets(Filters=ours)["Subnets"] == []


def look_at_stores(endpoint: str) -> None:
    """Buckets are closed and keep what is removed; PostgreSQL is encrypted and in two zones."""
    s3 = asked(endpoint, "s3")
    buckets = {one["Name"].split("-")[2]: one["Name"] for one in s3.list_buckets()["Buckets"]}
    assert buckets.keys() == {"static", "media", "backups", "logs"}
    for name in buckets.values():
        closed = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
        assert set(closed.values()) == {True}
        assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    (server,) = asked(endpoint, "rds").describe_db_instances()["DBInstances"]
    assert (server["StorageEncrypted"], server["MultiAZ"]) == (True, True)
    assert not server["PubliclyAccessible"]


def look_at_the_balancer(endpoint: str) -> None:
    """The servers get what is theirs, nobody the numbers, the web application the rest."""
    elb = asked(endpoint, "elbv2")
    (balancer,) = elb.describe_load_balancers()["LoadBalancers"]
    (listener,) = elb.describe_listeners(LoadBalancerArn=balancer["LoadBalancerArn"])["Listeners"]
    assert (listener["Protocol"], listener["Port"]) == ("HTTPS", 443)
    found = elb.describe_rules(ListenerArn=listener["ListenerArn"])["Rules"]
    rules = {
        path: rule["Actions"][0].get("TargetGroupArn", rule["Actions"][0]["Type"])
        for rule in found
        for condition in rule["Conditions"]
        for path in condition["PathPatternConfig"]["Values"]
    }
    assert rules.pop("/metrics") == "fixed-response"
    assert {"/api/*", "/media/*", "/healthz", "/readyz", "/static/*"} <= rules.keys()
    assert all("lectern-moto-backend" in target for target in rules.values())
    (rest,) = listener["DefaultActions"]
    assert "lectern-moto-frontend" in rest["TargetGroupArn"]


def look_at_the_services(endpoint: str) -> None:
    """None is reached from outside or writes to its image; secrets come by reference."""
    ecs = asked(endpoint, "ecs")
    (cluster,) = ecs.list_clusters()["clusterArns"]
    names = ["frontend", "backend", "worker", "beat"]
    services = ecs.describe_services(cluster=cluster, services=names)["services"]
    assert {one["serviceName"] for one in services} == set(names)
    for one in services:
        network = one["networkConfiguration"]["awsvpcConfiguration"]
        assert network["assignPublicIp"] == "DISABLED"
        task = ecs.describe_task_definition(taskDefinition=one["taskDefinition"])["taskDefinition"]
        for container in task["containerDefinitions"]:
            assert container["image"].endswith(":0.1.0")
            assert container["readonlyRootFilesystem"]
            secret = {one["name"] for one in container.get("secrets", [])}
            assert ("MONGODB_URI" in secret) == (container["name"] != "frontend")
    (trail,) = asked(endpoint, "cloudtrail").describe_trails()["trailList"]
    assert trail["LogFileValidationEnabled"]


def look_at_who_is_told(endpoint: str) -> None:
    """Alarms go to a topic, the topic to people; the names lead here, backups are looked at."""
    (topic,) = asked(endpoint, "sns").list_topics()["Topics"]
    alarms = asked(endpoint, "cloudwatch").describe_alarms()["MetricAlarms"]
    assert len(alarms) > 5
    assert all(topic["TopicArn"] in alarm["AlarmActions"] for alarm in alarms)
    (person,) = asked(endpoint, "sns").list_subscriptions()["Subscriptions"]
    assert (person["Protocol"], person["Endpoint"]) == ("email", "ops@example.org")
    dns = asked(endpoint, "route53")
    (zone,) = dns.list_hosted_zones()["HostedZones"]
    records = dns.list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
    aliases = {(one["Name"], one["Type"]) for one in records if "AliasTarget" in one}
    assert ("lms.example.org.", "A") in aliases
    assert ("origin.lms.example.org.", "A") in aliases
    functions = asked(endpoint, "lambda").list_functions()["Functions"]
    assert [one["FunctionName"] for one in functions] == ["lectern-moto-verify-backup"]


def make_the_place_of_the_state(endpoint: str, folder: Path) -> Path:
    """All of deploy/terraform in this folder, and what bootstrap makes; where bootstrap is."""
    tests = shutil.ignore_patterns("tests")
    shutil.copytree(TERRAFORM, folder, ignore=tests, dirs_exist_ok=True)
    bootstrap = folder / "bootstrap"
    (bootstrap / "here_override.tf").write_text(PROVIDER_HERE)
    terraform(bootstrap, endpoint, "init", "-input=false")
    terraform(bootstrap, endpoint, "apply", "-auto-approve", "-input=false", "-var=owner=platform")
    return bootstrap


def test_the_place_of_the_state_is_made(endpoint: str, tmp_path: Path) -> None:
    folder = make_the_place_of_the_state(endpoint, tmp_path)
    (bucket,) = asked(endpoint, "s3").list_buckets()["Buckets"]
    versions = asked(endpoint, "s3").get_bucket_versioning(Bucket=bucket["Name"])
    assert versions["Status"] == "Enabled"
    locks = asked(endpoint, "dynamodb")
    (table,) = locks.list_tables()["TableNames"]
    assert (
        locks.describe_table(TableName=table)["Table"]["KeySchema"][0]["AttributeName"] == "LockID"
    )
    terraform(folder, endpoint, "plan", "-detailed-exitcode", "-var=owner=platform")


def test_an_environment_begins_as_the_page_says(
    endpoint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its state in the bucket, then the repositories; the rest moto does not know."""
    bootstrap = make_the_place_of_the_state(endpoint, tmp_path)
    bucket = terraform(bootstrap, endpoint, "output", "-raw", "bucket")
    table = terraform(bootstrap, endpoint, "output", "-raw", "table")
    staging = tmp_path / "environments/staging"
    (staging / "here_override.tf").write_text(PROVIDER_HERE)
    (staging / "backend.hcl").write_text(
        f'bucket = "{bucket}"\ndynamodb_table = "{table}"\nregion = "us-east-1"\n'
    )
    (staging / "ca.pem").write_text("a certificate")
    (staging / "terraform.tfvars").write_text(
        'owner = "platform"\ndomain = "staging.lms.example.org"\nrelease = "0.1.0"\n'
        'alarm_emails = ["ops@example.org"]\nmongodb_ca = "ca.pem"\n'
        'certificate_arns = { edge = "arn:aws:acm:us-east-1:123456789012:certificate/one", '
        'origin = "arn:aws:acm:us-east-1:123456789012:certificate/two" }\n'
    )
    ours = ("SECRET_KEY", "BACKUP_PASSPHRASE", "METRICS_TOKEN")
    secrets = {f"LECTERN_{name}": "s" * 60 for name in ours} | {"EMAIL_URL": "smtp://mail"}
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "TF_VAR_passwords": json.dumps({"rds": "p" * 20, "documentdb": "p" * 20}),
        "TF_VAR_redis_password": "p" * 20,
        "TF_VAR_secrets": json.dumps(secrets),
    }.items():
        monkeypatch.setenv(name, value)
    here = ("use_path_style=true", "skip_credentials_validation=true")
    options = [f"-backend-config={one}" for one in ("backend.hcl", *here)]
    terraform(staging, endpoint, "init", "-input=false", *options)
    first = ("-input=false", "-target=module.platform.module.ecr")
    terraform(staging, endpoint, "apply", "-auto-approve", *first)

    repositories = asked(endpoint, "ecr").describe_repositories()["repositories"]
    names = {one["repositoryName"] for one in repositories}
    images = json.loads(terraform(staging, endpoint, "output", "-json", "images"))
    assert names == {f"lectern-staging/{part}" for part in images}
    kept = asked(endpoint, "s3").get_object(Bucket=bucket, Key="staging/terraform.tfstate")
    assert "aws_ecr_repository" in kept["Body"].read().decode()
    assert kept["ServerSideEncryption"]
    held = asked(endpoint, "dynamodb").scan(TableName=table)["Items"]
    assert not any("Info" in one for one in held), "the state is still locked"
