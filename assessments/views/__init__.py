"""The pages of the self-assessment. Whoever has the address of a run has the run, until it is in an account."""
