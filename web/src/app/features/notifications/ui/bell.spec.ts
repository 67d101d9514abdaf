import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { provideTestLanguage, speak } from '../../../../testing/language';
import { AgoPipe } from '../../../core/i18n/format';
import { Bell } from './bell';

const NOTE = { id: 'a', is_read: false, message: 'You are enrolled.', url: '/', kind: 'x' };
const INBOX = { next: null, previous: null, count: 1, results: [NOTE] };

function answer(): void {
  for (const one of network().match('/api/notifications/unread-count/')) one.flush({ unread: 1 });
  for (const one of network().match('/api/notifications/'))
    one.flush({ ...INBOX, results: [{ ...NOTE, created_at: new Date().toISOString() }] });
}

describe('Bell', () => {
  it('writes its notes when it is opened, and not before', async () => {
    localStorage.setItem('lectern.token', 'token');
    TestBed.configureTestingModule({
      providers: [provideTestHttp(), provideTestLanguage(), provideRouter([])],
    });
    await speak();
    const asked = jest.spyOn(AgoPipe.prototype, 'transform');
    const bell = TestBed.createComponent(Bell);
    await settle();
    network().expectOne('/api/auth/user/').flush(ADA);
    await settle();
    answer();
    await settle();
    const button = (bell.nativeElement as HTMLElement).querySelector('button');
    expect(button?.textContent?.trim()).toBe('1');
    expect(asked).not.toHaveBeenCalled();

    button?.click();
    await settle();
    answer();
    await settle();
    expect(document.querySelector('.bell-menu')?.textContent).toContain('You are enrolled.now');
  });
});
