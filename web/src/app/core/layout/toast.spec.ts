import { TestBed } from '@angular/core/testing';
import { settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Problem } from '../http/problem';
import { Toast } from './toast';

describe('Toast', () => {
  let toast: Toast;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
    await speak();
    toast = TestBed.inject(Toast);
  });

  const shown = () => document.querySelector('mat-snack-bar-container')?.textContent ?? '';

  it('counts down what has to be waited', async () => {
    toast.failed(new Problem(429, 'too-many-requests', '', '', [], 1));
    await settle();
    expect(shown()).toContain('That was too often.');
    expect(shown()).toContain('You can try again in 0:01.');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await settle();
    expect(shown()).toContain('You can try again now.');
  });

  it('names the request that our side has broken', async () => {
    toast.failed(new Problem(500, 'unexpected', '', '', [], null, 'abc'));
    await settle();
    expect(shown()).toContain('please quote abc');
  });

  it('says why not, in our own words', async () => {
    toast.failed(new Problem(403, 'forbidden', 'Forbidden'));
    await settle();
    expect(shown()).toContain('You are not allowed to do this.');
  });
});
