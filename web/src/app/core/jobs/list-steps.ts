import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  effect,
  input,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import { JobProgress } from '../../ui/job-progress/job-progress';
import { ProblemView } from '../http/problem-view';
import { ListReport } from './list-report';
import { ListStore } from './list-store';

/**
 * The steps of doing something with a list. What is projected chooses the list; what is projected
 * as `done` leads away at the end.
 */
@Component({
  selector: 'lec-list-steps',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [JobProgress, ListReport, MatButton, ProblemView, TranslocoDirective],
  template: `
    <section *transloco="let t" [attr.aria-labelledby]="id">
      <h2 [id]="id" #heading tabindex="-1">{{ said() || t('list.heading.' + store().step()) }}</h2>
      @if (store().problem(); as problem) {
        <lec-problem class="mb-3" [problem]="problem" />
      }
      @switch (store().step()) {
        @case ('choose') {
          <ng-content />
        }
        @case ('checked') {
          <p class="lead">{{ gains() }}</p>
          <p class="acts">
            @if (store().gains()) {
              <button matButton="filled" type="button" (click)="store().carryOut()">
                {{ act() }}
              </button>
            }
            <button matButton type="button" (click)="store().again()">
              {{ t('list.another') }}
            </button>
          </p>
        }
        @case ('done') {
          <p class="acts">
            <ng-content select="[done]" />
            <button matButton type="button" (click)="store().again()">
              {{ t('list.another') }}
            </button>
          </p>
        }
        @default {
          <div class="card-surface watch">
            <lec-job-progress
              [label]="said() || t('list.heading.' + store().step())"
              [percent]="store().percent()"
            />
            <button matButton type="button" (click)="store().cancel()">
              {{ t('action.cancel') }}
            </button>
          </div>
        }
      }
      @if (words(); as start) {
        <lec-list-report
          [report]="store().report()"
          [ends]="store().ends()"
          [dropped]="store().dropped()"
          [words]="start"
        />
      }
    </section>
  `,
  styles: `
    section {
      max-width: 860px;
    }
    h2 {
      margin-block: 8px 12px;
    }
    h2:focus {
      outline: none;
    }
    .lead {
      margin-bottom: 16px;
    }
    .acts {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
      margin-bottom: 20px;
    }
    .watch {
      display: grid;
      gap: 12px;
      justify-items: end;
      padding: 20px;
    }
    .watch lec-job-progress {
      width: 100%;
    }
  `,
})
export class ListSteps {
  readonly store = input.required<ListStore>();
  /** What is being done, as a heading; while it is chosen and while it is done. */
  readonly choosing = input.required<string>();
  readonly working = input.required<string>();
  /** How many would gain something, and the button that lets them. */
  readonly gains = input.required<string>();
  readonly act = input.required<string>();
  /** Where the words of an end begin, before it comes and after it. */
  readonly would = input.required<string>();
  readonly did = input.required<string>();
  protected readonly id = 'list-heading';
  protected readonly said = computed(() => {
    const step = this.store().step();
    if (step === 'choose') return this.choosing();
    return step === 'working' ? this.working() : '';
  });
  protected readonly words = computed(() => {
    const step = this.store().step();
    if (step === 'checked') return this.would();
    return step === 'done' ? this.did() : '';
  });
  private readonly heading = viewChild<ElementRef<HTMLElement>>('heading');

  constructor() {
    effect(() => {
      // What was pressed is gone after these steps; reading goes on at their heading.
      const step = this.store().step();
      if (step === 'checked' || step === 'done') this.heading()?.nativeElement.focus();
    });
  }
}
