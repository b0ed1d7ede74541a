"""Hand-written guards and actions: they compute, build messages and append effects; no input or output, no waiting.

The tree mirrors `machines/`: the module of a chart holds its `Slice` (the data that this chart owns) and its `Actions`.
"""
