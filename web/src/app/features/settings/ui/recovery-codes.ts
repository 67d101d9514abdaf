import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { saveFile } from '../../../core/http/save-file';
import { Toast } from '../../../core/layout/toast';
import { printOnly } from '../../../core/print';
import { SiteSettings } from '../../../core/site/site';
import { Icon } from '../../../ui/icon/icon';

/** Codes that are shown this once, with every way to keep them. */
@Component({
  selector: 'lec-recovery-codes',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h3 tabindex="-1">{{ t('settings.codesHeading') }}</h3>
      <p class="intro small">{{ t('settings.codesText') }}</p>
      <ol #list class="list-plain">
        @for (code of codes(); track code) {
          <li>
            <code>{{ code }}</code>
          </li>
        }
      </ol>
      <p class="actions">
        <button matButton="tonal" type="button" (click)="copy()">
          <span class="d-flex align-items-center gap-2">
            <svg lecIcon="copy" [size]="17"></svg>{{ t('settings.copy') }}
          </span>
        </button>
        <button matButton="tonal" type="button" (click)="download()">
          <span class="d-flex align-items-center gap-2">
            <svg lecIcon="download" [size]="17"></svg>{{ t('settings.download') }}
          </span>
        </button>
        <button matButton="tonal" type="button" (click)="print()">
          <span class="d-flex align-items-center gap-2">
            <svg lecIcon="printer" [size]="17"></svg>{{ t('settings.print') }}
          </span>
        </button>
      </p>
      <p class="actions mt-3">
        <button matButton="filled" type="button" (click)="kept.emit()">
          {{ t('settings.codesKept') }}
        </button>
      </p>
    </ng-container>
  `,
  styleUrl: './card.scss',
  styles: `
    ol {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
      gap: 8px 16px;
      margin-bottom: 16px;
      padding: 16px 20px;
      border: 1px solid var(--lec-line);
      border-radius: var(--radius-button);
      background: var(--mat-sys-surface-container-low);
    }
    h3 {
      outline: none;
      margin-bottom: 4px;
    }
    code {
      font: 560 1rem var(--lec-font-code);
      color: inherit;
    }
  `,
})
export class RecoveryCodes {
  private readonly toast = inject(Toast);
  private readonly transloco = inject(TranslocoService);
  private readonly site = inject(SiteSettings).now;
  readonly codes = input.required<readonly string[]>();
  readonly kept = output();
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.codes().join('\n'));
      this.toast.say('settings.copied');
    } catch {
      this.toast.say('settings.notCopied');
    }
  }

  protected download(): void {
    const heading = this.transloco.translate('settings.codesFile', {
      name: this.site().name,
      site: location.host,
    });
    const text = [heading, '', ...this.codes(), ''].join('\n');
    saveFile(new Blob([text], { type: 'text/plain' }), 'lectern-recovery-codes.txt');
  }

  protected print(): void {
    printOnly(this.list().nativeElement);
  }
}
