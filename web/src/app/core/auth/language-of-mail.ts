import { HttpClient } from '@angular/common/http';
import { effect, inject, untracked } from '@angular/core';
import { User } from '../../api';
import { inBackground } from '../http/loading-interceptor';
import { Language } from '../i18n/language';
import { AuthService } from './auth-service';

/**
 * Who chooses a language for the pages gets e-mails in it too. A failure is not worth a word: the
 * settings show which language e-mails are in, and offer the other.
 */
export function mailFollowsLanguage(): void {
  const http = inject(HttpClient);
  const auth = inject(AuthService);
  const language = inject(Language);
  effect(() => {
    const chosen = language.chosen();
    const user = untracked(auth.user);
    if (!chosen || !user || user.language === chosen.code) return;
    http
      .patch<User>('/api/auth/user/', { language: chosen.code }, { context: inBackground() })
      .subscribe({ next: (now) => auth.update(now), error: () => undefined });
  });
}
