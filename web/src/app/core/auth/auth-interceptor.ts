import {
  HttpErrorResponse,
  HttpHandlerFn,
  HttpInterceptorFn,
  HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, from, switchMap, throwError } from 'rxjs';
import { Problem } from '../http/problem';
import { ASKS_WHO, AuthService, WITHOUT_TOKEN } from './auth-service';
import { TokenStore } from './token-store';

/**
 * Adds the token to calls of the API. A 401 with a token means that it ran out: refresh once and
 * repeat. When the session itself is over, repeat as a visitor, because public pages stay readable;
 * only what a visitor may not read leads to the login page. Who has to set up a second factor first
 * is led to where that is done.
 */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  if (!request.url.startsWith('/api/') || request.context.get(WITHOUT_TOKEN)) return next(request);
  const auth = inject(AuthService);
  const router = inject(Router);
  const token = inject(TokenStore).token();
  if (!token) return next(request);

  return next(withToken(request, token)).pipe(
    catchError((error: unknown) => {
      if (asksForSecondFactor(error)) void router.navigateByUrl('/settings/security');
      if (!isUnauthorized(error)) return throwError(() => error);
      return from(auth.refresh(token)).pipe(
        switchMap((fresh) =>
          fresh ? next(withToken(request, fresh)) : asVisitor(request, next, router),
        ),
      );
    }),
  );
};

function asVisitor(request: HttpRequest<unknown>, next: HttpHandlerFn, router: Router) {
  return next(request).pipe(
    catchError((error: unknown) => {
      if (isUnauthorized(error) && !request.context.get(ASKS_WHO)) {
        void router.navigate(['/login'], { queryParams: { next: router.url } });
      }
      return throwError(() => error);
    }),
  );
}

function withToken(request: HttpRequest<unknown>, token: string): HttpRequest<unknown> {
  return request.clone({ setHeaders: { Authorization: `Bearer ${token}` } });
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof HttpErrorResponse && error.status === 401;
}

function asksForSecondFactor(error: unknown): boolean {
  if (!(error instanceof HttpErrorResponse) || error.status !== 403) return false;
  return Problem.from(error).code === 'second-factor-required';
}
