"""What operators watch: queues, sends, outcomes, speed, as Prometheus reads it. Nothing of any citizen is in it."""
