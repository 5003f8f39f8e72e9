"""From files to one frozen plan."""
