"""The paths of `auth/`."""

from django.urls import path, re_path

from lectern.accounts.api import (
    auth,
    description,  # noqa: F401  # registers itself
    emails,
    passwords,
    second_factor,
    sessions,
)

urlpatterns = [
    path("login/", auth.LoginView.as_view(), name="login"),
    path("registration/", auth.RegisterView.as_view(), name="registration"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("user/", auth.MeView.as_view(), name="me"),
    path("token/", auth.TokenView.as_view(), name="token"),
    path("token/refresh/", auth.TokenRefreshView.as_view(), name="token-refresh"),
    path("token/verify/", auth.VerifyView.as_view(), name="token-verify"),
    path("sessions/", sessions.SessionsView.as_view(), name="sessions"),
    re_path(r"^sessions/(?P<id>[0-9a-f]{32})/$", sessions.SessionView.as_view(), name="session"),
    path("email/verify/", emails.VerifyView.as_view(), name="email-verify"),
    path("email/resend/", emails.ResendView.as_view(), name="email-resend"),
    path("email/change/", emails.ChangeView.as_view(), name="email-change"),
    path("mfa/", second_factor.FactorView.as_view(), name="mfa"),
    path("mfa/begin/", second_factor.BeginView.as_view(), name="mfa-begin"),
    path("mfa/activate/", second_factor.ActivateView.as_view(), name="mfa-activate"),
    path("mfa/deactivate/", second_factor.DeactivateView.as_view(), name="mfa-deactivate"),
    path("mfa/recovery-codes/", second_factor.RecoveryCodesView.as_view(), name="mfa-recovery"),
    path("mfa/login/", second_factor.MfaLoginView.as_view(), name="mfa-login"),
    path("password/change/", passwords.ChangeView.as_view(), name="password-change"),
    path("password/reset/", passwords.ResetView.as_view(), name="password-reset"),
    path("password/reset/confirm/", passwords.ConfirmView.as_view(), name="password-confirm"),
]
