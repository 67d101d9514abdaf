import { Injectable, Injector, computed, inject } from '@angular/core';
import { filter } from 'rxjs';
import { Enrollment, Id } from '../../../api';
import { Toast } from '../../../core/layout/toast';
import { Outbox, Parcel } from '../../../core/offline/outbox';
import { idOf, withLesson } from './references';

const URL = '/api/progress/';

/** Lessons marked as completed, or as not, that the server has not been told about. */
@Injectable({ providedIn: 'root' })
export class PendingLessons {
  private readonly outbox = inject(Outbox);
  private readonly parcels = computed(() => this.outbox.parcels().filter(isProgress));
  private readonly lessons = computed(
    () => new Set(this.parcels().map(({ body }) => body['lesson'])),
  );
  /** One for each lesson that was pending and is so no more. */
  readonly settled = this.outbox.deliveries.pipe(filter(({ parcel }) => isProgress(parcel)));

  constructor() {
    const injector = inject(Injector); // hardly anybody is ever refused: no toast before that
    this.settled.subscribe(({ problem }) => {
      if (problem) injector.get(Toast).failed(problem);
    });
  }

  has(lesson: Id): boolean {
    return this.lessons().has(lesson);
  }

  /** Resolves when the server knows it, or when it is kept here until the server can be told. */
  async tell(course: Id, lesson: Id, completed: boolean): Promise<void> {
    const about = `${course}/${lesson}`;
    await this.outbox.deliver(Outbox.parcel(about, URL, { lesson, completed }));
  }

  /** The places as they will be when everything has been sent. */
  added(places: Enrollment[]): Enrollment[] {
    return this.parcels().reduce((list, { about, body }) => {
      const [course, lesson] = about.split('/') as [Id, Id];
      const completed = body['completed'] === true;
      return list.map((one) =>
        idOf(one.course) === course ? withLesson(one, lesson, completed) : one,
      );
    }, places);
  }
}

function isProgress({ url }: Parcel): boolean {
  return url === URL;
}
