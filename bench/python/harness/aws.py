# SPDX-FileCopyrightText: 2026 The Sallyport Authors
# SPDX-License-Identifier: Apache-2.0
"""Signed calls in sixty lines, so that measurements need no SDK."""

import datetime
import hashlib
import hmac
import http.client
import json
import ssl
import urllib.parse
from dataclasses import dataclass, field


class AwsError(Exception):
    """An answer other than 200; the message is status and body."""


@dataclass(frozen=True)
class Account:
    """Where to call and as whom. The secret stays out of repr."""

    endpoint: str
    ca_file: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)

    def call(self, service: str, target: str, body: dict, timeout_s: float = 20.0) -> dict:
        """One awsJson 1.1 call on a connection of its own; target is the X-Amz-Target, such as AmazonSSM.StartSession."""
        headers = {"content-type": "application/x-amz-json-1.1", "x-amz-target": target}
        return json.loads(self._post(service, target, headers, json.dumps(body).encode(), timeout_s))

    def ssm(self, operation: str, **body) -> dict:
        return self.call("ssm", f"AmazonSSM.{operation}", body)

    def caller_identity(self) -> str:
        """The XML of GetCallerIdentity, which STS knows as awsQuery only."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        form = b"Action=GetCallerIdentity&Version=2011-06-15"
        return self._post("sts", "GetCallerIdentity", headers, form, 20.0).decode()

    def _post(self, service: str, name: str, headers: dict[str, str], payload: bytes, timeout_s: float) -> bytes:
        url = urllib.parse.urlsplit(self.endpoint)
        signed = self._signed(service, {**headers, "host": url.netloc}, payload)
        trust = ssl.create_default_context(cafile=self.ca_file)
        connection = http.client.HTTPSConnection(url.hostname, url.port, timeout=timeout_s, context=trust)
        try:
            connection.request("POST", "/", payload, signed)
            response = connection.getresponse()
            text = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise AwsError(f"{name}: {response.status} {text.decode(errors='replace')}")
        return text

    def _signed(self, service: str, plain: dict[str, str], payload: bytes) -> dict[str, str]:
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
        headers = dict(sorted({**plain, "x-amz-date": now}.items()))
        names = ";".join(headers)
        canonical = "\n".join(
            ["POST", "/", "", *(f"{name}:{value}" for name, value in headers.items()), "", names, _sha256(payload)]
        )
        scope = f"{now[:8]}/{self.region}/{service}/aws4_request"
        to_sign = "\n".join(["AWS4-HMAC-SHA256", now, scope, _sha256(canonical.encode())])
        key = b"AWS4" + self.secret_access_key.encode()
        for part in scope.split("/"):
            key = _hmac(key, part)
        signature = _hmac(key, to_sign).hex()
        credential = f"Credential={self.access_key_id}/{scope}"
        headers["authorization"] = f"AWS4-HMAC-SHA256 {credential}, SignedHeaders={names}, Signature={signature}"
        return headers


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
