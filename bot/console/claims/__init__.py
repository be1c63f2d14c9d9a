"""What people pass on: grouped, judged, published."""
