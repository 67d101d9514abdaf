import { HttpClient, HttpContext } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Stopped } from '../../../api';
import { WITHOUT_TOKEN } from '../../../core/auth/auth-service';

/** What is asked for by e-mail, and what the links in e-mails do. They work for everybody who has them. */
@Injectable({ providedIn: 'root' })
export class MailService {
  private readonly http = inject(HttpClient);

  async askForReset(email: string): Promise<void> {
    await this.post('/api/auth/password/reset/', { email });
  }

  async resetPassword(link: { uid: string; token: string }, password: string): Promise<void> {
    await this.post('/api/auth/password/reset/confirm/', {
      ...link,
      new_password1: password,
      new_password2: password,
    });
  }

  async verify(key: string): Promise<void> {
    await this.post('/api/auth/email/verify/', { key });
  }

  async sendLinkAgain(email: string): Promise<void> {
    await this.post('/api/auth/email/resend/', { email });
  }

  /** The kinds of e-mail that do not come any more. */
  unsubscribe(token: string): Promise<Stopped> {
    return this.post('/api/notifications/unsubscribe/', { token });
  }

  private post<T>(url: string, body: unknown): Promise<T> {
    const context = new HttpContext().set(WITHOUT_TOKEN, true);
    return firstValueFrom(this.http.post<T>(url, body, { context }));
  }
}
