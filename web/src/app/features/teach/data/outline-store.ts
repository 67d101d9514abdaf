import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Id, Lesson, Outline, OutlineLesson, OutlineSection, Quiz } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { Toast } from '../../../core/layout/toast';
import { Place, dissolve, move, moveItem, orderOf } from './arrange';
import { CourseStore } from './course-store';
import { Removals } from './removals';

/** Sections and lessons as they stand: changed here at once, and on the server right after. */
@Injectable()
export class OutlineStore {
  private readonly http = inject(HttpClient);
  private readonly course = inject(CourseStore);
  private readonly toast = inject(Toast);
  private readonly answer = httpResource<Outline>(() => {
    const id = this.course.id();
    return id ? `/api/courses/${id}/outline/` : undefined;
  });
  private readonly arranged = signal<readonly OutlineSection[]>([]);
  private readonly removals = inject(Removals);
  private queue: Promise<unknown> = Promise.resolve();

  readonly loaded = computed(() => this.answer.hasValue());
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? Problem.from(error) : null;
  });
  readonly sections = computed(() => {
    const gone = new Set(this.removals.ids());
    return this.arranged().map((section) => ({
      ...section,
      lessons: section.lessons.filter(({ id }) => !gone.has(id)),
    }));
  });
  readonly lessons = computed(() => this.sections().flatMap(({ lessons }) => lessons));

  constructor() {
    effect(() => {
      const sections = this.answer.hasValue() ? this.answer.value().sections : null;
      if (sections) untracked(() => this.arranged.set(sections));
    });
  }

  reload(): void {
    this.answer.reload();
  }

  /** The lesson in its new place, before and after the server has said so. */
  move(lesson: Id, to: Place): Promise<boolean> {
    return this.arrange((sections) => move(sections, lesson, to));
  }

  moveSection(from: number, to: number): Promise<boolean> {
    return this.arrange((sections) => moveItem(sections, from, to));
  }

  renameSection(number: number, title: string): Promise<boolean> {
    return this.arrange((sections) =>
      sections.map((section, index) => (index === number ? { ...section, title } : section)),
    );
  }

  /** Takes the heading away and keeps the lessons. */
  async dissolve(number: number): Promise<void> {
    const before = this.sections();
    const done = await this.arrange((sections) => dissolve(sections, number));
    const { title } = before[number] ?? { title: '' };
    if (done && (await this.toast.undo('teach.section.removed', { title }))) {
      await this.arrange(() => [...before]);
    }
  }

  /** A section is kept once a lesson is in it; until then it is only here. */
  addSection(title: string): void {
    this.arranged.update((sections) => [...sections, { title, lessons: [] }]);
  }

  /** At the end of a section, wherever that is in the course. */
  addLesson(section: number, title: string): Promise<Id | null> {
    return this.write(async () => {
      const body = {
        course: this.course.id(),
        title,
        section: this.arranged()[section]?.title ?? '',
      };
      const { id } = await firstValueFrom(this.http.post<Lesson>('/api/lessons/', body));
      const lesson = blank(id, title);
      this.arranged.update((sections) =>
        sections.length
          ? sections.map((one, index) =>
              index === section ? { ...one, lessons: [...one.lessons, lesson] } : one,
            )
          : [{ title: '', lessons: [lesson] }],
      );
      if (section < this.arranged().length - 1) await this.sendOrder();
      this.course.reload();
      return id;
    });
  }

  async rename(lesson: OutlineLesson, title: string): Promise<void> {
    this.retell(lesson.id, { title });
    const done = await this.write(() =>
      firstValueFrom(this.http.patch(`/api/lessons/${lesson.id}/`, { title })),
    );
    if (!done) this.retell(lesson.id, { title: lesson.title });
  }

  /** Shows what was saved elsewhere, as in the editor of the lesson. */
  retell(lesson: Id, facts: Partial<OutlineLesson>): void {
    this.changeLessons((lessons) =>
      lessons.map((one) => (one.id === lesson ? { ...one, ...facts } : one)),
    );
  }

  remove({ id, title }: OutlineLesson): Promise<void> {
    const said = 'teach.lesson.removed';
    return this.removals.remove(
      { id, url: `/api/lessons/${id}/`, said, params: { title } },
      (tell) =>
        this.write(async () => {
          await tell();
          this.changeLessons((lessons) => lessons.filter((one) => one.id !== id));
          this.course.reload();
        }),
    );
  }

  addQuiz(lesson: OutlineLesson): Promise<Id | null> {
    return this.write(async () => {
      const body = { lesson: lesson.id, title: lesson.title };
      const { id } = await firstValueFrom(this.http.post<Quiz>('/api/quizzes/', body));
      this.retell(lesson.id, { quizzes: [...lesson.quizzes, id] });
      return id;
    });
  }

  private changeLessons(how: (lessons: OutlineLesson[]) => OutlineLesson[]): void {
    this.arranged.update((sections) =>
      sections.map((section) => ({ ...section, lessons: how(section.lessons) })),
    );
  }

  private async arrange(
    how: (sections: readonly OutlineSection[]) => OutlineSection[],
  ): Promise<boolean> {
    const leaving = this.removals.ids();
    const hidden = this.arranged().flatMap(({ lessons }) =>
      lessons.filter(({ id }) => leaving.includes(id)),
    );
    const next = how(this.sections());
    this.arranged.set(
      next.map((one, index) =>
        index === next.length - 1 ? { ...one, lessons: [...one.lessons, ...hidden] } : one,
      ),
    );
    const done = await this.write(() => this.sendOrder());
    if (!done) this.answer.reload(); // what the server knows is shown again
    return !!done;
  }

  /** Lessons that are leaving have a place as well, until they are gone. */
  private async sendOrder(): Promise<true> {
    const order = orderOf(this.arranged());
    const body = { course: this.course.id(), order };
    if (order.length) await firstValueFrom(this.http.post('/api/lessons/reorder/', body));
    return true;
  }

  /** One write after the other; what is refused is said, and answers null. */
  private write<R>(work: () => Promise<R>): Promise<R | null> {
    const done = this.queue.then(work).catch((error: unknown) => {
      this.toast.failed(error);
      return null;
    });
    this.queue = done;
    return done;
  }
}

const blank = (id: Id, title: string): OutlineLesson => ({
  id,
  title,
  position: 0,
  minutes: 0,
  preview: false,
  completion: 'view',
  quizzes: [],
});
