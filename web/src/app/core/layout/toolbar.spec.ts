import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { provideTestHttp, settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { widen } from '../../../testing/window';
import { Toolbar } from './toolbar';

let toolbar: ComponentFixture<Toolbar>;

async function open(): Promise<void> {
  TestBed.configureTestingModule({
    providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
  });
  await speak();
  toolbar = TestBed.createComponent(Toolbar);
  await settle();
}

const places = () =>
  [...(toolbar.nativeElement as HTMLElement).querySelectorAll('a')].map((link) =>
    link.getAttribute('href'),
  );

describe('Toolbar', () => {
  const search = () =>
    (toolbar.nativeElement as HTMLElement).querySelector('input') as HTMLInputElement;

  beforeEach(open);

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

  it('leaves the places to the tab bar on a phone', () => {
    expect(places()).toEqual([]);
  });
});

describe('Toolbar of a wide window', () => {
  afterEach(() => jest.restoreAllMocks());

  it('offers visitors the courses, to log in and to join', async () => {
    widen();
    await open();
    expect(places()).toEqual(['/courses', '/login', '/register']);
  });
});
