import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';

/** A short word about what just happened; it is announced and never takes the focus. */
@Injectable({ providedIn: 'root' })
export class Toast {
  private readonly bar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  say(key: string, params: Record<string, unknown> = {}): void {
    this.show(this.transloco.translate(key, params));
  }

  show(text: string): void {
    this.bar.open(text, this.transloco.translate('action.dismiss'), { duration: 6000 });
  }
}
