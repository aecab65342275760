"""What people type about money: its shape, nothing else."""
