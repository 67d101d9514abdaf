import { leaveGuard } from './leave-guard';

type Args = Parameters<typeof leaveGuard>;

it('leaving waits until the last change is on its way, and never asks', async () => {
  let sent = false;
  const page = {
    flush: async () => {
      await Promise.resolve();
      sent = true;
    },
  };
  expect(await leaveGuard(page, {} as Args[1], {} as Args[2], {} as Args[3])).toBe(true);
  expect(sent).toBe(true);
});
