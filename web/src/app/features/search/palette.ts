import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  linkedSignal,
  signal,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { debounceTime } from 'rxjs';
import { AuthService } from '../../core/auth/auth-service';
import { Problem } from '../../core/http/problem';
import { ProblemWords } from '../../core/http/problem-words';
import { SiteSettings } from '../../core/site/site';
import { Icon } from '../../ui/icon/icon';
import { IconName } from '../../ui/icon/icons.generated';
import { DESTINATIONS, isFor, plain } from './data/destinations';
import { SearchService } from './data/search-service';
import { Hit, Hits } from './ui/hits';

interface Option {
  link: string;
  icon: IconName;
  text: string;
  hits: readonly Hit[];
  note: string;
}

interface Group {
  label: string;
  options: readonly Option[];
}

const PAUSE_MS = 180;

/** Every page, course and lesson that one may open, a few letters away. */
@Component({
  selector: 'lec-palette',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Hits, Icon, MatDialogModule, TranslocoDirective],
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
})
export class Palette {
  private readonly router = inject(Router);
  private readonly auth = inject(AuthService);
  private readonly site = inject(SiteSettings).now;
  private readonly transloco = inject(TranslocoService);
  private readonly words = inject(ProblemWords);
  private readonly dialog = inject(MatDialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly query = signal('');
  private readonly settled = toSignal(toObservable(this.query).pipe(debounceTime(PAUSE_MS)), {
    initialValue: '',
  });
  private readonly answer = inject(SearchService).find(this.settled);
  protected readonly searching = computed(
    () => this.answer.isLoading() || this.query().trim() !== this.settled().trim(),
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? this.words.of(Problem.from(error)) : '';
  });

  private readonly pages = computed<Group>(() => {
    const wanted = plain(this.query().trim());
    const open = this.site().registration_open;
    const options = DESTINATIONS.filter((one) =>
      isFor(one, this.auth.roles(), this.auth.signedIn(), open),
    )
      .map(({ link, icon, label }) => ({
        link,
        icon,
        text: this.transloco.translate<string>(label),
        hits: [],
        note: '',
      }))
      .filter(({ text }) => plain(text).includes(wanted));
    return { label: 'palette.pages', options };
  });
  protected readonly groups = computed<Group[]>(() => {
    const found = this.answer.hasValue() && this.query().trim() ? this.answer.value() : null;
    const courses: Option[] = (found?.courses ?? []).map((course) => ({
      link: `/courses/${course.id}`,
      icon: 'graduation-cap',
      text: course.title,
      hits: course.title_hits,
      note: '',
    }));
    const lessons: Option[] = (found?.lessons ?? []).map((lesson) => ({
      link: `/learn/${lesson.course.id}/${lesson.id}`,
      icon: 'play',
      text: lesson.title,
      hits: lesson.title_hits,
      note: lesson.course.title,
    }));
    return [
      this.pages(),
      { label: 'palette.courses', options: courses },
      { label: 'palette.lessons', options: lessons },
    ].filter(({ options }) => options.length > 0);
  });
  private readonly options = computed(() => this.groups().flatMap(({ options }) => options));
  protected readonly current = linkedSignal<readonly Option[], number>({
    source: this.options,
    computation: () => 0,
  });

  protected indexOf(option: Option): number {
    return this.options().indexOf(option);
  }

  protected move(event: Event, by: number): void {
    event.preventDefault();
    const count = this.options().length;
    if (!count) return;
    this.current.update((at) => (at + by + count) % count);
    const id = `palette-${this.current()}`;
    queueMicrotask(() =>
      this.host.nativeElement.querySelector(`#${id}`)?.scrollIntoView?.({ block: 'nearest' }),
    );
  }

  protected open(option: Option | undefined): void {
    if (!option) return;
    this.dialog.close();
    void this.router.navigateByUrl(option.link);
  }

  protected openCurrent(): void {
    this.open(this.options()[this.current()]);
  }
}
