"""NGINX before the web servers, with what `deploy/nginx` passes requests on with."""

import os
import shutil
from pathlib import Path

from lectern.cli.embedded import ports
from tests.faults.keeper import Keeper

ROOT = Path(__file__).parents[2]
INSTALL = "nginx is not here. On Debian and Ubuntu: apt-get install nginx-light"

# TLS, Brotli and limits of the shipped configuration are left out: any nginx since 1.18 reads this.
_CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
{user}
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    map $http_x_request_id $lectern_request_id {{
        "~^[A-Za-z0-9._-]{{8,64}}$" $http_x_request_id;
        default $request_id;
    }}
    # Nobody stands before this one.
    map $remote_addr $forwarded_for {{ default $remote_addr; }}
    map $scheme $outer_scheme {{ default $scheme; }}
    map $scheme $strict_transport {{ default ""; }}
    upstream backend {{
        {servers}
        keepalive 32;
    }}
    server {{
        listen {address}:{port};
        client_max_body_size 65m;
        proxy_read_timeout 30s;
        include {folder}/proxy.inc;
        location / {{ proxy_pass http://backend; }}
    }}
}}
"""


def program() -> str:
    """The nginx of this machine, or the one that NGINX_BINARY names; empty when there is none."""
    named = os.environ.get("NGINX_BINARY") or shutil.which(
        "nginx", path=f"{os.environ['PATH']}:/usr/sbin"
    )
    return named or ""


def run(keeper: Keeper, folder: Path, backends: list[int]) -> str:
    """Run it before these web servers; its URL."""
    folder.mkdir(parents=True)
    port = ports.free_port()
    shutil.copy(ROOT / "deploy/nginx/proxy.inc", folder / "proxy.inc")
    servers = [f"server {ports.LOOPBACK}:{one} max_fails=2 fail_timeout=2s;" for one in backends]
    main = folder / "nginx.conf"
    main.write_text(
        _CONFIGURATION.format(
            folder=folder,
            port=port,
            address=ports.LOOPBACK,
            servers="\n        ".join(servers),
            # The folder belongs to whoever runs this.
            user="" if os.geteuid() else "user root;",
        )
    )
    command = [program(), "-p", f"{folder}/", "-c", str(main)]
    keeper.start("nginx", command, folder / "out.log")
    return f"http://{ports.LOOPBACK}:{port}"
