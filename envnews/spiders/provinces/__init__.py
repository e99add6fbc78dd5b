"""Portals of the provinces' departments of ecology and environment (生态环境厅)."""
