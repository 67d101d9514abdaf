import { TestBed } from '@angular/core/testing';
import { ADA, network, provideTestHttp, settle } from '../../../../testing/http';
import { NotificationService } from './notification-service';

const note = (id: string, is_read = false) => ({ id, is_read, message: id, url: '/', kind: 'x' });
const page = () => ({ next: null, previous: null, count: 2, results: [note('a'), note('b')] });

async function begin(): Promise<NotificationService> {
  localStorage.setItem('lectern.token', 'token');
  TestBed.configureTestingModule({ providers: provideTestHttp() });
  const service = TestBed.inject(NotificationService);
  await settle();
  network().expectOne('/api/auth/user/').flush(ADA);
  await settle();
  answer(2);
  await settle();
  return service;
}

function answer(unread: number) {
  for (const request of network().match('/api/notifications/unread-count/'))
    request.flush({ unread });
  for (const request of network().match('/api/notifications/')) request.flush(page());
}

const read = (service: NotificationService) => service.inbox.items().map(({ is_read }) => is_read);

describe('NotificationService', () => {
  it('counts what is unread', async () => {
    expect((await begin()).unread()).toBe(2);
  });

  it('shows one as read at once and asks for the new count', async () => {
    const service = await begin();
    const marked = service.markRead('a');
    expect(read(service)).toEqual([true, false]);
    const request = network().expectOne('/api/notifications/a/');
    expect(request.request.body).toEqual({ is_read: true });
    request.flush({});
    await marked;
    await settle();
    answer(1);
    await settle();
    expect(service.unread()).toBe(1);
  });

  it('shows the truth again when marking fails', async () => {
    const service = await begin();
    const marked = service.markAllRead().catch(() => 'failed');
    expect(read(service)).toEqual([true, true]);
    network().expectOne('/api/notifications/mark-all-read/').error(new ProgressEvent('error'));
    expect(await marked).toBe('failed');
    await settle();
    answer(2);
    await settle();
    expect(read(service)).toEqual([false, false]);
  });
});
