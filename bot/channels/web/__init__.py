"""The web: the page `/` and the API `/api/chat`."""
