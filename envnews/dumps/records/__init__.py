"""What a dump is made of: the record and its fields, the published state of a database, and where things stand in a folder."""
