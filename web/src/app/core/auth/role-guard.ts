import { inject } from '@angular/core';
import { CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { AuthService, Role } from './auth-service';

/** Pages of a role. Everybody else is told so; the address stays. */
export function roleGuard(...allowed: Role[]): CanActivateFn {
  return async (_route, { url }) => {
    const auth = inject(AuthService);
    const router = inject(Router);
    const user = await auth.ready();
    if (!user) return router.createUrlTree(['/login'], { queryParams: { next: url } });
    if (allowed.some((role) => auth.has(role))) return true;
    return new RedirectCommand(router.parseUrl('/forbidden'), { skipLocationChange: true });
  };
}
