"""The course as it is handed out: lessons with blanks, the teacher's part, and the zip that stands alone."""
