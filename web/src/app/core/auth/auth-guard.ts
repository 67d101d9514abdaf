import { inject } from '@angular/core';
import { CanActivateFn, Router } from '@angular/router';
import { AuthService } from './auth-service';

/** Pages of a signed-in person; a visitor signs in first and comes back to where they wanted to go. */
export const authGuard: CanActivateFn = async (_route, { url }) => {
  const router = inject(Router);
  const user = await inject(AuthService).ready();
  return user ? true : router.createUrlTree(['/login'], { queryParams: { next: url } });
};

/** Login and registration are of no use to somebody who is signed in; who may be a visitor gets in. */
export const visitorGuard: CanActivateFn = async () => {
  const router = inject(Router);
  const user = await inject(AuthService)
    .ready()
    .catch(() => null);
  return user ? router.createUrlTree(['/dashboard']) : true;
};
