import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  output,
  signal,
} from '@angular/core';
import { NonNullableFormBuilder } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { SecondFactorSetup } from '../../../api';
import { FormSender } from '../../../core/forms/form-sender';
import { Problem } from '../../../core/http/problem';
import { ProblemView } from '../../../core/http/problem-view';
import { CountPipe, DatePipe } from '../../../core/i18n/format';
import { Toast } from '../../../core/layout/toast';
import { Icon } from '../../../ui/icon/icon';
import { Skeleton } from '../../../ui/skeleton/skeleton';
import { Proof, SecurityService } from '../data/security-service';
import { FactorSetup } from './factor-setup';
import { ProofForm } from './proof-form';
import { RecoveryCodes } from './recovery-codes';

/** The second factor: off, being set up, on, or showing its recovery codes for the one time. */
@Component({
  selector: 'lec-factor-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CountPipe,
    DatePipe,
    FactorSetup,
    Icon,
    MatButton,
    ProblemView,
    ProofForm,
    RecoveryCodes,
    Skeleton,
    TranslocoDirective,
  ],
  providers: [FormSender],
  templateUrl: './factor-card.html',
  styleUrl: './card.scss',
})
export class FactorCard {
  private readonly security = inject(SecurityService);
  private readonly toast = inject(Toast);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly sender = inject(FormSender);
  /** Something about the sign-ins elsewhere has changed. */
  readonly changed = output();
  private readonly form = inject(NonNullableFormBuilder).group({});
  protected readonly factor = this.security.secondFactor();
  protected readonly problem = computed(() => {
    const error = this.factor.error();
    return error ? Problem.from(error) : null;
  });
  protected readonly setup = signal<SecondFactorSetup | null>(null);
  protected readonly codes = signal<readonly string[] | null>(null);
  /** What the password and a code are asked for. */
  protected readonly asking = signal<'codes' | 'off' | null>(null);

  protected readonly activate = async (proof: Proof): Promise<void> => {
    this.show(await this.security.activate(this.setup()?.setup ?? '', proof));
    this.factor.reload();
    this.changed.emit();
  };

  protected readonly renewCodes = async (proof: Proof): Promise<void> => {
    this.show(await this.security.renewCodes(proof));
    this.factor.reload();
  };

  protected readonly deactivate = async (proof: Proof): Promise<void> => {
    await this.security.deactivate(proof);
    this.asking.set(null);
    this.toast.say('settings.factorOff');
    this.factor.reload();
    this.changed.emit();
  };

  protected async begin(): Promise<void> {
    await this.sender.send(this.form, async () => this.setup.set(await this.security.begin()));
    this.focus('h3');
  }

  protected ask(what: 'codes' | 'off'): void {
    this.asking.set(what);
    this.focus('input');
  }

  protected leave(): void {
    this.setup.set(null);
    this.asking.set(null);
    this.codes.set(null);
    this.focus('button');
  }

  private show(codes: readonly string[]): void {
    this.setup.set(null);
    this.asking.set(null);
    this.codes.set(codes);
    this.focus('h3');
  }

  private focus(selector: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus(), {
      injector: this.injector,
    });
  }
}
