# Español
