import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { frameSource } from '../data/video';
import { Icon } from '../../../ui/icon/icon';

/** A video file plays here, so does a film of the two great sites, framed; others open in their own tab. */
@Component({
  selector: 'lec-lesson-video',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (frame(); as source) {
        <iframe
          allow="fullscreen"
          loading="lazy"
          referrerpolicy="strict-origin-when-cross-origin"
          [src]="source"
          [title]="heading()"
        ></iframe>
      } @else if (isFile()) {
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
    iframe {
      display: block;
      width: 100%;
      aspect-ratio: 16 / 9;
      border: 0;
    }
    iframe,
    video {
      width: 100%;
      border-radius: var(--radius-card);
      background: #000;
    }
  `,
})
export class LessonVideo {
  private readonly sanitizer = inject(DomSanitizer);
  readonly url = input.required<string>();
  readonly heading = input.required<string>();
  protected readonly frame = computed(() => {
    const source = frameSource(this.url());
    return source && this.sanitizer.bypassSecurityTrustResourceUrl(source);
  });
  protected readonly isFile = computed(() => /\.(mp4|webm|ogv|m4v)(\?|$)/i.test(this.url()));
}
