import { ChangeDetectionStrategy, Component, booleanAttribute, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon/icon';
import { SiteSettings } from '../site/site';

@Component({
  selector: 'lec-brand',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, RouterLink],
  template: `
    <a routerLink="/">
      <span class="brand-mark"><svg lecIcon="graduation-cap" [size]="20"></svg></span>
      <span class="name" [class.compact]="compact()">{{ site().name }}</span>
    </a>
  `,
  styles: `
    a {
      display: flex;
      align-items: center;
      gap: 9px;
    }
    .name {
      max-width: 15em;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
      font: 720 1.25rem var(--lec-font-display);
      letter-spacing: -0.02em;
      color: var(--mat-sys-on-surface);
    }
    @media (max-width: 767.98px) {
      .compact {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class Brand {
  protected readonly site = inject(SiteSettings).now;
  /** On phones only the mark shows; its name stays for screen readers. */
  readonly compact = input(false, { transform: booleanAttribute });
}
