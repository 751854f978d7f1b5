# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Two OpenSSH servers on loopback with keys and configuration of their own: the target, and a bastion for ssh -J."""

import os
import pwd
import signal
import socket
import subprocess
import time
from pathlib import Path

SSHD = "/usr/sbin/sshd"
PRIVILEGE_SEPARATION = Path("/run/sshd")

SERVER = """
Port {port}
ListenAddress 127.0.0.1
HostKey {directory}/host_key
PidFile none
AuthorizedKeysFile {directory}/user_key.pub
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
UsePAM no
UseDNS no
PrintMotd no
PrintLastLog no
LogLevel QUIET
"""

CLIENT = """
Host target bastion
  HostName 127.0.0.1
  User {user}
  IdentityFile {directory}/user_key
  IdentitiesOnly yes
  UserKnownHostsFile {directory}/known_hosts
  GlobalKnownHostsFile none
  StrictHostKeyChecking yes
  BatchMode yes
  ControlMaster no
  LogLevel ERROR
Host target
  Port {target}
Host bastion
  Port {bastion}
"""


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class OpenSsh:
    """Default ciphers, public key authentication, no connection sharing. Lives inside a with statement."""

    def __init__(self, directory: Path):
        self._directory = directory
        self._servers: list[subprocess.Popen] = []
        self._made_run_directory = False

    def __enter__(self) -> "OpenSsh":
        self._directory.mkdir(mode=0o700)
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        for server in self._servers:
            server.send_signal(signal.SIGTERM)
            server.wait(10)
        if self._made_run_directory:
            PRIVILEGE_SEPARATION.rmdir()

    @property
    def server_pids(self) -> list[int]:
        return [server.pid for server in self._servers]

    def direct(self, *remote: str) -> list[str]:
        return ["ssh", "-F", str(self._directory / "client"), "-tt", "target", *remote]

    def jump(self, *remote: str) -> list[str]:
        return ["ssh", "-F", str(self._directory / "client"), "-J", "bastion", "-tt", "target", *remote]

    @staticmethod
    def version() -> str:
        return subprocess.run(["ssh", "-V"], capture_output=True, text=True, check=True).stderr.split(",")[0].strip()

    def _start(self) -> None:
        if not os.access(SSHD, os.X_OK):
            raise FileNotFoundError(f"{SSHD} is missing: install the package openssh-server")
        if os.geteuid() == 0 and not PRIVILEGE_SEPARATION.exists():
            PRIVILEGE_SEPARATION.mkdir(mode=0o755)
            self._made_run_directory = True
        for key in ("host_key", "user_key"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", str(self._directory / key)]
            subprocess.run(command, check=True)
        target, bastion = free_port(), free_port()
        host_key = (self._directory / "host_key.pub").read_text()
        known = "".join(f"[127.0.0.1]:{port} {host_key}" for port in (target, bastion))
        (self._directory / "known_hosts").write_text(known)
        user = pwd.getpwuid(os.geteuid()).pw_name
        client = CLIENT.format(user=user, directory=self._directory, target=target, bastion=bastion)
        (self._directory / "client").write_text(client)
        for name, port in (("target", target), ("bastion", bastion)):
            configuration = self._directory / f"sshd_{name}"
            configuration.write_text(SERVER.format(port=port, directory=self._directory))
            self._servers.append(subprocess.Popen([SSHD, "-D", "-e", "-f", str(configuration)]))
            _await_port(port, self._servers[-1])


def _await_port(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"sshd does not listen on port {port}") from None
            time.sleep(0.02)
