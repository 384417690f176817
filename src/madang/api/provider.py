"""Another house that knows people by its own means: an OpenID Connect provider. Code flow, PKCE, state and nonce."""

import ssl
from collections.abc import Collection
from typing import Any, cast
from urllib.parse import urlsplit

import httpx2
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from authlib.oidc.discovery import get_well_known_url
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from madang.api.oidc import Attempt
from madang.domain.accounts import Somebody
from madang.domain.errors import Refusal

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA"]
"""With a key of the provider's own: neither none nor one that we share."""
_WITHIN = 10.0
_LEEWAY = 60


class Provider:
    """`name` is what people know it by; `domains` are those of the mail addresses it may vouch for, any where empty.
    `redirect_uri` is where it sends people back to."""

    def __init__(
        self, issuer: str, client_id: str, client_secret: str, name: str, domains: Collection[str], redirect_uri: str
    ) -> None:
        self.issuer = issuer.rstrip("/")
        self.name = name
        self.domains = frozenset(domains)
        self._client_id = client_id
        self._client_secret = client_secret
        self._redirect_uri = redirect_uri
        self._tls = ssl.create_default_context()
        self._known: dict[str, Any] | None = None
        self._keys: KeySet | None = None

    async def begin(self, to: str) -> tuple[str, Attempt]:
        """Where to send the browser, and what it has to keep."""
        attempt = Attempt(generate_token(48), generate_token(48), generate_token(48), to)
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                (await self._metadata(client))["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
            )
        return str(url), attempt

    async def finish(self, code: str, attempt: Attempt) -> Somebody:
        """Who came back; refuses `forbidden` what is not to be believed, `unavailable` while the provider is away."""
        try:
            async with self._client() as client:
                known = await self._metadata(client)
                token = await client.fetch_token(known["token_endpoint"], code=code, code_verifier=attempt.verifier)
                claims = await self._verified(client, token, attempt.nonce)
                if "email" not in claims and "userinfo_endpoint" in known:
                    claims = {**claims, **await self._more(client, known["userinfo_endpoint"], claims["sub"])}
        except httpx2.HTTPError as error:
            raise _away() from error
        except (OAuthError, JoseError, KeyError, ValueError, TypeError) as error:
            raise _not_believed() from error
        return self._somebody(claims)

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            client_id=self._client_id,
            client_secret=self._client_secret,
            scope="openid email profile",
            redirect_uri=self._redirect_uri,
            code_challenge_method="S256",
            timeout=_WITHIN,
            verify=self._tls,
        )

    async def _metadata(self, client: AsyncOAuth2Client) -> dict[str, Any]:
        if self._known is None:
            known = await _fetched(client, get_well_known_url(self.issuer, external=True))
            if known.get("issuer", "").rstrip("/") != self.issuer:
                raise _not_believed()
            self._known = known
        return self._known

    async def _verified(self, client: AsyncOAuth2Client, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        try:
            found = jwt.decode(token["id_token"], await self._key_set(client), registry=_registry())
        except InvalidKeyIdError:  # it has taken new keys since
            self._keys = None
            found = jwt.decode(token["id_token"], await self._key_set(client), registry=_registry())
        known = await self._metadata(client)
        claims = CodeIDToken(
            found.claims,
            found.header,
            {
                "iss": {"essential": True, "value": known["issuer"]},
                "aud": {"essential": True, "value": self._client_id},
                "nonce": {"essential": True},
            },
            {"nonce": nonce, "client_id": self._client_id, "access_token": token.get("access_token")},
        )
        claims.validate(leeway=_LEEWAY)
        return dict(claims)

    async def _key_set(self, client: AsyncOAuth2Client) -> KeySet:
        if self._keys is None:
            keys = await _fetched(client, (await self._metadata(client))["jwks_uri"])
            self._keys = KeySet.import_key_set(cast("Any", keys))
        return self._keys

    async def _more(self, client: AsyncOAuth2Client, url: str, subject: str) -> dict[str, Any]:
        answer = await client.get(url)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        if found.get("sub") != subject:
            raise _not_believed()
        return found

    def _somebody(self, claims: dict[str, Any]) -> Somebody:
        verified = claims.get("email_verified") in (True, "true")
        email = str(claims.get("email") or "").strip().lower() if verified else ""
        if self.domains and email.rpartition("@")[2] not in self.domains:
            raise Refusal("forbidden", "People with such a mail address are not let in here.")
        name = next((str(claims[key]) for key in ("name", "preferred_username", "given_name") if claims.get(key)), "")
        return Somebody(
            issuer=self.issuer,
            subject=str(claims["sub"]),
            email=email or None,
            name=name or email.partition("@")[0] or self.name,
            handle=str(claims.get("preferred_username") or email.partition("@")[0]),
            welcome=bool(self.domains),
        )


async def _fetched(client: AsyncOAuth2Client, url: str) -> dict[str, Any]:
    try:
        answer = await client.request("GET", url, withhold_token=True)
        answer.raise_for_status()
        found = answer.json()
    except (TimeoutError, httpx2.HTTPError, ValueError) as error:
        raise _away() from error
    if not isinstance(found, dict):
        raise _not_believed()
    return found


def _registry() -> JWSRegistry:
    return JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)


def _away() -> Refusal:
    return Refusal("unavailable", "The provider does not answer; try again in a moment.", 5.0)


def _not_believed() -> Refusal:
    return Refusal("forbidden", "What the provider said could not be verified; begin again.")


def is_acceptable(issuer: str) -> bool:
    """Over https; without it on this machine only."""
    parts = urlsplit(issuer)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))
    )
