"""The course: what marks answers and functions, the invented company they are tried on, and what a student may use."""
