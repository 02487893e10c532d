"""Running checks on a submission, naming its mistakes, and verifying that the exercises themselves are sound."""
