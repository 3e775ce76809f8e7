"""The library's SQLite file: its tables and the steps to them, opening it, rows and what they hold, damage."""
