/** Where to go after signing in: only a path of this site, so that a link cannot send people elsewhere. */
export function returnUrl(next: string | null | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/dashboard';
}
