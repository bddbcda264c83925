"""The arguments of the analysis notebooks: each module answers one question from the figures, with intervals.

Functions here take an open `helpers.dataset.Data` and return quantities (or small frozen records of them); what a
filing does not say comes back as `Missing` with its reason, so that a notebook can say it. Nothing is displayed here.
"""
