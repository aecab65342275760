"""Lists of companies that desks bring in: how cells are read, checked and compared with what the desk knows."""
