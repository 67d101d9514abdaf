import { deviceOf } from './device';

describe('deviceOf', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      { browser: 'Edge', system: 'Windows', mobile: false },
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      { browser: 'Chrome', system: 'Linux', mobile: false },
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile/15E Safari/604.1',
      { browser: 'Safari', system: 'iOS', mobile: true },
    ],
    [
      'Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0',
      { browser: 'Firefox', system: 'Android', mobile: true },
    ],
    ['curl/8.9', { browser: '', system: '', mobile: false }],
  ])('reads %p', (agent, device) => {
    expect(deviceOf(agent)).toEqual(device);
  });
});
