import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle, tokenOf } from '../../../testing/http';
import { AuthService } from '../auth/auth-service';
import { TokenStore } from '../auth/token-store';
import { Drafts } from './drafts';

async function begin(person: string | null): Promise<Drafts> {
  if (person) localStorage.setItem('lectern.token', tokenOf(person));
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  const drafts = TestBed.inject(Drafts);
  await settle();
  return drafts;
}

const stored = () => Object.keys(localStorage).filter((name) => name.startsWith('lectern.draft.'));

describe('what is typed and not sent', () => {
  it('waits for its author under its name', async () => {
    const drafts = await begin('ada');
    drafts.write('lesson', { text: 'reef' });
    expect(drafts.read('lesson')).toEqual({ text: 'reef' });
    expect(drafts.read('another')).toBeNull();
    drafts.drop('lesson');
    expect(stored()).toEqual([]);
  });

  it('is not kept for a visitor', async () => {
    const drafts = await begin(null);
    drafts.write('lesson', { text: 'reef' });
    expect(drafts.read('lesson')).toBeNull();
    expect(stored()).toEqual([]);
  });

  it('is shown to nobody else, and gone when somebody else comes', async () => {
    const drafts = await begin('ada');
    drafts.write('lesson', { text: 'reef' });
    TestBed.inject(TokenStore).set(tokenOf('grace'));
    expect(drafts.read('lesson')).toBeNull();
    await settle();
    expect(stored()).toEqual([]);
  });

  it('waits while the session has ended by itself', async () => {
    const drafts = await begin('ada');
    drafts.write('lesson', { text: 'reef' });
    TestBed.inject(TokenStore).set(null);
    await settle();
    TestBed.inject(TokenStore).set(tokenOf('ada'));
    await settle();
    expect(drafts.read('lesson')).toEqual({ text: 'reef' });
  });

  it('leaves with a sign-out', async () => {
    const drafts = await begin('ada');
    drafts.write('lesson', { text: 'reef' });
    const gone = TestBed.inject(AuthService).logout();
    network().expectOne('/api/auth/logout/').flush({});
    await gone;
    expect(stored()).toEqual([]);
  });

  it('is nothing when it cannot be read', async () => {
    const drafts = await begin('ada');
    localStorage.setItem(drafts.place('lesson') ?? '', '{');
    expect(drafts.read('lesson')).toBeNull();
  });
});
