"""The edge: HTTP and WebSockets, and nothing that decides. The only floor that knows FastAPI."""
