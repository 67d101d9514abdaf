import { LiveAnnouncer } from '@angular/cdk/a11y';
import { CdkDrag, CdkDragDrop, CdkDragHandle, CdkDropList } from '@angular/cdk/drag-drop';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatMenu, MatMenuContent, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Id, OutlineLesson, OutlineSection } from '../../../api';
import { MinutesPipe } from '../../../core/i18n/format';
import { Icon } from '../../../ui/icon/icon';
import { Place, placeOf, step } from '../data/arrange';
import { InlineName } from './inline-name';

/**
 * Sections and lessons, arranged by drag, by the arrow keys on a handle, or from a menu; named where
 * they stand. What is done by keyboard is announced, and the focus goes along.
 */
@Component({
  selector: 'lec-outline-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    CdkDrag,
    CdkDragHandle,
    CdkDropList,
    Icon,
    InlineName,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuContent,
    MatMenuItem,
    MatMenuTrigger,
    MinutesPipe,
    RouterLink,
    TranslocoDirective,
  ],
  templateUrl: './outline-editor.html',
  styleUrl: './outline-editor.scss',
})
export class OutlineEditor {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly transloco = inject(TranslocoService);
  readonly sections = input.required<readonly OutlineSection[]>();
  readonly course = input.required<Id>();
  /** The lesson that is being edited. */
  readonly open = input<Id | null>(null);
  readonly move = output<{ lesson: Id; to: Place }>();
  readonly moveSection = output<{ from: number; to: number }>();
  readonly renameSection = output<{ section: number; title: string }>();
  readonly dissolve = output<number>();
  readonly addSection = output<string>();
  readonly addLesson = output<{ section: number; title: string }>();
  readonly rename = output<{ lesson: OutlineLesson; title: string }>();
  readonly remove = output<OutlineLesson>();
  readonly addQuiz = output<OutlineLesson>();
  /** What is being named: a lesson's id, "section-2", "lesson-in-2" or "section-new". */
  protected readonly naming = signal<string | null>(null);
  /** Lists within a list know nothing of each other unless they are told. */
  protected readonly lists = computed(() =>
    this.sections().map((_, number) => `lessons-of-section-${number}`),
  );

  protected dropped(event: CdkDragDrop<number, number, OutlineLesson>): void {
    const { item, container, currentIndex, previousContainer, previousIndex } = event;
    if (container === previousContainer && currentIndex === previousIndex) return;
    this.move.emit({
      lesson: item.data.id,
      to: { section: container.data, index: currentIndex },
    });
  }

  protected droppedSection({ previousIndex, currentIndex }: CdkDragDrop<unknown>): void {
    if (previousIndex !== currentIndex) {
      this.moveSection.emit({ from: previousIndex, to: currentIndex });
    }
  }

  protected key(event: KeyboardEvent, lesson: OutlineLesson): void {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    this.step(lesson, by);
  }

  protected keySection(event: KeyboardEvent, section: number): void {
    const by = STEPS[event.key];
    if (!by) return;
    event.preventDefault();
    this.stepSection(section, by);
  }

  protected step(lesson: OutlineLesson, by: -1 | 1): void {
    const to = step(this.sections(), lesson.id, by);
    if (to) this.place(lesson, to);
    else this.say('teach.outline.edge', { title: lesson.title });
  }

  protected moveInto(lesson: OutlineLesson, section: number): void {
    this.place(lesson, { section, index: this.sections()[section]?.lessons.length ?? 0 });
  }

  protected stepSection(section: number, by: -1 | 1): void {
    const title = this.nameOf(section);
    const to = section + by;
    if (to < 0 || to >= this.sections().length) {
      this.say('teach.outline.edge', { title });
      return;
    }
    this.moveSection.emit({ from: section, to });
    this.say('teach.outline.movedSection', { title, place: to + 1, total: this.sections().length });
    this.focus(`handle-section-${to}`);
  }

  protected nameOf(section: number): string {
    return this.sections()[section]?.title || this.transloco.translate('teach.section.untitled');
  }

  protected named(lesson: OutlineLesson, title: string | null): void {
    this.endNaming(`link-${lesson.id}`);
    if (title) this.rename.emit({ lesson, title });
  }

  protected namedSection(section: number, title: string | null): void {
    this.endNaming(`menu-section-${section}`);
    if (title) this.renameSection.emit({ section, title });
  }

  protected created(section: number, title: string | null): void {
    this.endNaming(`add-in-${section}`);
    if (title) this.addLesson.emit({ section, title });
  }

  protected createdSection(title: string | null): void {
    this.endNaming('add-section');
    if (title) this.addSection.emit(title);
  }

  private endNaming(focus: string): void {
    this.naming.set(null);
    this.focus(focus);
  }

  private place(lesson: OutlineLesson, to: Place): void {
    this.move.emit({ lesson: lesson.id, to });
    const place = placeOf(this.sections(), lesson.id);
    if (place?.section === to.section && place.index === to.index) return;
    this.say('teach.outline.moved', {
      title: lesson.title,
      place: to.index + 1,
      section: this.nameOf(to.section),
    });
    this.focus(`handle-${lesson.id}`);
  }

  private say(key: string, params: Record<string, unknown>): void {
    void this.announcer.announce(this.transloco.translate(key, params), 'assertive');
  }

  /** An element that moves loses the focus, so it is given back when it stands in its place. */
  private focus(id: string): void {
    afterNextRender(
      () => this.host.nativeElement.querySelector<HTMLElement>(`[data-focus="${id}"]`)?.focus(),
      { injector: this.injector },
    );
  }
}

const STEPS: Record<string, -1 | 1 | undefined> = { ArrowUp: -1, ArrowDown: 1 };
