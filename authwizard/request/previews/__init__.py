"""What comes of the answers: the names that will be made, the messages as they arrive, the pages that users meet."""
