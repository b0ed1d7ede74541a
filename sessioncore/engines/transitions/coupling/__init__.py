"""The charts on transitions.

Generated from machines/; do not edit. Change the charts, then: sessioncore generate
"""
