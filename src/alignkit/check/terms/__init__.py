"""Terms: found in the document or given in a glossary, and how each is rendered."""
