"""Scenario files: a choice of levers, read, checked against the lever tables and written back.

Every file is checked whole before anything is used, and all of its faults are raised at once with their line;
notebooks, sliders and arguments pass through the same checks. Imports run one way:
`scenario, names <- sheet <- settings <- resolve <- codes <- files`.
"""
