"""Model checking of the charts: every order of messages, timers and commands within bounds, with the generated code.

`search` walks a model breadth first, so that what it finds has a shortest way; `pair` is the model of two transactions
and the network between them, `usage` that of two call legs over an abstract transaction layer. What is found becomes a
ladder, a scenario for the tests, and a journal (`script`). No wall clock, no chance: same bounds, same answer.
"""
