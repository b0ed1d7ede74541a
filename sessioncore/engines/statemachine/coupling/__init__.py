"""The charts on statemachine.

Generated from machines/; do not edit. Change the charts, then: sessioncore generate
"""
