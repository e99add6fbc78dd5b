"""The formats of a full dump: JSON Lines, Parquet, CSV and SQLite, each written once and hashed on the way."""
