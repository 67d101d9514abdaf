"""Backups: MongoDB, SQL and files as they were at one moment, in one archive, and back again.

It knows every store and no domain. `making`, `checking` and `restoring` are what is asked from
outside; docs/reference/backup-archive.md describes the format.
"""
