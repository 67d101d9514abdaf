import { HttpHeaders } from '@angular/common/http';

/** Sent again under the same key, a request is answered again and done once. */
export function once(key: string): HttpHeaders {
  return new HttpHeaders({ 'Idempotency-Key': key });
}

/** A key nobody else has; browsers offer `randomUUID` on secure origins only. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
