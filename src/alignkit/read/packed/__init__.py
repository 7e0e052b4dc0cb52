"""Documents that are zip archives of parts: Word, OpenDocument, EPUB."""
