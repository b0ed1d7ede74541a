"""The charts on other state machine libraries: one surface, but python-statemachine or transitions decide.

`on_statemachine` and `on_transitions` join a handler class to its library; the classes beside them are generated.
Nothing here is imported unless its engine is chosen.
"""
