"""How user records are made and looked up by e-mail address."""

from django.contrib.auth.base_user import BaseUserManager


def normalise_email(email: str) -> str:
    """Return the one spelling an address is stored in: trimmed and lower-case."""
    return email.strip().lower()


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=normalise_email(email), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str):
        return self.get(email=normalise_email(email))
