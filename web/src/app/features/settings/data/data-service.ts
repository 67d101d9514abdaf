import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';

/** What the site holds about a person: taken along, or removed for good. */
@Injectable({ providedIn: 'root' })
export class DataService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  /** The job that puts everything together. */
  async ask(): Promise<Id> {
    return (await firstValueFrom(this.http.post<{ job: Id }>('/api/users/me/export/', {}))).job;
  }

  /** Without a second factor there is no code. */
  async remove(password: string, code: string): Promise<void> {
    const body = { password, ...(code ? { code } : {}) };
    await firstValueFrom(this.http.delete('/api/users/me/', { body }));
    this.auth.forget();
  }
}
