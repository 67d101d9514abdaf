import {
  ChangeDetectionStrategy,
  Component,
  OnInit,
  computed,
  inject,
  input,
  signal,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { MailService } from '../data/mail-service';
import { Entry } from '../ui/entry';
import { Resend } from '../ui/resend';

/** Where the link leads that proves an e-mail address. */
@Component({
  selector: 'lec-verify-email',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Entry, MatButton, ProblemView, Resend, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <lec-entry *transloco="let t" [heading]="t('verify.' + state())" [text]="text(t)">
      @switch (state()) {
        @case ('asking') {
          <lec-skeleton height="44px" class="mt-4" />
        }
        @case ('proven') {
          <p class="said" role="status">{{ t('verify.provenSaid') }}</p>
          @if (auth.signedIn()) {
            <a matButton="filled" routerLink="/dashboard">{{ t('verify.goOn') }}</a>
          } @else {
            <a matButton="filled" routerLink="/login">{{ t('accounts.login') }}</a>
          }
        }
        @case ('spent') {
          <lec-resend [email]="auth.user()?.email ?? ''" />
        }
        @case ('failed') {
          @if (problem(); as problem) {
            <lec-problem
              class="mt-4"
              [problem]="problem"
              [retryable]="problem.code !== 'email-taken'"
              (retry)="verify()"
            />
          }
        }
      }
    </lec-entry>
  `,
  styleUrl: './entry-form.scss',
})
export class VerifyEmail implements OnInit {
  protected readonly auth = inject(AuthService);
  private readonly mail = inject(MailService);
  readonly key = input('');
  protected readonly problem = signal<Problem | null>(null);
  private readonly proven = signal(false);
  protected readonly state = computed(() => {
    if (this.proven()) return 'proven';
    const problem = this.problem();
    if (!problem) return 'asking';
    return problem.code === 'link-invalid' || problem.at('key') ? 'spent' : 'failed';
  });

  ngOnInit(): void {
    void this.verify();
  }

  protected text(t: (key: string) => string): string {
    return this.state() === 'asking' ? '' : t(`verify.${this.state()}Text`);
  }

  protected async verify(): Promise<void> {
    this.problem.set(null);
    try {
      await this.mail.verify(this.key());
      this.proven.set(true);
      await this.auth.reload();
    } catch (error) {
      this.problem.set(Problem.from(error));
    }
  }
}
