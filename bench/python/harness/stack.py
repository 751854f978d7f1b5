# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""A Sallyport server and one of our agents on loopback, each a process of its own with a directory of its own."""

import configparser
import os
import signal
import subprocess
import time
from pathlib import Path

from harness.aws import Account
from harness.openssh import free_port

REGION = "us-east-1"
NODE = "i-0bbbbbbbbbbbbbbbb"


class Server:
    """
    `./sallyport server` with its data in the given directory; a directory used before is opened again.

    Attributes:
        pid: of the server's JVM
        ready_ms: from the start of the launcher to the first answer to a signed request
        account: the first administrator
        ca_file: what clients trust
    """

    def __init__(self, repository: Path, directory: Path, prefix: tuple[str, ...] = (), java_options: str = ""):
        directory.mkdir(mode=0o700, exist_ok=True)
        port = free_port()
        self._data = directory / "data"
        self.ca_file = self._data / "ca.pem"
        self.endpoint = f"https://127.0.0.1:{port}"
        self.log = directory / "server.log"
        configuration = directory / "server.conf"
        configuration.write_text(
            f"data = {self._data}\nlisten = 127.0.0.1:{port}\npublic-url = {self.endpoint}\nregion = {REGION}\n"
        )
        command = [*prefix, str(repository / "sallyport"), "server", "--config", str(configuration)]
        environment = dict(os.environ, JAVA_TOOL_OPTIONS=java_options) if java_options else None
        begun = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self.pid = self._process.pid
        try:
            self.account = self._await_answer()
        except BaseException:
            self.close()
            raise
        self.ready_ms = (time.monotonic() - begun) * 1000

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        _stop(self._process)

    def _await_answer(self) -> Account:
        deadline = time.monotonic() + 60
        while True:
            try:
                account = self._administrator()
                account.caller_identity()
                return account
            except (OSError, configparser.Error, KeyError) as not_yet:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"the server did not start: {self.log.read_text()[-2000:]}") from not_yet
                time.sleep(0.005)

    def _administrator(self) -> Account:
        credentials = configparser.ConfigParser()
        credentials.read_string((self._data / "credentials").read_text())
        profile = credentials[credentials.sections()[0]]
        return Account(
            self.endpoint, str(self.ca_file), REGION, profile["aws_access_key_id"], profile["aws_secret_access_key"]
        )


class Agent:
    """Our agent, registered with a join token as an i- node; its shells run as the invoking user."""

    def __init__(self, repository: Path, directory: Path, server: Server, java_options: str = ""):
        directory.mkdir(mode=0o700)
        self.node = NODE
        self.log = directory / "agent.log"
        state = ["--state", str(directory / "state")]
        token = directory / "join-token"
        reply = server.account.call("sallyport", "Sallyport.CreateNodeJoinToken", {"InstanceId": NODE})
        token.write_text(reply["JoinToken"])
        launcher = [str(repository / "sallyport"), "agent"]
        trust = ["--server", server.endpoint, "--ca", str(server.ca_file)]
        register = [*launcher, "register", *trust, "--join-token-file", str(token), *state]
        subprocess.run(register, check=True, capture_output=True, timeout=60)
        environment = dict(os.environ, JAVA_TOOL_OPTIONS=java_options) if java_options else None
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [*launcher, "run", "--shell-user", "self", *state], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self.pid = self._process.pid
        try:
            self._await_connected(server)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> "Agent":
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def close(self) -> None:
        _stop(self._process)

    def _await_connected(self, server: Server) -> None:
        deadline = time.monotonic() + 60
        while server.account.ssm("GetConnectionStatus", Target=self.node)["Status"] != "connected":
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the agent did not connect: {self.log.read_text()[-2000:]}")
            time.sleep(0.02)


def _stop(process: subprocess.Popen) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(sign)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                continue
