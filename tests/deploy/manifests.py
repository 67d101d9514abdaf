"""The manifests of an overlay as `kubectl` renders them, and the pods that they make."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
KUBERNETES = ROOT / "deploy/kubernetes"
KUBECTL = shutil.which("kubectl") or ""
WITHOUT = "needs kubectl (it renders only; no cluster is asked)"

Manifest = dict[str, Any]


@dataclass(frozen=True)
class Pod:
    """What a workload starts: its name, and the template of its pods."""

    owner: str
    spec: Manifest
    labels: dict[str, str]

    @property
    def containers(self) -> list[Manifest]:
        """Those that stay, and those that go before them."""
        return [*self.spec["containers"], *self.spec.get("initContainers", [])]


@cache
def rendered(overlay: str) -> list[Manifest]:
    """Every object of an overlay."""
    said = subprocess.run(
        [KUBECTL, "kustomize", KUBERNETES / "overlays" / overlay],
        capture_output=True,
        text=True,
        check=True,
    )
    return [one for one in yaml.safe_load_all(said.stdout) if one]


def of_kind(overlay: str, kind: str) -> dict[str, Manifest]:
    """The objects of a kind by `namespace/name`."""
    return {
        f"{one['metadata'].get('namespace', '')}/{one['metadata']['name']}": one
        for one in rendered(overlay)
        if one["kind"] == kind
    }


def pods(overlay: str) -> Iterator[Pod]:
    """The pods of every workload."""
    for one in rendered(overlay):
        spec = one.get("spec", {})
        if one["kind"] == "CronJob":
            spec = spec["jobTemplate"]["spec"]
        template = spec.get("template")
        if one["kind"] in {"Deployment", "StatefulSet", "Job", "CronJob"}:
            name = f"{one['kind']} {one['metadata']['namespace']}/{one['metadata']['name']}"
            yield Pod(name, template["spec"], template["metadata"]["labels"])
