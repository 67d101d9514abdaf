import { inject } from '@angular/core';
import { HttpClient } from '@angular/common/http';
import { CanActivateFn, Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { Enrollment, Page } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { lessonsOf, LessonService } from './lesson-service';
import { resumeAt } from './resume';

/** `/learn/<course>` names no lesson: it leads to the one where the student goes on. */
export const resumeGuard: CanActivateFn = async (route, { url }) => {
  const router = inject(Router);
  const auth = inject(AuthService);
  const http = inject(HttpClient);
  const lessons = inject(LessonService);
  const course = route.paramMap.get('course') ?? '';
  const coursePage = router.createUrlTree(['/courses', course]);
  const me = await auth.ready();
  if (!me) return router.createUrlTree(['/login'], { queryParams: { next: url } });
  try {
    const [outline, places] = await Promise.all([
      firstValueFrom(lessons.readOutline(course)),
      firstValueFrom(
        http.get<Page<Enrollment>>('/api/enrollments/', { params: { course, student: me.id } }),
      ),
    ]);
    const lesson = resumeAt(lessonsOf(outline), places.results[0]);
    return lesson ? router.createUrlTree(['/learn', course, lesson]) : coursePage;
  } catch {
    return coursePage; // it says what is wrong with the course
  }
};
