"""What the crawl remembers: pages that are due, runs and how they ended, and what each portal is measured by."""
