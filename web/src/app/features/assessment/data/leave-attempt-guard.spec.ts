import { leaveAttemptGuard } from './leave-attempt-guard';

type Args = Parameters<typeof leaveAttemptGuard>;

it('leaving waits until the last answer is on its way, and never asks', async () => {
  let sent = false;
  const page = {
    flush: async () => {
      await Promise.resolve();
      sent = true;
    },
  };
  expect(await leaveAttemptGuard(page, {} as Args[1], {} as Args[2], {} as Args[3])).toBe(true);
  expect(sent).toBe(true);
});
