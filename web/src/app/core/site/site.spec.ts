import { TestBed } from '@angular/core/testing';
import { network, provideTestHttp } from '../../../testing/http';
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
  const begin = () => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [provideTestHttp()] });
    TestBed.runInInjectionContext(hearOfSite);
    return TestBed.inject(SiteSettings);
  };

  beforeEach(() => localStorage.clear());

  it('is asked for once, and known at the next start before anybody answers', () => {
    const site = begin();
    expect(site.now().name).toBe('Lectern');
    network().expectOne('/api/site/').flush(SCHOOL);
    expect(site.now()).toEqual(SCHOOL);
    expect(begin().now()).toEqual(SCHOOL);
  });

  it('stays as it was heard last when nobody answers', () => {
    begin();
    network().expectOne('/api/site/').flush(SCHOOL);
    const site = begin();
    network().expectOne('/api/site/').flush('', { status: 503, statusText: 'away' });
    expect(site.now().name).toBe('Village School');
  });

  it('begins with what can be read when something else was remembered', () => {
    localStorage.setItem('lectern.site', '{"name": ');
    expect(begin().now().registration_open).toBe(true);
  });
});
