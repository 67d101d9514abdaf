"""Telling people: the inbox and e-mail. It listens to events; nobody imports it."""
