"""What comes in: typed text and dates, files of histories, a first guess at the kind of feedback, demo cases."""
