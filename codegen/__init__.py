"""From charts and wirings in YAML to typed handler classes and pictures; imports nothing of the runtime."""
