import { Routes } from '@angular/router';
import { visitorGuard } from '../../core/auth/auth-guard';

/** The ways in, and the pages that links in e-mails lead to. */
export const routes: Routes = [
  {
    path: 'login',
    title: 'title.login',
    canActivate: [visitorGuard],
    loadComponent: () => import('./pages/login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: 'title.register',
    canActivate: [visitorGuard],
    loadComponent: () => import('./pages/register').then((m) => m.Register),
  },
  {
    path: 'password/reset',
    title: 'title.passwordReset',
    loadComponent: () => import('./pages/reset-request').then((m) => m.ResetRequest),
  },
  {
    path: 'password-reset/:uid/:token',
    title: 'title.newPassword',
    loadComponent: () => import('./pages/reset-password').then((m) => m.ResetPassword),
  },
  {
    path: 'verify-email',
    title: 'title.verifyEmail',
    loadComponent: () => import('./pages/verify-email').then((m) => m.VerifyEmail),
  },
  {
    path: 'unsubscribe',
    title: 'title.unsubscribe',
    loadComponent: () => import('./pages/unsubscribe').then((m) => m.Unsubscribe),
  },
];
