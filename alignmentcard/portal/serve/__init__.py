"""A portal shown on this machine while its authors write."""
