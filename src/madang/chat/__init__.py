"""The heart: decide, commit, tell, bring back. The only floor that knows both the database and the listeners."""
