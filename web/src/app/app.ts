import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { AuthService } from './core/auth/auth-service';
import { Shell } from './core/layout/shell';
import { Bell } from './features/notifications';

/** The shell of core with what features hang into it. */
@Component({
  selector: 'lec-root',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Shell, Bell],
  template: `
    <lec-shell>
      @if (auth.signedIn()) {
        @defer (on immediate) {
          <lec-bell />
        }
      }
    </lec-shell>
  `,
})
export class App {
  protected readonly auth = inject(AuthService);
}
