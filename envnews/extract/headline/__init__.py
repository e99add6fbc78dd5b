"""The headline: as the title element states it, as the page displays it, or as its place and form betray it."""
