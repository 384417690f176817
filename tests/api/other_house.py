"""A small real OpenID Connect provider, which says of itself whom it has before it. Over real HTTP."""

import asyncio
import base64
import hashlib
import secrets
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "madang", "the secret of the house"


class OtherHouse:
    """`claims` are of whoever sits before it; `instead` replaces what an ID token says, `key` is what signs it."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.claims: dict[str, Any] = {"sub": "4711", "name": "김지우", "preferred_username": "jiwoo"}
        self.instead: dict[str, Any] = {}
        self.known = ECKey.generate_key("P-256", {"kid": "one"})
        self.key, self.algorithm = self.known, "ES256"
        self.kid, self.in_token = "one", True
        self._asked: dict[str, dict[str, str]] = {}
        self.app = Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._metadata),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/keys", self._keys),
                Route("/userinfo", self._userinfo),
            ]
        )

    async def _metadata(self, _: Request) -> Response:
        ways = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return JSONResponse(
            {
                "issuer": self.issuer,
                "jwks_uri": f"{self.issuer}/keys",
                **{f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in ways.items()},
            }
        )

    async def _authorize(self, request: Request) -> Response:
        asked = dict(request.query_params)
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert {"openid", "email"} <= set(asked["scope"].split())
        self._asked[code := secrets.token_urlsafe()] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    async def _token(self, request: Request) -> Response:
        said = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self._asked.pop(said["code"], None)
        expected = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        digest = hashlib.sha256(said["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or request.headers["authorization"] != expected or asked["code_challenge"] != challenge:
            return JSONResponse({"error": "invalid_grant"}, 400)
        assert said["redirect_uri"] == asked["redirect_uri"]
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": asked["nonce"]}
        claims |= self.claims if self.in_token else {"sub": self.claims["sub"]}
        header = {"alg": self.algorithm, "kid": self.kid}
        token = jwt.encode(header, {**claims, **self.instead}, self.key, algorithms=[self.algorithm])
        return JSONResponse({"access_token": "for more", "token_type": "Bearer", "id_token": token})

    async def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.known.as_dict(private=False)]})

    async def _userinfo(self, request: Request) -> Response:
        assert request.headers["authorization"] == "Bearer for more"
        return JSONResponse(self.claims)


@asynccontextmanager
async def open_house() -> AsyncIterator[OtherHouse]:
    listening = socket.create_server(("127.0.0.1", 0))
    house = OtherHouse(listening.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(house.app, log_config=None, lifespan="off"))
    serving = asyncio.create_task(server._serve(sockets=[listening]))
    while not server.started:
        assert not serving.done(), serving.exception()
        await asyncio.sleep(0.001)
    try:
        yield house
    finally:
        server.should_exit = True
        await serving
