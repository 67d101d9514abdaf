import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatOption, MatSelect } from '@angular/material/select';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { lastValueFrom, tap } from 'rxjs';
import { Id, Job } from '../../../../api';
import { AuthService } from '../../../../core/auth/auth-service';
import { FieldErrorPipe } from '../../../../core/forms/field-error';
import { FormSender } from '../../../../core/forms/form-sender';
import { More } from '../../../../core/http/more';
import { ProblemView } from '../../../../core/http/problem-view';
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
  providers: [FormSender],
  templateUrl: './announcements-page.html',
  styleUrl: './announcements-page.scss',
})
export class AnnouncementsPage {
  private readonly service = inject(AnnouncementService);
  private readonly jobs = inject(Jobs);
  private readonly toast = inject(Toast);
  protected readonly sender = inject(FormSender);
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
    body: new FormControl('', { nonNullable: true, validators: [Validators.required] }),
  });
  protected readonly body = signal('');
  protected readonly delivery = signal<Job | null>(null);
  protected readonly busy = signal<Id | null>(null);

  protected write(text: string): void {
    this.body.set(text);
    this.form.controls.body.setValue(text);
  }

  protected async send(): Promise<void> {
    await this.sender.send(this.form, async () => {
      try {
        const { job } = await this.service.send(this.draft());
        this.form.reset();
        this.body.set('');
        this.sent.reload();
        if (job) await this.watch(job);
      } finally {
        this.delivery.set(null);
      }
    });
  }

  protected async withdraw(announcement: Sent): Promise<void> {
    this.busy.set(announcement.id);
    try {
      await this.service.withdraw(announcement.id);
      this.sent.patch((list) => list.filter(({ id }) => id !== announcement.id));
      this.toast.say('people.withdrawn', { title: announcement.title });
    } catch (error) {
      this.toast.failed(error);
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
    const { to, title, body } = this.form.getRawValue();
    const site = SITE.find((audience) => audience === to);
    return {
      course: site ? null : to,
      audience: site ?? 'learners',
      title: title.trim(),
      body,
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
}
