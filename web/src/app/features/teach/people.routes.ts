import { Routes } from '@angular/router';

/** Pages of one course, beside its content: who learns in it, and how it goes. */
export const ofCourse: Routes = [];

/** Pages across all courses that one teaches. */
export const ofTeacher: Routes = [];
