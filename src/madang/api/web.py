"""The built web client: its files, and its one page for every address that is no file of it."""

import gzip
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from typing_extensions import override

_BUILT = Path(str(files("madang") / "web"))
_FOR_EVER = "public, max-age=31536000, immutable"
_NOT_BUILT = """<!doctype html><title>Madang</title>
<p>The server runs; the web client is not built. Run <code>make run</code>, or <code>make build</code> for a wheel."""


class _Assets(StaticFiles):
    """Their names carry a hash of what they hold, so they never change."""

    @override
    def file_response(self, full_path: object, stat_result: object, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)  # type: ignore[arg-type]
        response.headers["cache-control"] = _FOR_EVER
        response.headers.add_vary_header("accept-encoding")
        asked = Headers(scope=scope)
        if not isinstance(response, FileResponse) or "range" in asked or "gzip" not in asked.get("accept-encoding", ""):
            return response
        small = _compressed(Path(response.path))
        if small is None:
            return response
        headers = {**response.headers, "content-encoding": "gzip", "content-length": str(len(small))}
        del headers["accept-ranges"]
        return Response(small, status_code, headers)


@lru_cache(256)
def _compressed(file: Path) -> bytes | None:
    """Once for each asset, and not for each who asks. None where it gains nothing, like for fonts and pictures."""
    whole = file.read_bytes()
    small = gzip.compress(whole, mtime=0)
    return small if len(small) < 0.9 * len(whole) else None


def install(app: FastAPI) -> None:
    """The last routes of the app: whatever no other route took."""
    assets = _BUILT / "assets"
    if assets.is_dir():
        app.mount("/assets", _Assets(directory=assets))

    @app.get("/{path:path}", include_in_schema=False)
    def page(path: str, request: Request) -> Response:
        if path.startswith(("api/", "ws/")) or path in ("api", "ws"):
            raise HTTPException(404, f"There is nothing at {request.url.path!r}")
        if file := _file(path):
            return FileResponse(file, headers={"cache-control": "no-cache"})
        index = _BUILT / "index.html"
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        return FileResponse(index, headers={"cache-control": "no-cache"})


def _file(path: str) -> Path | None:
    """The file of the client at this path, if it is one: nothing outside its folder, not even through a link."""
    try:
        file = (_BUILT / path).resolve()
        return file if file.is_relative_to(_BUILT.resolve()) and file.is_file() else None
    except (OSError, ValueError):  # what no file can be called
        return None
