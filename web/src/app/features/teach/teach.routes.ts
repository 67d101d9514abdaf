import { Routes } from '@angular/router';
import { leaveGuard } from './data/leave-guard';
import { ofCourse, ofTeacher } from './people.routes';

/** What one teaches, and one course with its tabs. */
export const routes: Routes = [
  {
    path: '',
    title: 'title.teach',
    loadComponent: () => import('./pages/teaching-list').then((m) => m.TeachingList),
  },
  {
    path: 'import',
    title: 'title.import',
    loadComponent: () => import('./pages/import-page').then((m) => m.ImportPage),
  },
  ...ofTeacher,
  {
    path: 'courses/:id',
    title: 'title.teach',
    loadComponent: () => import('./pages/course-frame').then((m) => m.CourseFrame),
    children: [
      ...ofCourse,
      {
        path: 'settings',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./pages/settings-page').then((m) => m.SettingsPage),
      },
      {
        path: 'quizzes/:quiz',
        canDeactivate: [leaveGuard],
        loadComponent: () => import('./pages/quiz-page').then((m) => m.QuizPage),
      },
      {
        path: '',
        loadComponent: () => import('./pages/content-page').then((m) => m.ContentPage),
        children: [
          {
            path: 'lessons/:lesson',
            canDeactivate: [leaveGuard],
            loadComponent: () => import('./pages/lesson-page').then((m) => m.LessonPage),
          },
        ],
      },
    ],
  },
];
