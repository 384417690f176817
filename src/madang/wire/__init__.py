"""Values to text and back: the shapes of `docs/protocol.md`, and nothing about what they mean."""
