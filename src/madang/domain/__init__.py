"""What things are: frozen values, commands, events, policy and errors, in plain Python.

Knows no database, no socket, no clock and no third-party package.
"""
