import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp, settle } from '../../../testing/http';
import { hearOfSite } from './hear-of-site';
import { SiteSettings } from './site';

const SCHOOL = {
  name: 'Village School',
  support_email: 'help@example.org',
  language: 'vi',
  registration_open: false,
  instructor_approval: true,
};

describe('how the site is set', () => {
  const begin = async () => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideTestHttp()] });
    TestBed.runInInjectionContext(hearOfSite);
    await settle();
    return TestBed.inject(SiteSettings);
  };

  beforeEach(() => localStorage.clear());

  it('is asked for once, and known at the next start before anybody answers', async () => {
    const site = await begin();
    expect(site.now().name).toBe('Lectern');
    network().expectOne('/api/site/').flush(SCHOOL);
    expect(site.now()).toEqual(SCHOOL);
    expect((await begin()).now()).toEqual(SCHOOL);
  });

  it('stays as it was heard last when nobody answers', async () => {
    await begin();
    network().expectOne('/api/site/').flush(SCHOOL);
    const site = await begin();
    network().expectOne('/api/site/').flush('', { status: 503, statusText: 'away' });
    expect(site.now().name).toBe('Village School');
  });

  it('begins with what can be read when something else was remembered', async () => {
    localStorage.setItem('lectern.site', '{"name": ');
    expect((await begin()).now().registration_open).toBe(true);
  });
});
