import { Routes } from '@angular/router';
import { authGuard } from './core/auth/auth-guard';
import { roleGuard } from './core/auth/role-guard';
import { words } from './core/i18n/language';
import { dictionary as accounts } from './features/accounts/i18n';
import { dictionary as admin } from './features/admin/i18n';
import { dictionary as assessment } from './features/assessment/i18n';
import { dictionary as certificates } from './features/certificates/i18n';
import { dictionary as settings } from './features/settings/i18n';
import { dictionary as teach } from './features/teach/i18n';

export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    loadComponent: () => import('./features/home/pages/home').then((m) => m.Home),
  },
  {
    path: 'courses',
    loadChildren: () => import('./features/catalog/catalog.routes').then((m) => m.routes),
  },
  {
    path: 'learn',
    loadChildren: () => import('./features/learning/learning.routes').then((m) => m.routes),
  },
  {
    path: 'dashboard',
    title: 'title.dashboard',
    canActivate: [authGuard],
    loadComponent: () => import('./features/learning/pages/dashboard').then((m) => m.Dashboard),
  },
  {
    path: 'enrollments',
    title: 'title.enrollments',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/learning/pages/enrollment-list').then((m) => m.EnrollmentList),
  },
  {
    path: 'progress',
    title: 'title.progress',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/learning/pages/progress-list').then((m) => m.ProgressList),
  },
  {
    path: 'quizzes',
    canActivate: [authGuard, words(assessment)],
    loadChildren: () => import('./features/assessment/assessment.routes').then((m) => m.routes),
  },
  {
    path: 'certificates',
    canActivate: [words(certificates)],
    loadChildren: () => import('./features/certificates/certificates.routes').then((m) => m.routes),
  },
  {
    path: 'announcements/:id',
    title: 'title.announcement',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/notifications/pages/announcement-page').then((m) => m.AnnouncementPage),
  },
  {
    path: 'notifications',
    title: 'title.notifications',
    canActivate: [authGuard],
    loadComponent: () =>
      import('./features/notifications/pages/notification-list').then((m) => m.NotificationList),
  },
  {
    path: 'teach',
    canActivate: [roleGuard('instructor', 'admin'), words(teach)],
    loadChildren: () => import('./features/teach/teach.routes').then((m) => m.routes),
  },
  {
    path: 'settings',
    canActivate: [authGuard, words(settings)],
    loadChildren: () => import('./features/settings/settings.routes').then((m) => m.routes),
  },
  {
    path: 'admin',
    canActivate: [roleGuard('admin'), words(admin)],
    loadChildren: () => import('./features/admin/admin.routes').then((m) => m.routes),
  },
  { path: 'users', redirectTo: '/admin/people' },
  {
    path: '',
    canActivate: [words(accounts)],
    loadChildren: () => import('./features/accounts/accounts.routes').then((m) => m.routes),
  },
  {
    path: 'forbidden',
    title: 'title.forbidden',
    loadComponent: () => import('./core/layout/forbidden').then((m) => m.Forbidden),
  },
  {
    path: '**',
    title: 'title.notFound',
    loadComponent: () => import('./core/layout/not-found').then((m) => m.NotFound),
  },
];
