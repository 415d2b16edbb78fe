"""The jobs of an environment, and what their status means."""

from authwizard.aws.jobs import Job, list_jobs
from tests.aws.calls import TARGET, backend_of, create, sandbox


def test_the_jobs_of_an_environment_are_listed_newest_first() -> None:
    with sandbox(seeded=create()) as running:
        (job,) = list_jobs(backend_of(running), TARGET)
    assert (job.status, job.operation) == ("COMPLETED", "CreateBackendAuth")


def test_any_other_status_goes_on() -> None:
    def state(status: str) -> str:
        return Job("d1", "dev", "1", status).state

    assert [state(status) for status in ("COMPLETED", "FAILED", "completed", "", "NEW")] == [
        "completed",
        "failed",
        "running",
        "running",
        "running",
    ]
