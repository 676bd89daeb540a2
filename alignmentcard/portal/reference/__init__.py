"""Reference pages, made from the standard and from the package."""
