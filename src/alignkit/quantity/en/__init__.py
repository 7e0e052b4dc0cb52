"""The reader of quantities in English text; each file has a twin in `zh`."""
