import { inject } from '@angular/core';
import { CanActivateFn, Router, Routes } from '@angular/router';
import { BEYOND_PHONE } from '../../core/layout/wide';

/** Where there is room for the list beside a page, the first page is open from the beginning. */
const besideFirstPage: CanActivateFn = () =>
  matchMedia(BEYOND_PHONE).matches ? inject(Router).createUrlTree(['/settings/profile']) : true;

export const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/settings-frame').then((m) => m.SettingsFrame),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'title.settings',
        canActivate: [besideFirstPage],
        loadComponent: () => import('./pages/settings-index').then((m) => m.SettingsIndex),
      },
      {
        path: 'profile',
        title: 'title.profile',
        loadComponent: () => import('./pages/profile-page').then((m) => m.ProfilePage),
      },
      {
        path: 'security',
        title: 'title.security',
        loadComponent: () => import('./pages/security-page').then((m) => m.SecurityPage),
      },
      {
        path: 'notifications',
        title: 'title.preferences',
        loadComponent: () => import('./pages/preferences-page').then((m) => m.PreferencesPage),
      },
      {
        path: 'appearance',
        title: 'title.appearance',
        loadComponent: () => import('./pages/appearance-page').then((m) => m.AppearancePage),
      },
      {
        path: 'data',
        title: 'title.data',
        loadComponent: () => import('./pages/data-page').then((m) => m.DataPage),
      },
    ],
  },
];
