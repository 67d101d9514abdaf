import { Injectable, inject } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Problem } from '../http/problem';
import { ProblemToast } from './problem-toast';

/** Long enough to read it and to get there by keyboard. */
const UNDO_MS = 10_000;
const SAY_MS = 6_000;
/** Nobody looks at it for longer, though they may have to wait for longer. */
const LONGEST_MS = 60_000;

/** A short word about what just happened; it is announced and never takes the focus. */
@Injectable({ providedIn: 'root' })
export class Toast {
  private readonly bar = inject(MatSnackBar);
  private readonly transloco = inject(TranslocoService);

  say(key: string, params: Record<string, unknown> = {}): void {
    this.show(this.transloco.translate(key, params));
  }

  /** Says what was done and offers to take it back; resolves, when it is gone, whether to. */
  undo(key: string, params: Record<string, unknown> = {}): Promise<boolean> {
    const text = this.transloco.translate(key, params);
    const bar = this.bar.open(text, this.transloco.translate('action.undo'), { duration: UNDO_MS });
    return firstValueFrom(bar.afterDismissed()).then(({ dismissedByAction }) => dismissedByAction);
  }

  /** Says why something was not done; it stays until that can be tried again. */
  failed(error: unknown): void {
    const problem = Problem.from(error);
    const wait = problem.status >= 500 ? UNDO_MS : 1000 * (problem.retryAfter ?? 0) + SAY_MS;
    this.bar.openFromComponent(ProblemToast, {
      data: problem,
      duration: Math.min(wait, LONGEST_MS),
      politeness: 'polite',
    });
  }

  private show(text: string): void {
    this.bar.open(text, this.transloco.translate('action.dismiss'), { duration: SAY_MS });
  }
}
