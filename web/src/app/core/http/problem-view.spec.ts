import { TestBed } from '@angular/core/testing';
import { settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Problem } from './problem';
import { ProblemView } from './problem-view';

async function show(problem: Problem): Promise<HTMLElement> {
  TestBed.configureTestingModule({ providers: [provideTestLanguage()] });
  await speak();
  const view = TestBed.createComponent(ProblemView);
  view.componentRef.setInput('problem', problem);
  view.componentRef.setInput('retryable', true);
  await settle();
  return view.nativeElement as HTMLElement;
}

describe('a problem on the page', () => {
  it('may be tried again when it may pass, and names the request', async () => {
    const view = await show(new Problem(500, 'unexpected', '', '', [], null, 'abc'));
    expect(view.textContent).toContain('abc');
    expect(view.querySelector('button')).not.toBeNull();
  });

  it('offers no second try at what is not allowed', async () => {
    const view = await show(new Problem(403, 'forbidden', 'Forbidden'));
    expect(view.textContent).toContain('You are not allowed to do this.');
    expect(view.querySelector('button')).toBeNull();
  });

  it('counts down what has to be waited, and then offers to try again', async () => {
    const view = await show(new Problem(429, 'too-many-requests', '', '', [], 1));
    expect(view.textContent).toContain('0:01');
    expect(view.querySelector('button')).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await settle();
    expect(view.querySelector('button')?.textContent?.trim()).toBe('Try again');
  });
});
