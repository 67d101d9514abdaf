import { Certificate } from '../../../api';
import { Problem } from '../../../core/http/problem';
import { concerns, standing } from './standing';

const CERTIFICATE: Certificate = {
  number: 'LEC-7K3QD-9WXTM-2HPVJ',
  valid: true,
  name: 'Ada Lovelace',
  title: 'Knots',
  instructor_name: 'Grace Hopper',
  language: 'en',
  course: '000000000000000000000002',
  completed_at: '2026-11-22T15:00:00Z',
  issued_at: '2026-11-22T15:00:00Z',
  revoked_at: null,
};

describe('the standing of a number', () => {
  it('is not known until there is an answer', () => {
    expect(standing(null, null)).toBe('asking');
  });

  it('follows the certificate', () => {
    expect(standing(CERTIFICATE, null)).toBe('valid');
    expect(standing({ ...CERTIFICATE, valid: false }, null)).toBe('revoked');
  });

  it('tells a number that does not exist from an answer that did not come', () => {
    expect(standing(null, new Problem(404, 'not-found', ''))).toBe('unknown');
    expect(standing(null, new Problem(0, 'network', ''))).toBe('failed');
    expect(standing(null, new Problem(503, 'unavailable', ''))).toBe('failed');
  });
});

describe('whom a certificate concerns', () => {
  it('is told more than the public', () => {
    expect(concerns(CERTIFICATE)).toBe(false);
    expect(concerns({ ...CERTIFICATE, student: '000000000000000000000001' })).toBe(true);
  });
});
