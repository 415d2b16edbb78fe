"""Where in a file each member of a request stands: looked for only when there is something to report."""
