"""Parts of questions: kinds, focus, follow-ups."""
