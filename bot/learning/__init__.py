"""Learns the models from the knowledge base; the only place that imports scikit-learn."""
