"""What `lectern up` keeps running, and how."""
