"""Publishing: what must hold before it, the steps of it, and what is removed from what was published before."""
