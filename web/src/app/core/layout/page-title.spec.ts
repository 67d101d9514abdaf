import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { TitleStrategy, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Language } from '../i18n/language';
import { SiteSettings } from '../site/site';
import { PageTitle } from './page-title';

@Component({ template: '' })
class Blank {}

const head = (selector: string, name: string) =>
  document.head.querySelector(selector)?.getAttribute(name);

describe('the title of a page', () => {
  beforeEach(async () => {
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [
        provideTestLanguage(),
        provideRouter([{ path: '**', title: 'title.courses', component: Blank }]),
        { provide: TitleStrategy, useExisting: PageTitle },
      ],
    });
    await speak();
    await RouterTestingHarness.create('/courses?search=rope');
    await settle();
  });

  it('is that of its route, in the language of the moment', async () => {
    expect(TestBed.inject(Title).getTitle()).toBe('Courses · Lectern');
    expect(head('meta[name=description]', 'content')).toMatch(/^Lectern is a place to learn/);
    await TestBed.inject(Language).use('vi');
    await settle();
    expect(TestBed.inject(Title).getTitle()).toBe('Khóa học · Lectern');
    expect(head('meta[name=description]', 'content')).toMatch(/^Lectern là nơi/);
  });

  it('ends with what the site is called, which is also what the page is about', async () => {
    const site = TestBed.inject(SiteSettings);
    site.hear({ ...site.now(), name: 'Village School' });
    await settle();
    expect(TestBed.inject(Title).getTitle()).toBe('Courses · Village School');
    expect(head('meta[name=description]', 'content')).toMatch(/^Village School is a place/);
  });

  it('is the name of what the page shows, with what that is about', async () => {
    TestBed.inject(PageTitle).show('Knots', 'How to tie them.');
    await settle();
    expect(TestBed.inject(Title).getTitle()).toBe('Knots · Lectern');
    expect(head('meta[name=description]', 'content')).toBe('How to tie them.');
  });

  it('comes with one address, without what was searched for, and one for each language', () => {
    expect(head('link[rel=canonical]', 'href')).toBe('http://localhost/courses');
    expect(head('link[hreflang=vi]', 'href')).toBe('http://localhost/courses?lang=vi');
    expect(head('link[hreflang=en]', 'href')).toBe('http://localhost/courses?lang=en');
    expect(document.head.querySelectorAll('link[rel=canonical]')).toHaveLength(1);
  });
});
