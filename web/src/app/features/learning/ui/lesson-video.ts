import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
} from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { frameSource } from '../data/video';
import { keepPosition, positionIn } from '../data/video-position';
import { Icon } from '../../../ui/icon/icon';

/** A video file goes on where it stopped; a film of the two great sites is framed once it is wanted; others open in their own tab. */
@Component({
  selector: 'lec-lesson-video',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      @if (frame(); as source) {
        @if (playing()) {
          <iframe
            allow="fullscreen; autoplay"
            loading="lazy"
            referrerpolicy="strict-origin-when-cross-origin"
            [src]="source"
            [title]="heading()"
          ></iframe>
        } @else {
          <div class="before">
            <button matButton="filled" type="button" (click)="playing.set(true)">
              <svg lecIcon="play" [size]="16"></svg>{{ t('lesson.play') }}
            </button>
            <p>{{ t('lesson.playFrom', { site: site() }) }}</p>
          </div>
        }
      } @else if (isFile()) {
        <video
          #film
          controls
          preload="metadata"
          [src]="url()"
          [attr.aria-label]="heading()"
          (loadedmetadata)="goOn(film)"
          (timeupdate)="keep(film)"
        ></video>
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
    .before {
      display: grid;
      place-content: center;
      justify-items: center;
      gap: 12px;
      aspect-ratio: 16 / 9;
      padding: 16px;
      border: 1px solid var(--lec-line);
      border-radius: var(--radius-card);
      text-align: center;
      background: var(--mat-sys-surface-container-low);
    }
    .before p {
      font-size: var(--text-sm);
      color: var(--mat-sys-on-surface-variant);
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
  private readonly auth = inject(AuthService);
  private readonly sanitizer = inject(DomSanitizer);
  readonly url = input.required<string>();
  readonly heading = input.required<string>();
  readonly lesson = input.required<Id>();
  /** A site is asked for nothing before somebody wants to see its film. */
  protected readonly playing = linkedSignal({ source: this.url, computation: () => false });
  protected readonly site = computed(() => (this.url().includes('vimeo') ? 'Vimeo' : 'YouTube'));
  protected readonly frame = computed(() => {
    const source = frameSource(this.url());
    return source && this.sanitizer.bypassSecurityTrustResourceUrl(source);
  });
  protected readonly isFile = computed(() => /\.(mp4|webm|ogv|m4v)(\?|$)/i.test(this.url()));

  protected goOn(film: HTMLVideoElement): void {
    film.currentTime = positionIn(this.lesson(), this.person());
  }

  protected keep({ currentTime, duration }: HTMLVideoElement): void {
    keepPosition(this.lesson(), this.person(), currentTime, duration);
  }

  private person(): string {
    return this.auth.user()?.id ?? 'visitor';
  }
}
