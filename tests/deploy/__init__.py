"""What is in `deploy/`, exercised by the programs that it is for."""
