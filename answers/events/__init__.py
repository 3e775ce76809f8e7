"""What people did and said, and when: speakers, what they say, dated events and meetings, found in the articles of a pile."""
