import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { Router, provideRouter } from '@angular/router';
import { network, provideTestHttp, settle } from '../../../testing/http';
import { provideTestLanguage, speak } from '../../../testing/language';
import { Palette } from './palette';
import { cut } from './ui/hits';

const FOUND = {
  courses: [{ id: 'c', title: 'Python', title_hits: [{ start: 0, end: 2 }] }],
  lessons: [{ id: 'l', title: 'Pyramids', title_hits: [], course: { id: 'c', title: 'Python' } }],
};

describe('the palette', () => {
  let palette: ComponentFixture<Palette>;
  const close = jest.fn();
  const element = () => palette.nativeElement as HTMLElement;
  const field = () => element().querySelector('input') as HTMLInputElement;
  const options = () =>
    [...element().querySelectorAll('[role=option]')].map((option) =>
      [...option.querySelectorAll('lec-hits, small')].map((part) => part.textContent).join(' '),
    );

  beforeEach(async () => {
    close.mockClear();
    TestBed.configureTestingModule({
      providers: [
        provideTestHttp(),
        provideTestLanguage(),
        provideRouter([]),
        { provide: MatDialogRef, useValue: { close } },
      ],
    });
    await speak();
    palette = TestBed.createComponent(Palette);
    await settle();
  });

  async function type(words: string): Promise<void> {
    field().value = words;
    field().dispatchEvent(new Event('input'));
    await new Promise((done) => setTimeout(done, 250));
    await settle();
  }

  const press = (key: string) =>
    field().dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));

  it('offers the pages of whoever is here before a word is typed', () => {
    expect(options()).toEqual(['Home', 'Courses', 'Log in', 'Join']);
    network().expectNone(() => true);
  });

  it('finds courses and lessons, and opens what the arrows chose', async () => {
    const go = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
    await type('py');
    network().expectOne('/api/search/?q=py').flush(FOUND);
    await settle();
    expect(options()).toEqual(['Python', 'Pyramids in Python']);
    expect(element().querySelector('.hit')?.textContent).toBe('Py');
    press('ArrowDown');
    await settle();
    expect(field().getAttribute('aria-activedescendant')).toBe('palette-1');
    press('ArrowDown');
    press('ArrowUp');
    press('Enter');
    expect(go).toHaveBeenCalledWith('/learn/c/l');
    expect(close).toHaveBeenCalled();
  });

  it('says when nothing is found, and when it could not ask', async () => {
    await type('zebra');
    network().expectOne('/api/search/?q=zebra').flush({ courses: [], lessons: [] });
    await settle();
    expect(element().textContent).toContain('Nothing found for “zebra”.');
    press('Enter');
    expect(close).not.toHaveBeenCalled();

    await type('zebras');
    network().expectOne('/api/search/?q=zebras').error(new ProgressEvent('error'));
    await settle();
    expect(element().querySelector('[role=status]')?.textContent).toContain('reached');
  });
});

describe('marking hits', () => {
  it('cuts a text where its hits begin and end', () => {
    expect(cut('a python', [{ start: 2, end: 4 }])).toEqual([
      { text: 'a ', hit: false },
      { text: 'py', hit: true },
      { text: 'thon', hit: false },
    ]);
    expect(cut('', [])).toEqual([]);
  });
});
