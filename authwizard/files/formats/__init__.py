"""The formats: everything that a request is written as or read from, one module each; `table` lists them."""
