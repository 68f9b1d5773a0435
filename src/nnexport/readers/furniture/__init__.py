"""What is neither question nor answer: furniture, chat frames, fillers."""
