import { HttpInterceptorFn } from '@angular/common/http';
import { catchError, throwError } from 'rxjs';
import { Problem } from './problem';

/** Outermost: whatever fails below reaches stores and pages as a `Problem`, the only error they know. */
export const errorInterceptor: HttpInterceptorFn = (request, next) =>
  next(request).pipe(catchError((error: unknown) => throwError(() => Problem.from(error))));
