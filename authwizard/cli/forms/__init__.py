"""How `authwizard check` writes its problems for other programs: code scanning, workflow logs, merge requests."""
