"""The reader of quantities in Chinese text; each file has a twin in `en`."""
