"""What runs queries: DuckDB in this process, Spark for tables that outgrow one machine."""
