import { Routes } from '@angular/router';
import { leaveAttemptGuard } from './data/leave-attempt-guard';

export const routes: Routes = [
  {
    path: ':id',
    title: 'title.quiz',
    loadComponent: () => import('./pages/quiz-page').then((m) => m.QuizPage),
  },
  {
    path: ':id/attempts/:attempt',
    title: 'title.quiz',
    canDeactivate: [leaveAttemptGuard],
    loadComponent: () => import('./pages/attempt-page').then((m) => m.AttemptPage),
  },
  {
    path: ':id/results/:submission',
    title: 'title.result',
    loadComponent: () => import('./pages/result-page').then((m) => m.ResultPage),
  },
];
