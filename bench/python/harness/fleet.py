# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Simulated agents in a process of their own, and the server's JVM as its own tools see it."""

import json
import os
import subprocess

from harness.lab import Lab
from harness.stack import REGION, Server

# Registering thousands of nodes takes a while on a busy machine.
LONGEST_START_S = 600


class Fleet:
    """
    Simulated agents of one server; lives inside a with statement.

    Attributes:
        nodes: the ids of the connected nodes
        seconds: how long it took until all were connected
        lost: after the with statement, how many lost their connection meanwhile
    """

    def __init__(self, lab: Lab, server: Server, size: int):
        command = lab.java("sallyport.bench.load.Fleet", *address(server), str(size), options=["-Xmx4g"])
        self.lost = -1
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=administrator(server)
        )
        try:
            line = json.loads(self._process.stdout.readline() or "{}")
            if not line:
                raise RuntimeError("the simulated agents did not connect")
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        self.nodes: list[str] = line["nodes"]
        self.seconds: float = line["seconds"]

    def __enter__(self) -> "Fleet":
        return self

    def __exit__(self, *_) -> None:
        try:
            out, _ = self._process.communicate(timeout=20)
            self.lost = json.loads(out)["lost"]
        finally:
            self._process.kill()
            self._process.wait()


def address(server: Server) -> list[str]:
    """The first arguments of the load programs."""
    return [server.endpoint, REGION, str(server.ca_file)]


def administrator(server: Server) -> dict[str, str]:
    """The environment of the load programs."""
    key = {"AWS_ACCESS_KEY_ID": server.account.access_key_id, "AWS_SECRET_ACCESS_KEY": server.account.secret_access_key}
    return os.environ | key
