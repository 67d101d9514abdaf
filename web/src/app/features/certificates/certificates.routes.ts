import { Routes } from '@angular/router';
import { authGuard } from '../../core/auth/auth-guard';

/** One's own list, and the page on which everybody checks a number. */
export const routes: Routes = [
  {
    path: '',
    title: 'title.certificates',
    canActivate: [authGuard],
    loadComponent: () => import('./pages/certificate-list').then((m) => m.CertificateList),
  },
  {
    path: ':number',
    title: 'title.certificate',
    loadComponent: () => import('./pages/certificate-page').then((m) => m.CertificatePage),
  },
];
