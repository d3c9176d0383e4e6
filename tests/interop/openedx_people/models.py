"""Profiles of users. Owns the one table that the roster's query joins; it holds nothing of interest here."""

from django.conf import settings
from django.db import models


class Profile(models.Model):
    """A user's profile, found as `user.profile`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile")
