import { Routes } from '@angular/router';
import { resumeGuard } from './data/resume-guard';
import { LessonPlayer } from './pages/lesson-player';

/** Readable by visitors too: what a lesson shows them is the server's to say. */
export const routes: Routes = [
  { path: ':course', canActivate: [resumeGuard], children: [] },
  { path: ':course/:lesson', component: LessonPlayer },
];
