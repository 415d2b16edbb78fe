"""The commands, one module each: its object `command` is what the root loads when it is called."""
