"""The Django application that gives users a profile, which Open edX's roster asks for."""
