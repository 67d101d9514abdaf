import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { provideTestHttp, settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Header } from './header';

describe('Header', () => {
  let header: ComponentFixture<Header>;
  const search = () =>
    (header.nativeElement as HTMLElement).querySelector('input') as HTMLInputElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
    });
    await speak();
    header = TestBed.createComponent(Header);
    await settle();
  });

  const press = (target: Element) =>
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true }),
    );

  it('goes to the search box at "/"', () => {
    press(document.body);
    expect(document.activeElement).toBe(search());
  });

  it('leaves a "/" alone that is typed into a field', () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.focus();
    expect(press(field)).toBe(true);
    expect(document.activeElement).toBe(field);
  });

  it('searches the catalogue, and blanks search nothing', async () => {
    const go = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    const form = search().closest('form') as HTMLFormElement;
    search().value = ' sql ';
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    search().value = '  ';
    form.dispatchEvent(new Event('submit', { cancelable: true }));
    expect(go.mock.calls).toEqual([
      [['/courses'], { queryParams: { search: 'sql' } }],
      [['/courses'], { queryParams: { search: null } }],
    ]);
  });

  it('offers visitors to log in and to join', () => {
    const links = [...(header.nativeElement as HTMLElement).querySelectorAll('a')];
    const where = links.map((link) => link.getAttribute('href'));
    expect(where).toEqual(expect.arrayContaining(['/login', '/register']));
    expect(where).not.toContain('/dashboard');
  });
});
