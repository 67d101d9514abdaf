"""Importing and exporting over HTTP."""
