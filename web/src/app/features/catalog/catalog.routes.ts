import { Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    title: 'title.courses',
    loadComponent: () => import('./pages/course-list').then((m) => m.CourseList),
  },
  {
    path: ':id',
    title: 'title.courses',
    loadComponent: () => import('./pages/course-page').then((m) => m.CoursePage),
  },
];
