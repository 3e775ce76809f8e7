"""Fitting the model's weights (`answers.fit` gathers what on); needs the `fit` extra."""
