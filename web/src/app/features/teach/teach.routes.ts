import { Routes } from '@angular/router';
import { ofCourse, ofTeacher } from './people.routes';

/** What one teaches, and one course with its tabs. */
export const routes: Routes = [
  {
    path: '',
    title: 'title.teach',
    loadComponent: () => import('./pages/teaching-list').then((m) => m.TeachingList),
  },
  ...ofTeacher,
  {
    path: 'courses/:id',
    title: 'title.teach',
    loadComponent: () => import('./pages/course-frame').then((m) => m.CourseFrame),
    children: [
      {
        path: '',
        pathMatch: 'full',
        loadComponent: () => import('./pages/content-page').then((m) => m.ContentPage),
      },
      ...ofCourse,
      {
        path: 'settings',
        loadComponent: () => import('./pages/settings-page').then((m) => m.SettingsPage),
      },
    ],
  },
];
