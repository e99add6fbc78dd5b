"""What of a record may not be published as it is: numbers of persons, however they are spelled, and what is no text."""
