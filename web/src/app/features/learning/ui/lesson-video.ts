import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Icon } from '../../../ui/icon/icon';

/** A video file plays here; a page of a video site opens there, for no foreign script runs in ours. */
@Component({
  selector: 'lec-lesson-video',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (isFile()) {
        <video controls preload="metadata" [src]="url()" [attr.aria-label]="heading()"></video>
      } @else {
        <a matButton="tonal" target="_blank" rel="noopener noreferrer" [href]="url()">
          <svg lecIcon="play" [size]="16"></svg>{{ t('lesson.watchVideo') }}
        </a>
      }
    </ng-container>
  `,
  styles: `
    :host {
      display: block;
      margin-bottom: 24px;
    }
    video {
      width: 100%;
      border-radius: var(--radius-card);
      background: #000;
    }
  `,
})
export class LessonVideo {
  readonly url = input.required<string>();
  readonly heading = input.required<string>();
  protected readonly isFile = computed(() => /\.(mp4|webm|ogv|m4v)(\?|$)/i.test(this.url()));
}
