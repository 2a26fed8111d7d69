"""`python -m briefings`: the command `briefings`."""

from briefings.cli import main

main(prog_name="briefings")
