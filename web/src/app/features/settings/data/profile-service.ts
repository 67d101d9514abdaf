import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { Upload, User } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';

type Changes = Partial<Pick<User, 'first_name' | 'last_name' | 'bio' | 'profile_picture'>>;

/** What people say of themselves. */
@Injectable({ providedIn: 'root' })
export class ProfileService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  async change(values: Changes): Promise<void> {
    this.auth.update(await firstValueFrom(this.http.patch<User>('/api/auth/user/', values)));
  }

  async setPicture(picture: Blob): Promise<void> {
    const form = new FormData();
    form.append('purpose', 'profile-picture');
    form.append('file', picture, 'picture.png');
    const upload = await firstValueFrom(this.http.post<Upload>('/api/uploads/', form));
    await this.change({ profile_picture: upload.url });
  }

  /** Nothing changes before the link is opened that is sent to the new address. */
  async changeEmail(email: string, password: string): Promise<void> {
    await firstValueFrom(this.http.post('/api/auth/email/change/', { email, password }));
  }

  async sendLinkAgain(email: string): Promise<void> {
    await firstValueFrom(this.http.post('/api/auth/email/resend/', { email }));
  }

  /** Where no approval is needed, one teaches at once. */
  async askToTeach(): Promise<void> {
    await firstValueFrom(this.http.post('/api/users/me/request-instructor/', {}));
    await this.auth.reload();
  }
}
