"""What the addon costs, measured against bare Odoo on the same database in one run.

``script/bench`` makes a scratch database and runs ``python -m benchmarks`` in it. Each
module here measures one thing: it has a ``run(bench)`` that yields ratios. A ratio
compares two figures of the same run, so it means the same on any machine; there is no
pass or fail, the table says what the ratio is meant to be.
"""
