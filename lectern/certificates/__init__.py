"""Certificates: who has completed what, in a form that others can check."""
