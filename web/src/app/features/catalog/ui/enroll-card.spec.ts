import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { Course } from '../../../api';
import { settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { EnrollCard } from './enroll-card';

describe('the card to enrol with', () => {
  async function links(inputs: Record<string, unknown>): Promise<(string | null)[]> {
    const card = TestBed.createComponent(EnrollCard);
    const course = { id: 'c', title: 'Knots', price: '0.00', currency: 'USD' } as Course;
    for (const [name, value] of Object.entries({ course, ...inputs })) {
      card.componentRef.setInput(name, value);
    }
    await settle();
    return [...(card.nativeElement as HTMLElement).querySelectorAll('a')].map((link) =>
      link.getAttribute('href'),
    );
  }

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideTestLanguage(), provideRouter([])] });
    await speak();
  });

  it('leads visitors to an account, and back to the course', async () => {
    expect(await links({ visitor: true })).toEqual([
      '/register?next=%2Fcourses%2Fc',
      '/login?next=%2Fcourses%2Fc',
    ]);
  });

  it('lets them only log in where nobody registers themselves', async () => {
    expect(await links({ visitor: true, open: false })).toEqual(['/login?next=%2Fcourses%2Fc']);
  });
});
