"""The scoring run for real: on DuckDB, PostgreSQL and Spark, over 100,000 customers."""
