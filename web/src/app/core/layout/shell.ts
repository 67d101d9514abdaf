import { ChangeDetectionStrategy, Component, ElementRef, inject, viewChild } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { Loading } from '../http/loading-interceptor';
import { Notices } from '../offline/notices';
import { Footer } from './footer';
import { Header } from './header';
import { TabBar } from './tab-bar';
import { focusOnNavigation } from './focus-on-navigation';

@Component({
  selector: 'lec-shell',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterOutlet, TranslocoDirective, Header, Footer, Notices, TabBar],
  template: `
    <ng-container *transloco="let t">
      <a class="skip-link" href="#main" (click)="skip($event)">{{ t('shell.skip') }}</a>
      <div class="loading-bar" [class.active]="loading.active()" aria-hidden="true"></div>
      <lec-header><ng-content /></lec-header>
      <lec-notices />
      <main #main id="main" tabindex="-1"><router-outlet /></main>
      <!-- A task of their own each, so that the first one is over sooner. -->
      @defer (on immediate) {
        <lec-footer />
      }
      @defer (on immediate) {
        <lec-tab-bar />
      }
    </ng-container>
  `,
  styleUrl: './shell.scss',
})
export class Shell {
  protected readonly loading = inject(Loading);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');

  constructor() {
    focusOnNavigation(() => this.main().nativeElement);
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }
}
