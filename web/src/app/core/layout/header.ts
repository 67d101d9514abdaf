import { ChangeDetectionStrategy, Component } from '@angular/core';
import { Brand } from './brand';
import { Toolbar } from './toolbar';

/** The bar above every page. */
@Component({
  selector: 'lec-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Brand, Toolbar],
  template: `
    <header class="header-bar">
      <div class="container-xl header-inner">
        <lec-brand [compact]="true" />
        @defer (on immediate) {
          <lec-toolbar><ng-content /></lec-toolbar>
        }
      </div>
    </header>
  `,
  styles: `
    :host {
      position: sticky;
      top: 0;
      z-index: 100;
    }
  `,
})
export class Header {}
