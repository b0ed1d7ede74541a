"""Typed handler classes of the charts.

Generated from machines/; do not edit. Change the charts, then: sessioncore generate
"""
