"""Files of vendors' apps: what each app writes is data (``dialects``), and one reader reads them all."""
