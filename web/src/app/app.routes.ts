import { Routes } from '@angular/router';
import { visitorGuard } from './core/auth/auth-guard';

export const routes: Routes = [
  {
    path: 'login',
    title: 'title.login',
    canActivate: [visitorGuard],
    loadComponent: () => import('./features/accounts/pages/login').then((m) => m.Login),
  },
  {
    path: 'register',
    title: 'title.register',
    canActivate: [visitorGuard],
    loadComponent: () => import('./features/accounts/pages/register').then((m) => m.Register),
  },
  {
    path: '**',
    title: 'title.notFound',
    loadComponent: () => import('./core/layout/not-found').then((m) => m.NotFound),
  },
];
