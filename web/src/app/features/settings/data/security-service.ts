import { HttpClient, HttpResourceRef, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import { SecondFactor, SecondFactorSetup, SignIn } from '../../../api';
import { AuthService } from '../../../core/auth/auth-service';

/** What somebody gives to prove that it is really them. */
export interface Proof {
  password: string;
  code: string;
}

interface Codes {
  recovery_codes: string[];
}

/** Passwords, sign-ins and the second factor. The resources belong to the component that asks. */
@Injectable({ providedIn: 'root' })
export class SecurityService {
  private readonly http = inject(HttpClient);
  private readonly auth = inject(AuthService);

  signIns(): HttpResourceRef<{ count: number; results: SignIn[] } | undefined> {
    return httpResource<{ count: number; results: SignIn[] }>(() => '/api/auth/sessions/');
  }

  secondFactor(): HttpResourceRef<SecondFactor | undefined> {
    return httpResource<SecondFactor>(() => '/api/auth/mfa/');
  }

  async changePassword(old: string, fresh: string): Promise<void> {
    await firstValueFrom(
      this.http.post('/api/auth/password/change/', {
        old_password: old,
        new_password1: fresh,
        new_password2: fresh,
      }),
    );
  }

  async endSignIn(id: string): Promise<void> {
    await firstValueFrom(this.http.delete(`/api/auth/sessions/${id}/`));
  }

  async endOtherSignIns(): Promise<void> {
    await firstValueFrom(this.http.delete('/api/auth/sessions/'));
  }

  begin(): Promise<SecondFactorSetup> {
    return firstValueFrom(this.http.post<SecondFactorSetup>('/api/auth/mfa/begin/', {}));
  }

  /** The recovery codes, which nobody can show again. */
  async activate(setup: string, proof: Proof): Promise<string[]> {
    const body = { setup, ...proof };
    const answer = await firstValueFrom(this.http.post<Codes>('/api/auth/mfa/activate/', body));
    await this.auth.renew();
    return answer.recovery_codes;
  }

  async renewCodes(proof: Proof): Promise<string[]> {
    const url = '/api/auth/mfa/recovery-codes/';
    return (await firstValueFrom(this.http.post<Codes>(url, proof))).recovery_codes;
  }

  async deactivate(proof: Proof): Promise<void> {
    await firstValueFrom(this.http.post('/api/auth/mfa/deactivate/', proof));
    await this.auth.renew();
  }
}
