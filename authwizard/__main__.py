"""Run the command as `python -m authwizard`."""

from authwizard.cli import main

if __name__ == "__main__":
    main()
