import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { NonNullableFormBuilder } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { AuthService } from '../../../core/auth/auth-service';
import { displayName } from '../../../core/auth/display-name';
import { FormSender } from '../../../core/forms/form-sender';
import { ProblemView } from '../../../core/http/problem-view';
import { Toast } from '../../../core/layout/toast';
import { Avatar } from '../../../ui/avatar/avatar';
import { Icon } from '../../../ui/icon/icon';
import { ImageCrop } from '../../../ui/image-crop/image-crop';
import { ProblemAlert } from '../../../ui/problem-alert/problem-alert';
import { ProfileService } from '../data/profile-service';

/** The server draws pictures of people no larger than this. */
const PIXELS = 512;

/** One's picture: chosen, cut and sent, or taken away. */
@Component({
  selector: 'lec-picture-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, Icon, ImageCrop, MatButton, ProblemAlert, ProblemView, TranslocoDirective],
  providers: [FormSender],
  template: `
    <section *transloco="let t" class="card-surface">
      @if (sender.problem(); as problem) {
        <lec-problem [problem]="problem" />
      }
      @if (unreadable()) {
        <lec-problem-alert [message]="t('settings.notAPicture')" />
      }
      @if (image(); as image) {
        <h2>{{ t('settings.cutHeading') }}</h2>
        <p class="intro small">{{ t('settings.cutText') }}</p>
        <lec-image-crop
          [image]="image"
          [label]="t('settings.cutLabel')"
          [zoomLabel]="t('settings.zoom')"
        />
        <p class="actions">
          <button matButton="filled" type="button" [disabled]="sender.busy()" (click)="save()">
            {{ t('settings.savePicture') }}
          </button>
          <button matButton type="button" (click)="close()">{{ t('action.cancel') }}</button>
        </p>
      } @else {
        <div class="whose">
          <lec-avatar [name]="name()" [picture]="auth.user()?.profile_picture" [size]="88" />
          <div>
            <h2>{{ name() }}</h2>
            <p class="text-muted small">{{ t('settings.pictureHint') }}</p>
            <p class="actions">
              <button #choose matButton="tonal" type="button" (click)="file.click()">
                <span class="d-flex align-items-center gap-2">
                  <svg lecIcon="camera" [size]="17"></svg>{{ t('settings.choosePicture') }}
                </span>
              </button>
              @if (auth.user()?.profile_picture) {
                <button matButton type="button" [disabled]="sender.busy()" (click)="remove()">
                  {{ t('settings.removePicture') }}
                </button>
              }
            </p>
          </div>
        </div>
      }
      <input
        #file
        type="file"
        hidden
        accept="image/*"
        [attr.aria-label]="t('settings.choosePicture')"
        (change)="open(file)"
      />
    </section>
  `,
  styleUrl: './card.scss',
  styles: `
    .whose {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 16px 24px;
    }
    .whose > div {
      flex: 1;
      min-width: 200px;
    }
    .actions {
      margin-top: 12px;
    }
    lec-image-crop + .actions {
      justify-content: center;
      margin-top: 20px;
    }
  `,
})
export class PictureCard {
  protected readonly auth = inject(AuthService);
  private readonly profile = inject(ProfileService);
  private readonly toast = inject(Toast);
  private readonly injector = inject(Injector);
  protected readonly sender = inject(FormSender);
  private readonly crop = viewChild(ImageCrop, { read: ElementRef<HTMLElement> });
  private readonly cropper = viewChild(ImageCrop);
  private readonly chooser = viewChild('choose', { read: ElementRef<HTMLElement> });
  private readonly form = inject(NonNullableFormBuilder).group({});
  protected readonly image = signal<ImageBitmap | null>(null);
  protected readonly unreadable = signal(false);
  protected readonly name = computed(() => {
    const user = this.auth.user();
    return user ? displayName(user) : '';
  });

  protected async open(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    input.value = '';
    if (!file) return;
    this.sender.clear();
    this.unreadable.set(false);
    try {
      this.image.set(await createImageBitmap(file));
      this.focus(() => this.crop()?.nativeElement.querySelector('canvas'));
    } catch {
      this.unreadable.set(true);
    }
  }

  protected async save(): Promise<void> {
    const done = await this.sender.send(this.form, async () => {
      const picture = await this.cropper()?.cut(PIXELS);
      if (picture) await this.profile.setPicture(picture);
    });
    if (!done) return;
    this.toast.say('settings.pictureSaved');
    this.close();
  }

  protected async remove(): Promise<void> {
    const done = await this.sender.send(this.form, () =>
      this.profile.change({ profile_picture: '' }),
    );
    if (done) this.toast.say('settings.pictureRemoved');
    this.focus(() => this.chooser()?.nativeElement);
  }

  protected close(): void {
    this.image()?.close();
    this.image.set(null);
    this.focus(() => this.chooser()?.nativeElement);
  }

  private focus(element: () => HTMLElement | null | undefined): void {
    afterNextRender(() => element()?.focus(), { injector: this.injector });
  }
}
