"""The peers: what others would write, in a few honest lines each, with the settings their documentation recommends."""
