"""An Odoo server beside the benchmarks, for what is measured over HTTP."""

import subprocess
import sys
import time
from contextlib import contextmanager

import requests


@contextmanager
def serving(database, port):
    """Serve the database without scheduled actions; give the address."""
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "odoo", "--database", database),
            *("--db-filter", f"^{database}$", "--http-interface", "127.0.0.1"),
            *("--http-port", str(port), "--max-cron-threads", "0"),
            *("--log-level", "error"),
        ]
    )
    try:
        _wait_for(process, url)
        yield url
    finally:
        process.terminate()
        process.wait()


def _wait_for(process, url):
    while process.poll() is None:
        try:
            requests.get(f"{url}/web/health", timeout=5).raise_for_status()
            return
        except requests.RequestException:
            time.sleep(0.3)
    raise SystemExit(
        f"The server did not start: is {url} taken? Choose another --port."
    )


def call(session, url, params):
    """Post a JSON request as the survey's page does, and return the result."""
    body = {"jsonrpc": "2.0", "method": "call", "params": params}
    answer = session.post(url, json=body, timeout=60).json()
    if "error" in answer:
        raise RuntimeError(answer["error"]["data"]["debug"])
    return answer["result"]
