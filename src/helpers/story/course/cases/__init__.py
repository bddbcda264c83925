"""What each exercise is tried on, by lesson: cases made from a seed, whose truth is known."""
