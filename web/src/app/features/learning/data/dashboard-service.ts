import { httpResource } from '@angular/common/http';
import { Injectable, computed, inject } from '@angular/core';
import { Dashboard } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';

/** The student's dashboard, one answer for the whole page. */
@Injectable({ providedIn: 'root' })
export class DashboardService {
  private readonly auth = inject(AuthService);
  private readonly answer = httpResource<Dashboard>(() =>
    this.auth.has('student') ? { url: '/api/dashboard/', params: { view: 'student' } } : undefined,
  );

  readonly dashboard = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  readonly loading = this.answer.isLoading;
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });

  reload(): void {
    this.answer.reload();
  }
}
