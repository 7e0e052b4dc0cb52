"""One small file a rule, or a family of twins; `registry.FILES` lists them."""
