import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Certificate, Course, Id } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';
import { Paged, pagedResource } from '../../../core/http/paged';
import { saveFile } from '../../../core/http/save-file';

/** Certificates. The resource methods belong to the component that calls them. */
@Injectable({ providedIn: 'root' })
export class CertificateService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  /** One's own; who teaches would see those of all learners. */
  own(): Paged<Certificate> {
    return pagedResource<Certificate>(() => {
      const user = this.auth.user();
      return user ? { url: '/api/certificates/', params: { student: user.id } } : undefined;
    });
  }

  /** What everybody may know of a number; more for whom it concerns. */
  certificate(number: () => string): HttpResourceRef<Certificate | undefined> {
    return httpResource<Certificate>(() => `/api/certificates/${encodeURIComponent(number())}/`);
  }

  /** The course as it is now, when it can be seen. */
  course(id: () => Id | undefined): HttpResourceRef<Course | undefined> {
    return httpResource<Course>(() => {
      const course = id();
      return course ? `/api/courses/${course}/` : undefined;
    });
  }

  async download(number: string): Promise<void> {
    const url = `/api/certificates/${number}/pdf/`;
    const file = await firstValueFrom(this.http.get(url, { responseType: 'blob' }));
    saveFile(file, `${number}.pdf`);
  }
}
