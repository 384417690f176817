"""Who listens: lines, rooms being listened to, presence, typing, and the relay between nodes.

Memory and network only; never the database.
"""
