import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../../testing/http';
import { PreferencesStore } from './preferences-store';

const URL = '/api/notifications/preferences/';
const PAGE = { digest: 'off', kinds: { reminder: { email: true, in_app: true } }, groups: [] };

describe('PreferencesStore', () => {
  let store: PreferencesStore;

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestHttp(), PreferencesStore] });
    store = TestBed.inject(PreferencesStore);
    await settle();
    network().expectOne(URL).flush(PAGE);
    await settle();
  });

  const asked = () => network().expectOne({ method: 'PATCH', url: URL });
  const refuse = () => asked().flush({ code: 'x' }, { status: 500, statusText: 'x' });
  const email = () => store.page()?.kinds['reminder']?.['email'];

  it('shows a choice at once and sends nothing else', async () => {
    const chosen = store.choose('reminder', 'email', false);
    expect(email()).toBe(false);
    await settle();
    const sent = asked();
    expect(sent.request.body).toEqual({ kinds: { reminder: { email: false } } });
    sent.flush(PAGE);
    await chosen;
    expect(email()).toBe(false);
  });

  it('takes back what the server refuses, and says so', async () => {
    const chosen = store.choose('reminder', 'email', false);
    await settle();
    refuse();
    await expect(chosen).rejects.toMatchObject({ status: 500 });
    expect(email()).toBe(true);
    const digest = store.chooseDigest('weekly');
    expect(store.page()?.digest).toBe('weekly');
    await settle();
    refuse();
    await expect(digest).rejects.toMatchObject({ status: 500 });
    expect(store.page()?.digest).toBe('off');
  });

  it('sends one choice after the other, so that the last one stays', async () => {
    const chosen = [store.chooseDigest('daily'), store.chooseDigest('weekly')];
    await settle();
    const first = asked();
    expect(first.request.body).toEqual({ digest: 'daily' });
    first.flush(PAGE);
    await settle();
    const second = asked();
    expect(second.request.body).toEqual({ digest: 'weekly' });
    second.flush(PAGE);
    await Promise.all(chosen);
    expect(store.page()?.digest).toBe('weekly');
  });

  it('says why it could not be read', async () => {
    store.reload();
    await settle();
    network().expectOne(URL).flush({ code: 'x' }, { status: 503, statusText: 'x' });
    await settle();
    expect(store.problem()?.status).toBe(503);
  });
});
