"""Statistics, a module each: counted in the engine, finished on small arrays."""
