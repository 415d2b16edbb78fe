"""Tests of authwizard.aws: a real boto3 against the sandbox."""
