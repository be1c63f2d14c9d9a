"""Pages for staff and managers: login, roles, conversations, review, inbox, reports, knowledge, audit."""
