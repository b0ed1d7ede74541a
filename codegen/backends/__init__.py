"""What a plan is turned into: Python code for each engine, pictures, tables."""
