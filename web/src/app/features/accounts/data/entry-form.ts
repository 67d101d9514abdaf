import { Injectable, inject, signal } from '@angular/core';
import { FormGroup } from '@angular/forms';
import { Router } from '@angular/router';
import { Entered } from '../../../core/auth/auth-service';
import { returnUrl } from '../../../core/auth/return-url';
import { FormSender } from '../../../core/forms/form-sender';
import { Problem } from '../../../core/http/problem';

/** Somebody whose address is not proven yet; the address is unknown when they gave their username. */
export interface Unproven {
  email: string;
}

/**
 * What login and registration share: the form is sent, then the person is where they wanted to be,
 * or is asked for the code of their second factor, or to look into their mailbox.
 */
@Injectable()
export class EntryForm {
  private readonly router = inject(Router);
  private readonly sender = inject(FormSender);
  private readonly asked = signal<string | null>(null);
  private readonly sentAway = signal<Unproven | null>(null);
  private readonly ranOut = signal(false);
  readonly busy = this.sender.busy;
  readonly problem = this.sender.problem;
  readonly challenge = this.asked.asReadonly();
  readonly unproven = this.sentAway.asReadonly();
  /** Whether the code came too late, so that the password is asked for again. */
  readonly tooLate = this.ranOut.asReadonly();

  async send(
    form: FormGroup,
    next: string | undefined,
    work: () => Promise<Entered>,
    known: Unproven = { email: '' },
  ): Promise<void> {
    this.ranOut.set(false);
    await this.sender.send(form, async () => {
      try {
        await this.follow(await work(), next);
      } catch (error) {
        if (Problem.from(error).code !== 'email-not-verified') throw error;
        this.sentAway.set(known);
      }
    });
  }

  /** Goes where an answer leads. */
  async follow(entered: Entered, next: string | undefined): Promise<void> {
    if (entered.step === 'code') this.asked.set(entered.challenge);
    else if (entered.step === 'mailbox') this.sentAway.set({ email: entered.email });
    else await this.router.navigateByUrl(returnUrl(next));
  }

  /** Back to the first form. */
  startOver(tooLate = false): void {
    this.ranOut.set(tooLate);
    this.asked.set(null);
    this.sentAway.set(null);
    this.sender.clear();
  }
}
