"""`python -m mtfp`, where the command itself is not on the path."""

from mtfp.cli import main

if __name__ == "__main__":
    main(prog_name="mtfp")
