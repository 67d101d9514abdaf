"""`python -m lectern` is the command `lectern`."""

from lectern.cli import main

main()
