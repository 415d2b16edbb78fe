"""The wizard's way to AWS: connect, pull, submit. boto3 is imported in the threads that need it."""
