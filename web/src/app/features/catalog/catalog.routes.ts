import { Routes } from '@angular/router';
import { CourseList } from './pages/course-list';

export const routes: Routes = [
  { path: '', title: 'title.courses', component: CourseList },
  {
    path: ':id',
    title: 'title.courses',
    loadComponent: () => import('./pages/course-page').then((m) => m.CoursePage),
  },
];
