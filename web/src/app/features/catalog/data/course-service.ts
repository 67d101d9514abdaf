import { HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, computed } from '@angular/core';
import { Category, Course, CourseDetail, Id, Page } from '../../../api';
import { Paged, pagedResource } from '../../../core/http/paged';
import { CourseQuery, courseParams } from './course-query';

/** The catalogue. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class CourseService {
  private readonly categoryPage = httpResource<Page<Category>>(() => ({
    url: '/api/categories/',
    params: { page_size: 100 },
  }));

  readonly categories = computed(() =>
    this.categoryPage.hasValue() ? this.categoryPage.value().results : [],
  );

  readonly categoriesLoading = this.categoryPage.isLoading;

  list(query: () => CourseQuery): Paged<Course> {
    return pagedResource<Course>(() => ({ url: '/api/courses/', params: courseParams(query()) }));
  }

  course(id: () => Id): HttpResourceRef<CourseDetail | undefined> {
    return httpResource<CourseDetail>(() => ({
      url: `/api/courses/${id()}/`,
      params: { expand: 'instructor,category' },
    }));
  }
}
