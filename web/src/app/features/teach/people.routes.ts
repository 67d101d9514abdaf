import { Routes } from '@angular/router';
import { words } from '../../core/i18n/language';
import { dictionary as assessment } from '../assessment/i18n';
import { dictionary } from './people/i18n';

const canActivate = [words(dictionary), words(assessment)];

/** Pages of one course, beside its content: who learns in it, and how it goes. */
export const ofCourse: Routes = [
  {
    path: 'learners',
    canActivate,
    loadComponent: () => import('./people/pages/learners-page').then((m) => m.LearnersPage),
  },
  {
    path: 'learners/enroll',
    canActivate,
    loadComponent: () => import('./people/pages/enroll-page').then((m) => m.EnrollPage),
  },
  {
    path: 'learners/:student',
    canActivate,
    loadComponent: () => import('./people/pages/learner-page').then((m) => m.LearnerPage),
  },
  {
    path: 'gradebook',
    canActivate,
    loadComponent: () => import('./people/pages/gradebook-page').then((m) => m.GradebookPage),
  },
  {
    path: 'analytics',
    canActivate,
    loadComponent: () => import('./people/pages/analytics-page').then((m) => m.AnalyticsPage),
  },
];

/** Pages across all courses that one teaches. */
export const ofTeacher: Routes = [
  {
    path: 'reviews',
    title: 'title.reviews',
    canActivate,
    loadComponent: () => import('./people/pages/review-list').then((m) => m.ReviewList),
  },
  {
    path: 'reviews/:submission',
    title: 'title.review',
    canActivate,
    loadComponent: () => import('./people/pages/review-page').then((m) => m.ReviewPage),
  },
  {
    path: 'announcements',
    title: 'title.announcements',
    canActivate,
    loadComponent: () =>
      import('./people/pages/announcements-page').then((m) => m.AnnouncementsPage),
  },
];
