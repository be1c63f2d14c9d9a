"""What all pages stand on: who asks, whether they may, how it is shown, how it is taken along."""
