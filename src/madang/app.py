"""Where the parts are put together, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from madang import __version__
from madang.api import (
    accounts,
    answers,
    audit,
    blocks,
    claims,
    health,
    house,
    invitations,
    mails,
    messages,
    oidc,
    people,
    pictures,
    plain,
    proxies,
    reports,
    rooms,
    sessions,
    socket,
    tickets,
    tokens,
    web,
)
from madang.api.guard import Guard
from madang.api.images import Images
from madang.api.origins import Origins, is_loopback, own_names, parsed
from madang.api.passwords import Passwords
from madang.api.proxies import Forwarded, Proxies
from madang.chat.heart import Chat
from madang.config import BadSetting, Settings, variable
from madang.errands import mail as smtp
from madang.errands.mail import Mail
from madang.live.relay import Relay
from madang.store import places, schema
from madang.store.database import Database, store_url


def check(settings: Settings) -> None:
    """Raises `BadSetting` or `UnusableStore` for what can be known to be wrong before anything is opened."""
    for part in (_origins, _proxies, _mail, _provider):
        part(settings)
    store_url(settings.store_url)


def create(settings: Settings) -> FastAPI:
    """The whole house over the store of `settings`, which is opened and brought to shape at once, so that what is
    wrong with it is known before anything listens. Raises `UnusableStore`, `StoreTrouble`, `BadSetting`."""
    origins, trusted, mail, elsewhere = _origins(settings), _proxies(settings), _mail(settings), _provider(settings)
    database = Database(settings.store_url)
    facts = schema.prepare(database)
    with database.read() as snapshot:
        claimed = places.get(snapshot).claimed

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        relay = _relay(settings.nats_url) if settings.nats_url else None
        app.state.chat = chat = Chat(
            database,
            facts,
            relay,
            temporary_for=settings.temporary_room_seconds,
            limits=settings.rate_limits,
        )
        app.state.passwords = Passwords()
        app.state.images = Images()
        await chat.open()
        try:
            yield
        finally:
            await chat.close()
            app.state.passwords.close()
            app.state.images.close()
            if mail:
                await mail.close()
            database.close()

    app = FastAPI(
        title="Madang",
        version=__version__,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.origins = origins
    app.state.proxies = trusted
    app.state.loopback = is_loopback(settings.host)
    app.state.claimed = claimed  # at the start; from then on the heart knows
    app.state.secret = facts.secret
    app.state.setup_key = claims.setup_key(facts.secret)
    app.state.provider = elsewhere
    app.state.mail, app.state.public_url = mail, settings.public_url.rstrip("/")
    app.state.sign_in = house.SignIn(
        mail=mail is not None, oidc=house.Provider(name=elsewhere.name) if elsewhere else None
    )
    app.state.echoing = set()
    answers.install(app)
    for part in (
        house,
        claims,
        sessions,
        accounts,
        mails,
        oidc,
        tickets,
        invitations,
        pictures,
        tokens,
        people,
        audit,
        blocks,
        reports,
        rooms,
        messages,
        health,
        socket,
        plain,
    ):
        app.include_router(part.router)
    web.install(app)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sorted(origins.allowed),
        allow_credentials=True,
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["authorization", "content-type"],
        expose_headers=["retry-after"],
        max_age=600,
    )
    app.add_middleware(Guard, origins=origins)
    app.add_middleware(Forwarded, proxies=trusted)  # the last is the outermost
    return app


def _relay(url: str) -> Relay:
    from madang.live.nats import NatsRelay  # of no use to one process, whose start it would slow down

    return NatsRelay(url)


def _origins(settings: Settings) -> Origins:
    allowed: frozenset[str] = frozenset()
    for name in ("origins", "public_url"):
        try:
            allowed |= parsed(getattr(settings, name))
        except ValueError as error:
            raise BadSetting(f"{variable(name)}: {error}.") from None
    return Origins(allowed, own_names())


def _proxies(settings: Settings) -> Proxies:
    try:
        return Proxies(proxies.parsed(settings.trusted_proxies))
    except ValueError as error:
        raise BadSetting(f"MADANG_TRUSTED_PROXIES: {error}; expected something like 127.0.0.1 10.0.0.0/8.") from None


def _mail(settings: Settings) -> Mail | None:
    if not settings.mail_url:
        return None
    try:
        server = smtp.parsed(settings.mail_url)
    except ValueError as error:
        raise BadSetting(f"MADANG_MAIL_URL: {error}.") from None
    if not settings.public_url:
        raise BadSetting("MADANG_MAIL_URL needs MADANG_PUBLIC_URL: the links in mails begin with it.")
    sender = settings.mail_from or server.user or ""
    if "@" not in sender:
        raise BadSetting("MADANG_MAIL_FROM is missing; expected an address like chat@example.com.")
    return Mail(server, sender)


def _provider(settings: Settings) -> oidc.Provider | None:
    if not settings.oidc_issuer:
        return None
    from madang.api.provider import Provider, is_acceptable  # what it stands on is slow to load, and of use to few

    if not is_acceptable(settings.oidc_issuer):
        raise BadSetting(f"MADANG_OIDC_ISSUER is {settings.oidc_issuer!r}; expected https://….")
    missing = [name for name in ("public_url", "oidc_client_id", "oidc_client_secret") if not getattr(settings, name)]
    if missing:
        raise BadSetting(f"MADANG_OIDC_ISSUER needs {variable(missing[0])}.")
    return Provider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret,
        settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or "",
        settings.oidc_domains.replace(",", " ").lower().split(),
        f"{settings.public_url.rstrip('/')}/api/oidc/callback",
    )
