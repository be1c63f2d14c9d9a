"""Running the system: training, starting and stopping, checking, measuring."""
