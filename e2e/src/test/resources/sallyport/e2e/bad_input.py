# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Bad frames and a deaf client against a real server and a real node; prints one Markdown row for each. BadInputTest has the other bad input.

usage: bad_input.py CHECKOUT, a built checkout. A bystander calls the server all the while: its worst answer is the last line.
"""
import base64
import configparser
import datetime
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import re
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid

REGION, NODE = "us-east-1", "i-0bbbbbbbbbbbbbbbb"
BYSTANDER = "GetConnectionStatus"
CHECKOUT = pathlib.Path(sys.argv[1]).resolve()
WORK = pathlib.Path(tempfile.mkdtemp(prefix="bad-input-"))
DATA = WORK / "data"
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]
HOST = f"localhost:{PORT}"


# ---- requests --------------------------------------------------------------------------------------------

class Request:
    """One awsJson call."""

    def __init__(self, target, body, service):
        self.service, self.body = service, body
        self.headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}

    def sign(self):
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        signed = {**{n.lower(): v for n, v in self.headers.items()}, "host": HOST, "x-amz-date": now}
        names = ";".join(sorted(signed))
        lines = ["POST", "/", "", *(f"{n}:{signed[n]}" for n in sorted(signed)), "", names]
        canonical = "\n".join([*lines, hashlib.sha256(self.body).hexdigest()])
        scope = f"{now[:8]}/{REGION}/{self.service}/aws4_request"
        text = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
        mac = b"AWS4" + SECRET.encode()
        for part in [*scope.split("/"), text]:
            mac = hmac.digest(mac, part.encode(), "sha256")
        authorization = f"AWS4-HMAC-SHA256 Credential={KEY}/{scope}, SignedHeaders={names}, Signature={mac.hex()}"
        self.headers = {**signed, "authorization": authorization}
        return self

    def send(self):
        """The reply as (status, text)."""
        connection = http.client.HTTPSConnection("localhost", PORT, timeout=60, context=TRUST)
        try:
            connection.request("POST", "/", self.body, self.headers)
            reply = connection.getresponse()
            return reply.status, reply.read().decode(errors="replace")
        finally:
            connection.close()


def json_call(target, body, service="ssm"):
    return Request(target, body, service)


def ssm(operation, **body):
    status, text = json_call(f"AmazonSSM.{operation}", json.dumps(body).encode()).sign().send()
    if status != 200:
        raise RuntimeError(f"{operation}: {status} {text}")
    return json.loads(text)


# ---- WebSockets and frames ---------------------------------------------------------------------------------

def dial():
    return TRUST.wrap_socket(socket.create_connection(("localhost", PORT), timeout=60), server_hostname="localhost")


class WebSocket:
    def __init__(self, path):
        self.socket = dial()
        self.held = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.socket.recv(1) or b"\r\n\r\n"
        if b" 101 " not in head.splitlines()[0]:
            raise RuntimeError(f"upgrade refused: {head.splitlines()[0]!r}")

    def send(self, payload, opcode=2, masked=True, claim=None):
        size = len(payload) if claim is None else claim
        flag = 128 if masked else 0
        if size < 126:
            head = struct.pack(">BB", 128 | opcode, flag | size)
        elif size < 65536:
            head = struct.pack(">BBH", 128 | opcode, flag | 126, size)
        else:
            head = struct.pack(">BBQ", 128 | opcode, flag | 127, size)
        mask = os.urandom(4)
        if masked:
            payload = mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))
        self.socket.sendall(head + payload)

    def message(self, seconds):
        """The next message as (opcode, payload), pings answered; None: none came in that time, or a TCP end."""
        deadline = time.monotonic() + seconds
        while True:
            frame = self._parse()
            if frame and frame[0] == 9:
                self.send(frame[1], 10)
                continue
            if frame:
                return frame
            left = deadline - time.monotonic()
            if left <= 0:
                return None
            self.socket.settimeout(left)
            try:
                piece = self.socket.recv(65536)
            except TimeoutError:
                return None
            except OSError:
                return 8, b""
            if not piece:
                return 8, b""
            self.held += piece

    def _parse(self):
        data = self.held
        if len(data) < 2:
            return None
        size, at = data[1] & 127, 2
        if size >= 126:
            at = 4 if size == 126 else 10
            if len(data) < at:
                return None
            size = int.from_bytes(data[2:at], "big")
        if len(data) < at + size:
            return None
        self.held = data[at + size :]
        return data[0] & 15, data[at : at + size]

    def ending(self, seconds):
        """What the server did within that time: its close code, or what it sent."""
        begun, types = time.monotonic(), []
        while (left := seconds - (time.monotonic() - begun)) > 0:
            got = self.message(left)
            if got is None:
                break
            opcode, payload = got
            if opcode == 8:
                code = f"close {int.from_bytes(payload[:2], 'big')}: {payload[2:].decode(errors='replace')[:80]}" if payload else "TCP closed"
                spent = time.monotonic() - begun
                return "; ".join([*dict.fromkeys(types), code]) + (f" (after {spent:.1f} s)" if spent > 1 else "")
            name = payload[4:36].decode().strip()
            if name == "channel_closed":
                name += f" “{json.loads(payload[120:])['Output'][:80]}”"
            types.append(name)
        return f"stays open for {seconds} s; received: " + (", ".join(dict.fromkeys(types)) or "nothing")

    def close(self):
        self.socket.close()


def frame(kind, sequence, payload, payload_type=1, digest=None, length=None, header_length=116):
    digest = digest or hashlib.sha256(payload).digest()
    identity = uuid.uuid4().bytes
    return (
        struct.pack(">I32sIQqQ", header_length, kind.encode().ljust(32), 1, int(time.time() * 1000), sequence, 0)
        + identity[8:] + identity[:8] + digest
        + struct.pack(">II", payload_type, len(payload) if length is None else length) + payload
    )


class Shell:
    """A session with our node, its handshake done; document and parameters as in StartSession."""

    def __init__(self, **request):
        opened = ssm("StartSession", Target=NODE, **request)
        self.id, self.token = opened["SessionId"], opened["TokenValue"]
        self.web = self.dial(self.token)
        self.sequence = 0
        while True:
            opcode, payload = self.web.message(15) or (8, b"")
            if opcode == 8:
                raise RuntimeError("no handshake")
            if payload[4:36].strip() == b"output_stream_data":
                self.acknowledge(payload)
                if payload[112:116] == b"\0\0\0\5":
                    answer = {"ClientVersion": "1.2.650.0", "Errors": None, "ProcessedClientActions": [
                        {"ActionType": "SessionType", "ActionStatus": 1, "ActionResult": None, "Error": ""}]}
                    self.input(json.dumps(answer).encode(), 6)
                if payload[112:116] == b"\0\0\0\7":
                    return

    def dial(self, token):
        web = WebSocket(f"/v1/data-channel/{self.id}?role=publish_subscribe")
        web.send(open_frame(token), 1)
        return web

    def acknowledge(self, payload):
        identity = payload[72:80] + payload[64:72]
        number = int.from_bytes(payload[48:56], "big")
        content = {"AcknowledgedMessageType": "output_stream_data", "AcknowledgedMessageId": str(uuid.UUID(bytes=identity)),
                   "AcknowledgedMessageSequenceNumber": number, "IsSequentialMessage": True}
        self.web.send(frame("acknowledge", 0, json.dumps(content).encode(), 0))

    def input(self, payload, payload_type=1):
        self.web.send(frame("input_stream_data", self.sequence, payload, payload_type))
        self.sequence += 1

    def answers(self, mark):
        """Whether the shell still runs a command typed here and its output arrives."""
        self.input(f"echo {mark[:2]}''{mark[2:]}\r".encode())
        seen, deadline = b"", time.monotonic() + 8
        while time.monotonic() < deadline and mark.encode() not in seen:
            got = self.web.message(1)
            if got and got[0] == 2 and got[1][4:36].strip() == b"output_stream_data":
                self.acknowledge(got[1])
                seen += got[1][120:]
            elif got and got[0] == 8:
                break
        return mark.encode() in seen

    def close(self):
        self.web.close()
        ssm("TerminateSession", SessionId=self.id)


def open_frame(token):
    return json.dumps({"MessageSchemaVersion": "1.0", "RequestId": str(uuid.uuid4()), "TokenValue": token,
                       "ClientId": str(uuid.uuid4()), "ClientVersion": "1.2.650.0"}).encode()


# ---- observing ---------------------------------------------------------------------------------------------

def rss():
    text = pathlib.Path(f"/proc/{SERVER.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) // 1024


def new_lines(path, at):
    with open(path, "rb") as file:
        file.seek(at)
        return file.read().decode(errors="replace").splitlines()


def ledger_words(line):
    try:
        event = json.loads(line)["entry"]["event"]
    except ValueError:
        return ""
    call = event.get("call") or {}
    if call.get("operation") == BYSTANDER or event["type"] == "Checkpointed":
        return ""
    words = [event["type"], call.get("operation") or event.get("operation") or "", event.get("result", ""), event.get("errorCode", "")]
    if event["type"] == "Unauthenticated":
        words += [f"count {event['count']}"]
    words += [str(event[name])[:80] for name in ("reason", "cause") if event.get(name)]
    return " ".join(word for word in words if word)


# What the preparations of a case leave on the ledger.
FIXTURE = ("ApiIntent StartSession", "ApiIntent TerminateSession", "ApiIntent CreateActivation", "ApiOutcome SUCCEEDED")


def case(name, action, keep=()):
    ledger_at, log_at, before = (DATA / "ledger").stat().st_size, (WORK / "server.log").stat().st_size, rss()
    begun = time.monotonic()
    try:
        reply = action()
    except Exception as trouble:
        reply = f"**{type(trouble).__name__}**: {trouble}"[:160]
    if (spent := time.monotonic() - begun) > 30:
        reply += f" [{spent:.0f} s in all]"
    time.sleep(0.15)
    records = [words for line in new_lines(DATA / "ledger", ledger_at) if (words := ledger_words(line))]
    records = [words for words in records if words not in FIXTURE]
    logs = [re.sub(r"^\S+\s+|s-[\w-]+|\w+-0[0-9a-f]{16}", lambda m: m.group() if m.start() else "", line)[:150]
            for line in new_lines(WORK / "server.log", log_at)]
    follow = list(dict.fromkeys([f"ledger: {w}" for w in records] + [f"log: {w}" for w in logs]))
    if not follow:
        follow = ["none at once"]
    clean = [re.sub(r"\s+", " ", text).replace("|", "¦") for text in (reply, "; ".join(follow[:4]))]
    print(f"| {name} | {clean[0]} | {clean[1]} | {before} → {rss()} |", flush=True)


# ---- the cases ---------------------------------------------------------------------------------------------

def channels():
    def silent():
        opened = ssm("StartSession", Target=NODE)
        web = WebSocket(f"/v1/data-channel/{opened['SessionId']}?role=publish_subscribe")
        return web.ending(15)

    def wrong_token():
        opened = ssm("StartSession", Target=NODE)
        web = WebSocket(f"/v1/data-channel/{opened['SessionId']}?role=publish_subscribe")
        web.send(open_frame("A" * len(opened["TokenValue"])), 1)
        return web.ending(5)

    def second():
        shell = Shell()
        web = shell.dial(shell.token)
        reply = "second: " + web.ending(4) + "; first " + ("undisturbed" if shell.answers("mark1234") else "**disturbed**")
        shell.close()
        return reply

    def bad(send):
        def run():
            shell = Shell()
            send(shell)
            reply = shell.web.ending(4)
            if reply.startswith("stays open"):
                reply += "; the shell " + ("answers" if shell.answers("mark5678") else "**no longer answers**")
            shell.close()
            return reply
        return run

    def raw(**members):
        return bad(lambda shell: shell.web.send(frame("input_stream_data", shell.sequence, b"x", **members)))

    case("data channel: no open frame", silent)
    case("data channel: wrong token", wrong_token)
    case("data channel: second client with the same token", second)
    case("data channel: WebSocket header claims 10 MB", bad(lambda shell: shell.web.send(b"x" * 100, claim=10_000_000)))
    case("data channel: WebSocket header claims 2⁶² bytes", bad(lambda shell: shell.web.send(b"x" * 100, claim=2**62)))
    case("data channel: frame header length says 10 MB", raw(header_length=10_000_000))
    case("data channel: payload length says 10 MB, 1 byte follows", raw(length=10_000_000))
    case("data channel: payload length 0, 1 byte follows", raw(length=0))
    case("data channel: wrong digest, towards our agent", raw(digest=b"\1" * 32))
    case("data channel: unknown payload type", raw(payload_type=99))
    case("data channel: unknown message type", bad(lambda shell: shell.web.send(frame("make_coffee", 0, b"x"))))
    case("data channel: frame of 10 bytes", bad(lambda shell: shell.web.send(b"x" * 10)))
    case("data channel: text where binary is due", bad(lambda shell: shell.web.send(b"hello", 1)))
    case("data channel: unmasked WebSocket frame", bad(
        lambda shell: shell.web.send(frame("input_stream_data", shell.sequence, b"x"), masked=False)))


def deaf_client():
    def run():
        shell = Shell(DocumentName="AWS-StartInteractiveCommand", Parameters={"command": ["yes"]})
        peaks = []
        for _ in range(65):
            time.sleep(1)
            peaks.append(rss())
        other = Shell()
        fine = other.answers("mark9999")
        other.close()
        shell.close()
        return f"RSS each 8 s: {peaks[::8]} MiB; a second shell meanwhile {'answers' if fine else '**does not answer**'}"

    case("client stops reading while the node runs `yes`, 65 s", run)


# ---- the run -----------------------------------------------------------------------------------------------

def watch(stop, worst):
    while not stop.is_set():
        begun = time.monotonic()
        try:
            status, _ = json_call(f"AmazonSSM.{BYSTANDER}", json.dumps({"Target": NODE}).encode()).sign().send()
            worst["failed"] += status != 200
        except OSError:
            worst["failed"] += 1
        worst["calls"] += 1
        worst["ms"] = max(worst["ms"], (time.monotonic() - begun) * 1000)
        time.sleep(0.25)


def credentials():
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            parser = configparser.ConfigParser()
            parser.read(DATA / "credentials")
            profile = parser[parser.sections()[0]]
            with socket.create_connection(("localhost", PORT), timeout=1):
                return profile["aws_access_key_id"], profile["aws_secret_access_key"]
        except (OSError, LookupError):
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def main():
    stop, worst = threading.Event(), {"calls": 0, "failed": 0, "ms": 0}
    watcher = threading.Thread(target=watch, args=(stop, worst), daemon=True)
    watcher.start()
    parts = {"channels": channels, "deaf_client": deaf_client}
    for name in sys.argv[2:] or parts:
        parts[name]()
    stop.set()
    watcher.join()
    print(f"\nBystander: {worst['calls']} calls, {worst['failed']} failed, slowest {worst['ms']:.0f} ms.", flush=True)


launcher = str(CHECKOUT / "sallyport")
AGENT = None
with open(WORK / "server.log", "ab") as log, open(WORK / "agent.log", "ab") as agent_log:
    SERVER = subprocess.Popen(
        [launcher, "server", "--data", DATA, "--listen", f"127.0.0.1:{PORT}", "--public-url", f"https://{HOST}"],
        stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        KEY, SECRET = credentials()
        TRUST = ssl.create_default_context(cafile=DATA / "ca.pem")
        body = json.dumps({"InstanceId": NODE}).encode()
        status, text = json_call("Sallyport.CreateNodeJoinToken", body, "sallyport").sign().send()
        (WORK / "join").write_text(json.loads(text)["JoinToken"])
        subprocess.run([launcher, "agent", "register", "--server", f"https://{HOST}", "--ca", DATA / "ca.pem",
                        "--join-token-file", WORK / "join", "--state", WORK / "state"], check=True, stdout=agent_log, stderr=agent_log)
        AGENT = subprocess.Popen([launcher, "agent", "run", "--state", WORK / "state"],
                                 stdin=subprocess.DEVNULL, stdout=agent_log, stderr=agent_log)
        while ssm(BYSTANDER, Target=NODE)["Status"] != "connected":
            time.sleep(0.1)
        main()
    finally:
        for process in (AGENT, SERVER):
            if process:
                process.terminate()
                process.wait(15)
counts = {}
for line in (DATA / "ledger").read_text().splitlines():
    event = json.loads(line)["entry"]["event"]
    if event["type"] == "Unauthenticated":
        counts[event["errorCode"]] = counts.get(event["errorCode"], 0) + event["count"]
print("Unauthenticated on the ledger, by code:", ", ".join(f"{code} {count}" for code, count in sorted(counts.items())))
verified = subprocess.run([launcher, "ledger", "verify", DATA / "ledger"], capture_output=True, text=True)
print("ledger verify:", verified.returncode, verified.stdout.strip()[:200], file=sys.stderr)
print("left in", WORK, file=sys.stderr)
