import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  signal,
} from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { lastValueFrom, tap } from 'rxjs';
import { Id, Job } from '../../../../api';
import { AuthService } from '../../../../core/auth/auth-service';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { showServerErrors } from '../../../../core/forms/server-errors';
import { More } from '../../../../core/http/more';
import { Problem } from '../../../../core/http/problem';
import { ProblemView } from '../../../../core/http/problem-view';
import { ProblemWords } from '../../../../core/http/problem-words';
import { Jobs, failure } from '../../../../core/jobs/jobs';
import { Toast } from '../../../../core/layout/toast';
import { Texts } from '../../../../core/markdown/texts';
import { EmptyState } from '../../../../ui/empty-state/empty-state';
import { JobProgress } from '../../../../ui/job-progress/job-progress';
import { MarkdownEditor } from '../../../../ui/markdown-editor/markdown-editor';
import { PageHeader } from '../../../../ui/page-header/page-header';
import { Skeleton } from '../../../../ui/skeleton/skeleton';
import { TeachingService } from '../../data/teaching-service';
import { AnnouncementService, Correction, Draft, Sent } from '../data/announcement-service';
import { SentAnnouncement } from '../ui/sent-announcement';

const SITE = ['everyone', 'students', 'instructors'] as const;

@Component({
  selector: 'lec-announcements-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    EmptyState,
    FieldErrorPipe,
    JobProgress,
    MarkdownEditor,
    MatButton,
    MatError,
    MatFormField,
    MatInput,
    MatLabel,
    MatOption,
    MatSelect,
    More,
    PageHeader,
    ProblemView,
    ReactiveFormsModule,
    RouterLink,
    SentAnnouncement,
    Skeleton,
    TranslocoDirective,
  ],
  templateUrl: './announcements-page.html',
  styleUrl: './announcements-page.scss',
})
export class AnnouncementsPage {
  private readonly service = inject(AnnouncementService);
  private readonly jobs = inject(Jobs);
  private readonly toast = inject(Toast);
  private readonly words = inject(ProblemWords);
  private readonly transloco = inject(TranslocoService);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly texts = inject(Texts);
  protected readonly site = inject(AuthService).has('admin') ? SITE : [];
  protected readonly sent = this.service.sent();
  private readonly taught = inject(TeachingService).courses();
  protected readonly courses = computed(() =>
    this.taught.items().filter(({ archived_at }) => !archived_at),
  );
  protected readonly form = new FormGroup({
    to: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
    title: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly body = signal('');
  protected readonly bodyError = signal('');
  protected readonly sending = signal(false);
  protected readonly delivery = signal<Job | null>(null);
  protected readonly problem = signal<Problem | null>(null);
  protected readonly busy = signal<Id | null>(null);

  protected async send(): Promise<void> {
    this.form.markAllAsTouched();
    this.bodyError.set(this.body().trim() ? '' : this.transloco.translate('field.required'));
    if (this.form.invalid || this.bodyError()) {
      this.focusFirstError();
      return;
    }
    this.sending.set(true);
    this.problem.set(null);
    try {
      const { job } = await this.service.send(this.draft());
      this.form.reset();
      this.body.set('');
      this.sent.reload();
      if (job) await this.watch(job);
    } catch (error) {
      this.refuse(Problem.from(error));
    } finally {
      this.sending.set(false);
      this.delivery.set(null);
    }
  }

  protected async withdraw(announcement: Sent): Promise<void> {
    this.busy.set(announcement.id);
    try {
      await this.service.withdraw(announcement.id);
      this.sent.patch((list) => list.filter(({ id }) => id !== announcement.id));
      this.toast.say('people.withdrawn', { title: announcement.title });
    } catch (error) {
      this.toast.show(this.words.of(Problem.from(error)));
    } finally {
      this.busy.set(null);
    }
  }

  protected correction(announcement: Sent): (words: Correction) => Promise<void> {
    return async (words) => {
      const { title, body, body_html } = await this.service.correct(announcement.id, words);
      this.sent.patch((list) =>
        list.map((one) => (one.id === announcement.id ? { ...one, title, body, body_html } : one)),
      );
      this.toast.say('people.corrected', { title });
    };
  }

  private draft(): Draft {
    const { to, title } = this.form.getRawValue();
    const site = SITE.find((audience) => audience === to);
    return {
      course: site ? null : to,
      audience: site ?? 'learners',
      title: title.trim(),
      body: this.body(),
    };
  }

  private async watch(id: Id): Promise<void> {
    const job = await lastValueFrom(
      this.jobs.follow(id).pipe(tap((one) => this.delivery.set(one))),
    );
    this.sent.reload();
    if (job.status === 'failed') throw failure(job);
    this.toast.say('people.sentSaid');
  }

  private refuse(problem: Problem): void {
    this.bodyError.set(problem.forField('body') ?? '');
    const rest = showServerErrors(this.form, problem);
    if (!problem.errors.length || (rest.length && !this.bodyError())) this.problem.set(problem);
    else this.focusFirstError();
  }

  private focusFirstError(): void {
    // After the next turn the fields know that they are wrong.
    setTimeout(() =>
      this.host.nativeElement
        .querySelector<HTMLElement>(
          'mat-select.ng-invalid, input.ng-invalid, [aria-invalid="true"]',
        )
        ?.focus(),
    );
  }
}
