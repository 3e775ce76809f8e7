"""Documents, their passages, and the search for them; knows nothing of questions or chats."""
