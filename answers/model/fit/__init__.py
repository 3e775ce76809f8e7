"""Fitting the model's weights; needs the `fit` extra."""
