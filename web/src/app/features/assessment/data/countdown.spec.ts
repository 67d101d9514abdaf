import { clockOffset, clockText, timeLeft } from './countdown';

const started_at = '2026-11-22T12:00:00Z';
const deadline = '2026-11-22T12:10:00Z';
const at = (time: string) => new Date(`2026-11-22T${time}Z`).getTime();

describe('the time left', () => {
  it('goes by the clock of the server, not by ours', () => {
    const ours = at('13:30:00'); // an hour and a half ahead
    const offset = clockOffset('2026-11-22T12:04:00Z', ours);
    expect(timeLeft({ started_at, deadline }, offset, ours)).toEqual({ seconds: 360, share: 0.6 });
  });

  it('is zero after the deadline, never less', () => {
    const left = timeLeft({ started_at, deadline }, 0, at('12:30:00'));
    expect(left).toEqual({ seconds: 0, share: 0 });
  });

  it('shows the last second until it has passed', () => {
    expect(timeLeft({ started_at, deadline }, 0, at('12:09:59') + 400)?.seconds).toBe(1);
  });

  it('does not exist without a limit', () => {
    expect(timeLeft({ started_at, deadline: null }, 0, at('12:00:00'))).toBeNull();
  });

  it('is written as a clock', () => {
    expect([0, 9, 309, 3909].map(clockText)).toEqual(['0:00', '0:09', '5:09', '1:05:09']);
  });
});
