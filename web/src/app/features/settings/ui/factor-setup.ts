import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { SecondFactorSetup } from '../../../api';
import { Toast } from '../../../core/layout/toast';
import { SiteSettings } from '../../../core/site/site';
import { Proof } from '../data/security-service';
import { ProofForm } from './proof-form';

/** The secret for an app, as a picture and as text, and the first code that comes of it. */
@Component({
  selector: 'lec-factor-setup',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButton, ProofForm, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <h3 tabindex="-1">{{ t('settings.setupScan', { name: site().name }) }}</h3>
      <p class="small text-muted">{{ t('settings.setupScanText') }}</p>
      <div class="secret">
        <img width="184" height="184" [src]="picture()" [alt]="t('settings.qr')" />
        <div>
          <p class="small">{{ t('settings.setupType') }}</p>
          <code>{{ grouped() }}</code>
          <p class="actions">
            <button matButton type="button" (click)="copy()">{{ t('settings.copySecret') }}</button>
            <a matButton [href]="setup().uri">{{ t('settings.openApp') }}</a>
          </p>
        </div>
      </div>
      <h3>{{ t('settings.setupProve') }}</h3>
      <lec-proof-form
        [label]="t('settings.turnOn')"
        [hint]="t('settings.setupCodeHint')"
        [work]="work()"
        (leave)="leave.emit()"
      />
    </ng-container>
  `,
  styleUrl: './card.scss',
  styles: `
    h3 {
      outline: none;
    }
    lec-proof-form {
      margin-top: 14px;
    }
    .secret {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 16px 24px;
      margin-block: 16px 24px;
    }
    .secret > div {
      flex: 1;
      min-width: 200px;
    }
    img {
      padding: 12px;
      border: 1px solid var(--lec-line);
      border-radius: var(--radius-button);
      background: #fff;
    }
    code {
      display: block;
      margin-block: 6px;
      font: 560 1rem/1.7 var(--lec-font-code);
      overflow-wrap: anywhere;
      color: inherit;
    }
    .actions {
      margin-left: -12px;
    }
  `,
})
export class FactorSetup {
  private readonly toast = inject(Toast);
  protected readonly site = inject(SiteSettings).now;
  readonly setup = input.required<SecondFactorSetup>();
  readonly work = input.required<(proof: Proof) => Promise<void>>();
  readonly leave = output();
  /** As a picture, an SVG can do nothing. */
  protected readonly picture = computed(
    () => `data:image/svg+xml,${encodeURIComponent(this.setup().qr)}`,
  );
  protected readonly grouped = computed(() => this.setup().secret.replace(/(.{4})(?=.)/g, '$1 '));

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.setup().secret);
      this.toast.say('settings.copied');
    } catch {
      this.toast.say('settings.notCopied');
    }
  }
}
