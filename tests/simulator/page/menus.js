// Placeholder until the page is merged.
