import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { TranslocoDirective } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Choice, Outline, Question } from '../../../api';
import { Toast } from '../../../core/layout/toast';
import { CourseStore } from '../data/course-store';
import { every } from '../data/every';
import { Missing, missingOf } from '../data/missing';
import { TeachingService, stateOf } from '../data/teaching-service';
import { PublishDialog } from './publish-dialog';

/** Lets everybody see the course, after saying what is missing, or takes it back. */
@Component({
  selector: 'lec-publish-button',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @switch (state()) {
        @case ('draft') {
          <button matButton="filled" type="button" [disabled]="busy()" (click)="publish()">
            {{ t('teach.publish.now') }}
          </button>
        }
        @case ('published') {
          <button
            matButton="outlined"
            type="button"
            [disabled]="busy()"
            (click)="tell('unpublish')"
          >
            {{ t('teach.publish.back') }}
          </button>
        }
        @case ('archived') {
          <button
            matButton="outlined"
            type="button"
            [disabled]="busy()"
            (click)="tell('unarchive')"
          >
            {{ t('teach.unarchive') }}
          </button>
        }
      }
    </ng-container>
  `,
})
export class PublishButton {
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialog);
  private readonly service = inject(TeachingService);
  private readonly store = inject(CourseStore);
  private readonly toast = inject(Toast);
  protected readonly busy = signal(false);
  protected readonly state = computed(() => {
    const course = this.store.course();
    return course ? stateOf(course) : null;
  });

  protected publish(): Promise<void> {
    return this.doing(async () => {
      const data = await this.look();
      const dialog = this.dialog.open<PublishDialog, Missing[], boolean>(PublishDialog, {
        data,
        maxWidth: 520,
      });
      if (await firstValueFrom(dialog.afterClosed())) {
        await this.service.tell(this.store.id(), 'publish');
        this.store.reload();
        this.toast.say('teach.publish.done');
      }
    });
  }

  protected tell(verb: 'unpublish' | 'unarchive'): Promise<void> {
    return this.doing(async () => {
      await this.service.tell(this.store.id(), verb);
      this.store.reload();
    });
  }

  private async look(): Promise<Missing[]> {
    const course = this.store.course();
    if (!course) return [];
    const { id } = course;
    const [outline, questions, choices] = await Promise.all([
      firstValueFrom(this.http.get<Outline>(`/api/courses/${id}/outline/`)),
      every<Question>(this.http, `/api/questions/?course=${id}&page_size=100`),
      every<Choice>(this.http, `/api/choices/?course=${id}&page_size=100`),
    ]);
    return missingOf(course, outline, questions, choices);
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    try {
      await work();
    } catch (error) {
      this.toast.failed(error);
    } finally {
      this.busy.set(false);
    }
  }
}
