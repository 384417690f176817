"""What is kept: the log and everything beside it, in SQLite or PostgreSQL.

Plain synchronous functions over a transaction; whoever calls them brings the thread. The only floor that knows SQL.
"""
