import { ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideTestHttp, settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { SiteSettings } from '../site/site';
import { TabBar } from './tab-bar';

describe('the tabs of a phone', () => {
  let tabs: ComponentFixture<TabBar>;
  const links = () =>
    [...(tabs.nativeElement as HTMLElement).querySelectorAll('a')].map((link) =>
      link.getAttribute('href'),
    );

  beforeEach(async () => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
    });
    await speak();
    tabs = TestBed.createComponent(TabBar);
    await settle();
  });

  it('lead visitors in, and to an account only where they may make one', async () => {
    expect(links()).toEqual(['/', '/courses', '/login', '/register']);
    const site = TestBed.inject(SiteSettings);
    site.hear({ ...site.now(), registration_open: false });
    await settle();
    expect(links()).toEqual(['/', '/courses', '/login']);
  });
});
