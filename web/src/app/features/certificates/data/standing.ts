import { Certificate } from '../../../api';
import { Problem } from '../../../core/http/problem';

/** What can be said of a number. */
export type Standing = 'asking' | 'valid' | 'revoked' | 'unknown' | 'failed';

export function standing(certificate: Certificate | null, problem: Problem | null): Standing {
  if (problem) return problem.status === 404 ? 'unknown' : 'failed';
  if (!certificate) return 'asking';
  return certificate.valid ? 'valid' : 'revoked';
}

/** Whether more is known to this reader than to the public: then they may also have the PDF. */
export function concerns(certificate: Certificate): boolean {
  return certificate.student !== undefined;
}
