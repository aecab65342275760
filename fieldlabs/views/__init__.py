"""The pages of Fieldlabs, one module per subject."""
