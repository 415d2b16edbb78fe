"""Who the request is sent to: connections, what a backend has, submitting once, and following the job.

boto3 and botocore are imported inside functions, on use: importing any module here costs nothing.
"""
