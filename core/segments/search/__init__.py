"""Looking for groups: k-means and mixtures, on points that stand for customers and on everybody."""
