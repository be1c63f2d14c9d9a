"""A provider of sign-on (OpenID Connect) on loopback: signs in whoever it is told, strict about code and PKCE."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "an-sinh", "a-secret-of-the-provider"


class Provider(ThreadingHTTPServer):
    """`who` is signed in; `claims` are laid over what the token would say; `key` signs."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.who = "lan"
        self.claims: dict[str, Any] = {}
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, auto_kid=False)
        self.signing = self.key
        self.codes: dict[str, dict[str, str]] = {}

    def __enter__(self) -> "Provider":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def token(self, nonce: str) -> str:
        """The id token."""
        moment = int(time.time())
        said = {"iss": self.address, "aud": CLIENT, "iat": moment, "exp": moment + 60, "nonce": nonce, "sub": "1"}
        claims = {
            name: value for name, value in {**said, "preferred_username": self.who, **self.claims}.items() if value
        }
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signing)


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        """Discovery, keys, and the page where somebody would sign in."""
        at = self.server.address
        path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/.well-known/openid-configuration":
            self._tell(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "jwks_uri": f"{at}/keys",
                }
            )
        elif path == "/keys":
            self._tell({"keys": [self.server.key.as_dict(private=False)]})
        elif path == "/authorize":
            given = {name: values[0] for name, values in asked.items()}
            if given.get("code_challenge_method") != "S256" or given.get("client_id") != CLIENT:
                self._tell({"error": "invalid_request"}, 400)
                return
            code = secrets.token_urlsafe()
            self.server.codes[code] = given
            self.send_response(302)
            self.send_header(
                "Location", f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"
            )
            self.end_headers()
        else:
            self._tell({"error": "not found"}, 404)

    def do_POST(self) -> None:
        """A token for a code, once."""
        form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())
        given = {name: values[0] for name, values in form.items()}
        asked = self.server.codes.pop(given.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or self.headers.get("Authorization") != f"Basic {basic}"
            or (
                challenge.rstrip(b"=").decode() != asked["code_challenge"]
                or given["redirect_uri"] != asked["redirect_uri"]
            )
        ):
            self._tell({"error": "invalid_grant"}, 400)
        else:
            token = self.server.token(asked["nonce"])
            self._tell({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _tell(self, body: dict[str, Any], status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Says nothing."""
